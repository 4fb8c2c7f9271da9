"""What the marks show can be heard: every fact of them is in a sentence."""

from dataclasses import replace

import pytest

from courses import BOOK, course, day, event, reflection, strain
from practicenotes.domain.reflections import StrainState
from practicenotes.domain.sessions import Attendance, Course, FrameKind
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui.alliance import sentences
from practicenotes.ui.alliance import story as stories


TRUST = BOOK.facet("trust_safety")


def aloud(
    outside: Course,
    *written: object,
    strained: tuple = (),
    stop: int = 0,
    facet: object = None,
) -> str:
    """Return what is said of one stop."""
    told = stories.tell(outside, Alliance(tuple(written), strained), day(99))  # type: ignore[arg-type]
    return sentences.aloud(told.stops[stop], facet, BOOK)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rating", "place"),
    [
        (0, "at the end called less workable"),
        (1, "nearer the end called less workable"),
        (2, "about the middle"),
        (3, "nearer the end called more workable"),
        (4, "at the end called more workable"),
    ],
)
def test_the_mean_is_a_place_between_two_ends(rating: int, place: str) -> None:
    """The number itself is not said, nor whether it is good."""
    said = aloud(course(1), reflection(0, [rating] * 7))

    assert said == f"Session 1, 7 January 2025. Seven facets rated, their mean {place}."


def test_too_few_ratings_are_said_without_a_place() -> None:
    """One rating of ten facets is no mean."""
    said = aloud(course(1), reflection(0, [3]))

    assert said == "Session 1, 7 January 2025. One facet rated, fewer than six: no point."


def test_an_hour_without_a_reflection_is_said_plainly() -> None:
    """What was not written is not a reproach."""
    assert aloud(course(1)) == "Session 1, 7 January 2025. No reflection."


def test_words_alone_are_said_to_be_words() -> None:
    """A reflection without any rating is not one of nought."""
    said = aloud(course(1), reflection(0, [], free="a word"))

    assert said.endswith("Written about, without a rating.")


def test_one_facet_is_said_in_its_anchor() -> None:
    """By one facet the full words of the anchor stand for the rating."""
    said = aloud(course(1), reflection(0, [3]), facet=TRUST)

    assert said == f"Session 1, 7 January 2025. {TRUST.anchors[3]}"


def test_not_observed_is_said_in_words() -> None:
    """A facet that was not observed is neither high nor low."""
    said = aloud(course(1), reflection(0, [None]), facet=TRUST)

    assert said.endswith(f"Not observed. {TRUST.not_observed_when}")


def test_a_facet_that_was_passed_over_is_said_so() -> None:
    """Skipping a facet costs nothing and says nothing."""
    said = aloud(course(1), reflection(0, [], free="a word"), facet=TRUST)

    assert said.endswith("Trust and Safety was not rated.")


@pytest.mark.parametrize("facet", [None, TRUST])
def test_a_reflection_that_is_lost_is_said_so(facet: object) -> None:
    """Damage is said in words, by all facets and by one."""
    said = aloud(course(1), reflection(0, [3] * 7, damaged=True), facet=facet)

    assert said.endswith("The reflection can no longer be read.")


def test_strain_is_said_where_it_began_and_where_it_ended() -> None:
    """Its signs are said by their own labels, and how it stands."""
    moments = (strain(0, 1, StrainState.NAMED),)
    began = aloud(course(2), strained=moments)
    ended = aloud(course(2), strained=moments, stop=1)

    assert "Strain noted: Agrees, praises or goes along to avoid friction" in began
    assert began.endswith("named together.")
    assert ended.endswith("A moment of strain was named together.")


def test_strain_without_a_known_sign_is_said_by_its_kind() -> None:
    """A sign that the book does not know any more does not leave a hole."""
    moment = replace(strain(0), sightings=())

    assert aloud(course(1), strained=(moment,)).endswith("Strain noted: Moving away, still open.")


def test_an_hour_that_was_not_held_says_what_became_of_it() -> None:
    """It has a day and no number, and nothing is said of a reflection."""
    assert aloud(course(1, called_off=[0])) == "7 January 2025. Cancelled by the client."


def test_what_was_noted_about_the_frame_is_said_in_its_words() -> None:
    """The kind comes first; without words it stands alone."""
    fee = event(0, FrameKind.FEE, "From 60 to 65 euros.")

    assert aloud(course(1, frame=[fee])).endswith("Fee changed: From 60 to 65 euros.")
    assert aloud(course(1, frame=[event(0, FrameKind.GIFT)])).endswith("Gift.")


def test_who_cancelled_is_told_apart() -> None:
    """What the therapist called off is not called absence of mind."""
    own = course(1, called_off=[0])
    mine = replace(own.sessions[0], attendance=Attendance.CANCELLED_BY_THERAPIST)
    told = replace(
        own.frame[0], kind=FrameKind.ABSENCE, words=Attendance.CANCELLED_BY_THERAPIST.value
    )

    assert sentences.frame_word(told) == "cancelled by me"
    assert aloud(Course((mine,), (told,))).endswith("Cancelled by the therapist.")
    assert sentences.frame_word(event(0, FrameKind.ABSENCE)) == "I was away"
