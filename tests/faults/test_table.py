"""The table of what was tried has a line for every promise, also for what nobody could try."""

import re
from pathlib import Path

from faults import table
from faults.promised import PROMISED
from faults.table import Trial


TESTS = Path(__file__).parents[1]


def test_every_promise_is_tried_by_a_test_or_says_why_not() -> None:
    """No number is forgotten, none stands twice, and no test names one that does not exist."""
    named = {
        int(number)
        for path in TESTS.rglob("test_*.py")
        for numbers in re.findall(r"mark\.release\(([\d, ]+)", path.read_text("utf-8"))
        for number in numbers.strip(", ").split(",")
    }
    known = [promise.number for promise in PROMISED]
    assert known == list(range(1, 65))
    assert named | {promise.number for promise in PROMISED if promise.not_here} == set(known)


def test_what_was_counted_stands_beside_its_mark() -> None:
    """A number with two counts has two lines; a failure cannot be overlooked."""
    found = {
        13: [Trial("passed", "75 flips"), Trial("failed", "80 flips"), Trial("passed", "")],
        42: [Trial("skipped", "", "needs root")],
    }
    lines = [re.split(" {2,}", line.strip()) for line in table.lines(found)]
    at = next(at for at, line in enumerate(lines) if line[0] == "13")
    what, mark = "One bit flipped in each page", "0 wrong notes"
    assert lines[at : at + 3] == [
        ["13", what, "75 flips", mark, "passed"],
        ["80 flips", "FAILED"],
        ["1 test", "passed"],
    ]
    assert [
        "42",
        "Memory after a lock",
        "1 test",
        "0 keys, 0 words",
        "not run: needs root",
    ] in lines
    assert ["45", "Screen capture", "blank", "not run: needs Windows or macOS"] in lines
    assert len([line for line in lines if re.fullmatch(r"\d+", line[0])]) == 64
