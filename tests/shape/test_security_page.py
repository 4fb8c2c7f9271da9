"""The page of promises names real tests, and every part of it says what it has to say."""

import re
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", PAGE)))
PARTS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
TOLD_OTHERWISE = {"Out of scope, plainly", "Not built yet", "For whoever checks this"}


@pytest.mark.parametrize("file", NAMED)
def test_what_is_named_is_there(file: str) -> None:
    """A promise is tried by a test that exists."""
    assert "def test_" in (ROOT / "tests" / file).read_text("utf-8")


def test_every_test_that_counts_before_a_release_is_named() -> None:
    """Whoever checks a promise finds on the page each file that tries one of the sixty-four."""
    tests = ROOT / "tests"
    tried = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("test_*.py")
        if re.search(r"^@pytest.mark.release\(", path.read_text("utf-8"), re.MULTILINE)
    }

    assert tried - set(NAMED) == set()


@pytest.mark.parametrize("part", sorted(PARTS.keys() - TOLD_OTHERWISE))
def test_every_part_says_what_is_promised_how_it_is_tried_and_where_it_ends(part: str) -> None:
    """No promise stands without its proof."""
    assert "*Promise.*" in PARTS[part]
    assert "*Tried.*" in PARTS[part]


def test_what_is_out_of_scope_and_what_is_missing_stand_there() -> None:
    """The page does not leave out what is inconvenient."""
    assert PARTS.keys() >= TOLD_OTHERWISE
