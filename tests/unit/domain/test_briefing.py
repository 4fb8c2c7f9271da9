"""What to look at before a session, and the one question that is asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

import factory
from practicenotes.domain import briefing
from practicenotes.domain.briefing import ENOUGH, Question, Quiet
from practicenotes.domain.notes import Note, NoteId, NoteSection, NoteState
from practicenotes.domain.people import Client, ClientId, Person
from practicenotes.domain.sessions import FrameKind


HERON = ClientId("c" * 32)
FACETS = ("one", "two", "three")


def note(**texts: str) -> Note:
    """Return a note with these sections, in their order."""
    sections = tuple(NoteSection(key, key.capitalize(), "", text) for key, text in texts.items())
    return Note(
        id=NoteId("n"),
        client_id=HERON,
        session_id=None,
        template_id="dap",
        template_version=1,
        template_name="DAP",
        state=NoteState.DRAFT,
        sections=sections,
        begun_at=factory.AT,
        saved_at=factory.AT,
    )


# --- the one question ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("strained", "unsettled", "quietest", "asked"),
    [
        (True, True, "one", Question.STRAIN),
        (True, False, None, Question.STRAIN),
        (False, True, "one", Question.FRAME),
        (False, False, "one", Question.FACET),
        (False, False, None, None),
    ],
)
def test_one_thing_is_asked(
    strained: bool, unsettled: bool, quietest: str | None, asked: Question | None
) -> None:
    """Strain comes before the frame, the frame before a silent facet; else nothing is asked."""
    said = briefing.question(strained=strained, unsettled=unsettled, quietest=quietest)
    assert said is asked


@pytest.mark.parametrize(
    ("days", "kind", "damaged", "moved"),
    [
        (1, FrameKind.GIFT, False, True),
        (7, FrameKind.CANCELLED, False, True),
        (0, FrameKind.FEE, False, False),
        (8, FrameKind.BREAK, False, False),
        (1, FrameKind.LATE, False, False),
        (1, FrameKind.BREAK, True, False),
    ],
)
def test_the_frame_moved_between_last_time_and_today(
    days: int, kind: FrameKind, damaged: bool, moved: bool
) -> None:
    """What both were there for, what is still to come, and a late hour unsettle nothing."""
    last = date(2025, 11, 11)
    event = factory.frame_event(HERON, on=last + timedelta(days), kind=kind, damaged=damaged)

    assert briefing.unsettled([event], last, date(2025, 11, 18)) is moved


# --- what is silent --------------------------------------------------------------------------


def test_without_a_reflection_nothing_is_silent() -> None:
    """Who has never reflected is not told what was left out."""
    assert briefing.quiet(FACETS, [], 0) == Quiet()


def test_the_longest_silent_is_found_at_once_and_lately_only_after_some_time() -> None:
    """After one reflection something is quietest; that it is silent is said only later."""
    spoken = [["one"], ["two"]]
    assert briefing.quiet(FACETS, spoken, 2) == Quiet("three", ())

    longer = [["three"], *[["one"]] * ENOUGH]
    assert briefing.quiet(FACETS, longer, 7) == Quiet("two", ("two", "three"))


def test_a_facet_that_was_spoken_of_lately_is_not_silent() -> None:
    """The oldest reflection that counts still counts."""
    spoken = [["one", "two"], *[["one"]] * (ENOUGH - 1)]
    assert briefing.quiet(FACETS, spoken, 0).lately == ("three",)


def test_equally_silent_facets_take_turns() -> None:
    """With every reflection another of them comes first, so that none insists."""
    asked = [briefing.quiet(FACETS, [["one"]], turn).longest for turn in range(4)]
    assert asked == ["two", "three", "two", "three"]


def test_a_facet_that_is_not_in_the_book_is_passed_over() -> None:
    """An entry of another edition of the book changes nothing."""
    assert briefing.quiet(FACETS, [["four", "one"]], 0).longest == "two"


# --- what is read ----------------------------------------------------------------------------


def test_a_note_tells_and_agrees() -> None:
    """The first section with words is what happened; the plan is what was agreed."""
    written = note(data="  ", assessment=" Tired. ", plan=" Bring one sentence. ")

    assert briefing.told_in(written) == "Tired."
    assert briefing.agreed_in(written) == "Bring one sentence."


def test_an_empty_note_tells_nothing() -> None:
    """A note with a plan alone, or in free form, has only that."""
    assert briefing.told_in(note(plan="Bring one sentence.")) == ""
    assert briefing.agreed_in(note(narrative="All of it.")) == ""


@pytest.mark.parametrize(
    ("text", "most", "opening"),
    [
        ("One two. Three four.", 4, "One two. Three four."),
        ("One two.\n\nThree   four.", 4, "One two. Three four."),
        ("One two. Three four.", 3, "One two. …"),
        ("“One two.” Three four? Five.", 4, "“One two.” Three four? …"),
        ("one two three four", 2, "one two …"),
        ("", 2, ""),
    ],
)
def test_a_long_text_is_opened_by_whole_sentences(text: str, most: int, opening: str) -> None:
    """What is left out is marked; a sentence that is too long itself is cut between words."""
    assert briefing.opening(text, most) == opening


def test_minutes_are_counted_up() -> None:
    """Even nothing takes a minute; a word more than a minute's takes two."""
    minute = "word " * briefing.WORDS_A_MINUTE
    assert briefing.minutes_to_read([]) == 1
    assert briefing.minutes_to_read([minute]) == 1
    assert briefing.minutes_to_read([minute, "word"]) == 2


def test_an_hour_ends_after_its_minutes() -> None:
    """A session of fifty minutes from one o'clock is over at ten to two."""
    hour = factory.session(HERON, minutes=50)
    assert briefing.ends_at(hour) == datetime(2025, 11, 18, 13, 50)


# --- before a first meeting ------------------------------------------------------------------


def test_an_empty_file_lacks_everything() -> None:
    """Consent, referral, reason and a way to reach the client are asked for."""
    assert briefing.missing(Client(HERON, "Sparrow")) == (
        "consent",
        "referral",
        "reason for coming",
        "a way to reach them",
    )


def test_a_whole_file_lacks_nothing() -> None:
    """What is noted is not asked for again, and a damaged file is not asked at all."""
    whole = Client(
        HERON,
        "Sparrow",
        people=(Person("A"), Person("B", contact="0151")),
        reason="worry",
        referrer="Dr Fenwick",
        consent="signed",
    )
    assert briefing.missing(whole) == ()
    assert briefing.missing(replace(whole, consent=" ", referrer="")) == ("consent", "referral")
    assert briefing.missing(Client(HERON, "Sparrow", damaged=True)) == ()
