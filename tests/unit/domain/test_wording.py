"""Every sentence about a relationship is a question or a plain observation."""

import re
from datetime import date

import pytest

from practicenotes.domain.reflections import wording


TODAY = date(2025, 11, 18)
ON, SINCE = date(2025, 10, 28), date(2025, 10, 14)

ASKED = {
    "dip": wording.dip(ON, TODAY),
    "drift": wording.drift(SINCE, ON, TODAY),
    "facet": wording.facet("Trust and Safety", 2, ON, SINCE, TODAY),
    "low line": wording.card_line("Today I could say what was on my mind.", 3, ON, TODAY),
    "lower line": wording.card_line("We worked on it.", 5, ON, TODAY, was=(9, SINCE)),
    "comment": wording.comment(ON, TODAY),
}
TOLD = {
    "repaired": wording.repaired(ON, TODAY),
    "partly": wording.partly_repaired(),
    "not repaired": wording.not_repaired(),
    "still early": wording.still_early(),
}
FORBIDDEN = re.compile(
    r"\b(score|norm|abnormal|cut-?off|below average|risk|danger|warning|alert|alarm|urgent|red"
    r"|green|rupture|problem|fail|wrong|bad|poor|good|great|well done|deteriorat|significant|detect"
    r"|should|must|resistan|streak|rank|worse|better|healthy|caused|because)",
    re.IGNORECASE,
)


def test_the_question_about_a_dip_is_the_one_that_was_agreed() -> None:
    """It says what was lower than usual and when, and asks."""
    assert ASKED["dip"] == (
        "Your ratings of this relationship were lower than usual on 28 October."
        " What do you make of it?"
    )


@pytest.mark.parametrize("sentence", ASKED.values(), ids=ASKED)
def test_a_question_ends_with_a_question_mark(sentence: str) -> None:
    """Each leaves the answer to the reader, and asks one thing."""
    assert sentence.endswith("?")
    assert sentence.count("?") == 1


@pytest.mark.parametrize("sentence", TOLD.values(), ids=TOLD)
def test_an_observation_is_one_plain_sentence(sentence: str) -> None:
    """What the ratings did since is told and not judged."""
    assert re.fullmatch(r"[A-Z][^.?!]+\.", sentence)


@pytest.mark.parametrize("sentence", [*ASKED.values(), *TOLD.values()], ids=[*ASKED, *TOLD])
def test_no_sentence_judges_or_alarms(sentence: str) -> None:
    """None holds a word of verdict, danger, praise or testing."""
    assert not FORBIDDEN.search(sentence)
    assert "!" not in sentence


def test_a_day_that_may_be_taken_for_another_is_said_with_its_year() -> None:
    """A day of the last months needs none."""
    assert wording.day(date(2025, 2, 2), TODAY) == "2 February"
    assert wording.day(date(2024, 12, 30), TODAY) == "30 December 2024"


def test_a_facet_is_named_with_its_steps_and_days() -> None:
    """The reader sees which facet, how far, and between which sessions."""
    assert ASKED["facet"] == (
        "You rated Trust and Safety two steps lower on 28 October than on 14 October."
        " What was different?"
    )


def test_a_line_of_the_card_is_quoted() -> None:
    """The client's line stands as it is on the card, with the number and the one before."""
    assert "“We worked on it” stood at 5, after 9 on 14 October." in ASKED["lower line"]
    assert "after" not in ASKED["low line"]
