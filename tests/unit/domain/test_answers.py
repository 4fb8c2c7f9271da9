"""An answer is kept as text that reads well, and comes back from it as it was."""

import random
from datetime import date, timedelta

import pytest

from practicenotes.domain import answers, times
from practicenotes.domain.answers import Picked
from practicenotes.domain.forms import FieldKind, Section


OPTIONS = ("low", "anxious", "at odds with what is said")
ONE = Section("a", "A", "A?", FieldKind.ONE, options=OPTIONS)
SEVERAL = Section("a", "A", "A?", FieldKind.SEVERAL, options=OPTIONS)
LINE = Section("a", "A", "A?", FieldKind.NUMBER_LINE)
PLAIN = Section("a", "A", "A?")
ALL = (ONE, SEVERAL, LINE, PLAIN)
BITS = ("low", "anxious", "; ", ";", "\n", "\n\n", " ", "7 of 10", "Low", "- low", "\U0001f300", "")


def texts(seed: int) -> list[str]:
    """Return texts made of what an answer is made of, in any order."""
    chance = random.Random(seed)
    return ["".join(chance.choices(BITS, k=chance.randint(0, 6))) for _ in range(400)]


@pytest.mark.parametrize("section", ALL, ids=lambda section: section.kind.value)
@pytest.mark.parametrize("seed", range(5))
def test_no_text_is_changed_by_being_read(section: Section, seed: int):
    """Whatever stands in a section, taken apart and put together it is the same text."""
    for text in texts(seed):
        assert answers.write(section, answers.read(section, text)) == text, repr(text)


@pytest.mark.parametrize("section", [ONE, SEVERAL, LINE], ids=lambda section: section.kind.value)
@pytest.mark.parametrize("seed", range(5))
def test_every_answer_comes_back(section: Section, seed: int):
    """What was picked and what was written beside it are told apart again."""
    chance = random.Random(seed)
    offered = answers.offered(section)
    most = len(offered) if section.kind is FieldKind.SEVERAL else 1
    for words in texts(seed):
        some = chance.sample(offered, chance.randint(0, most))
        picked = Picked(tuple(sorted(some, key=offered.index)), words)
        assert answers.read(section, answers.write(section, picked)) == picked


def test_an_answer_reads_well():
    """The options stand on one line and the words beneath."""
    picked = Picked(("anxious", "low"), "He looked away.")
    assert answers.write(SEVERAL, picked) == "low; anxious\nHe looked away."
    assert answers.write(LINE, Picked(("7 of 10",))) == "7 of 10"


def test_not_assessed_is_kept_as_nothing():
    """What was not looked at is no text, and so stands in no reading and no print."""
    assert answers.write(SEVERAL, Picked()) == ""
    assert answers.read(SEVERAL, "") == Picked()


@pytest.mark.parametrize("text", ["low; cheerful", "low; anxious", "anxious; low", "LOW", "low;"])
def test_what_does_not_read_as_an_option_is_words(text: str):
    """A text of another form is shown as it stands, with nothing picked."""
    assert answers.read(ONE, text) == Picked(words=text)


def test_every_day_comes_back():
    """A day is kept as it is said in full, through leap years and centuries."""
    day = date(1899, 12, 28)
    while day < date(2101, 1, 4):
        assert answers.day(times.in_full(day)) == day
        day += timedelta(days=13)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 February 2025",
        "1 May",
        "01 May 2025",
        "1 may 2025",
        "1 May 0",
        "1 May ２０２５",
    ],
)
def test_what_names_no_day_is_words(text: str):
    """Only what the program itself would write is taken for a day."""
    assert answers.day(text) is None


def test_lines_are_told_without_the_marks_of_a_list():
    """Each line that says something is an aim; a number that counts is left in it."""
    text = "- Sleep six hours\n\n2. Ask once a week\n3 walks a week\n# Later\n*"
    told = ("Sleep six hours", "Ask once a week", "3 walks a week", "Later", "*")
    assert answers.lines(text) == told
