"""The log of hours as a table that any spreadsheet opens."""

import csv
import io
from collections.abc import Iterable

from practicenotes.domain.hours import Hour


_HEADS = ("Date", "Kind", "Minutes", "Hours", "With", "Topic")
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for a formula
_MARK = "\ufeff"  # without it, one widespread spreadsheet takes UTF-8 for something else
_DAMAGED = "damaged, left out"


def table(hours: Iterable[Hour]) -> bytes:
    """Return the log as CSV in UTF-8, a line for each hour; what is damaged is named as such."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(_HEADS)
    for hour in hours:
        lines.writerow(("", _DAMAGED, "", "", "", "") if hour.damaged else _line(hour))
    return f"{_MARK}{written.getvalue()}".encode()


def _line(hour: Hour) -> tuple[object, ...]:
    length = f"{hour.minutes / 60:.2f}"
    said = (_plain(hour.with_whom), _plain(hour.topic))
    return (hour.on.isoformat(), hour.kind.value, hour.minutes, length, *said)


def _plain(words: str) -> str:
    """Return words that no spreadsheet will take for a command."""
    said = " ".join(words.split())
    return f"'{said}" if words.startswith(_COMMANDS) or said.startswith(_COMMANDS) else said
