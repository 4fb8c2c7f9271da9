"""The log as a table: any spreadsheet opens it, and none takes a word in it for a command."""

import csv
import io
from datetime import date

import pytest

from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.exchange import hours


def hour(**told: object) -> Hour:
    """Return one line."""
    plain = {"on": date(2025, 11, 5), "kind": HourKind.SUPERVISION, "minutes": 90}
    return Hour(HourId("1"), **{**plain, **told})  # type: ignore[arg-type]


def read(data: bytes) -> list[list[str]]:
    """Return what a spreadsheet reads."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_line_stands_for_each_hour() -> None:
    """Day, kind, minutes, hours, with whom and about what, under their heads."""
    data = hours.table([hour(with_whom="H. Abernathy", topic="Silence; and “no”")])

    assert read(data) == [
        ["Date", "Kind", "Minutes", "Hours", "With", "Topic"],
        ["2025-11-05", "supervision", "90", "1.50", "H. Abernathy", "Silence; and “no”"],
    ]


def test_the_table_is_marked_as_utf_8() -> None:
    """The mark stands at the very beginning and nowhere else."""
    data = hours.table([hour(topic="Träume")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert "Träume".encode() in data


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n@"])
@pytest.mark.parametrize("field", ["with_whom", "topic"])
def test_no_word_is_taken_for_a_formula(sign: str, field: str) -> None:
    """A cell that would begin like a command begins with a quote."""
    [_, line] = read(hours.table([hour(**{field: f"{sign}cmd()"})]))
    cell = line[4 if field == "with_whom" else 5]
    assert cell.startswith("'")
    assert cell.endswith("cmd()")


@pytest.mark.parametrize("words", ["a = b", "H. Abernathy", "3 + 4", "mail@x.example", "", "'tis"])
def test_ordinary_words_stay_as_they_are(words: str) -> None:
    """Only the beginning of a cell can be a command."""
    assert read(hours.table([hour(topic=words)]))[1][5] == words


def test_lines_and_quotes_stay_in_their_cell() -> None:
    """A topic of several lines is one cell, on one line of the table."""
    data = hours.table([hour(topic='One,\n"two";\nthree')])
    assert read(data)[1][5] == 'One, "two"; three'
    assert data.count(b"\r\n") == 2


def test_a_damaged_line_is_named_and_left_out() -> None:
    """What cannot be trusted says so and nothing more."""
    data = hours.table([hour(with_whom="\ufffd", topic="\ufffd", damaged=True)])
    assert read(data)[1] == ["", "damaged, left out", "", "", "", ""]


def test_an_empty_log_has_its_heads() -> None:
    """A table without lines is still a table."""
    assert len(read(hours.table([]))) == 1
