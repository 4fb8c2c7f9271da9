"""One client's record as JSON; `docs/record-export.md` says what each key means."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.whole import WholeRecord


FORMAT = "practicenotes-record"
VERSION = 1
_NO_LINKS: Mapping[AttachmentId, str] = {}
_TOLD_OF_DAMAGED = {"id", "damaged"}
# Of a letter: what the check found names other clients, and what is written on the private side.
_NEVER_TOLD = {"seen"}


def dump(whole: WholeRecord, links: Mapping[AttachmentId, str] = _NO_LINKS) -> bytes:
    """Return the record as UTF-8 JSON: a key for every field, dates and times as in ISO 8601.

    What is damaged appears with its id and nothing else. `links` says where each file lies.
    """
    said = {"format": FORMAT, "version": VERSION} | _plain(whole) | {"files": dict(links)}
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def _plain(value: Any) -> Any:
    """Return a value in the few types that JSON has."""
    if is_dataclass(value):
        damaged = getattr(value, "damaged", False)
        names = [field.name for field in fields(value)]
        told = _TOLD_OF_DAMAGED if damaged else {*names} - _NEVER_TOLD
        return {name: _plain(getattr(value, name)) for name in names if name in told}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
