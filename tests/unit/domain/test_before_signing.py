"""What is asked before a note is signed."""

from dataclasses import replace
from datetime import timedelta

import pytest

import factory
from practicenotes.domain import before_signing
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.forms import NoteTemplate, RecordOnly, Section
from practicenotes.domain.notes import Note, NoteId, NoteSection, NoteState, Remark, RemarkKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.risk_words import RiskWords
from practicenotes.domain.sessions import Attendance, Session, SessionId


FORM = NoteTemplate(
    "free",
    1,
    "Free",
    "",
    (
        Section("data", "Data", "", covers=(RecordOnly.SYMPTOMS,)),
        Section("thoughts", "Thoughts", ""),
        Section("plan", "Plan", "", covers=(RecordOnly.PLAN,)),
    ),
)
WORDS = RiskWords(("want* to die", "suicid*"))
HELD = factory.session(ClientId("c"), id=SessionId("s"), risk="asked: none")


def note(begun_at=factory.AT, **texts: str) -> Note:
    """Return a draft in the form."""
    sections = tuple(
        NoteSection(each.id, each.label, "", texts.get(each.id, "")) for each in FORM.sections
    )
    return Note(
        id=NoteId("n"),
        client_id=ClientId("c"),
        session_id=SessionId("s"),
        template_id="free",
        template_version=1,
        template_name="Free",
        state=NoteState.DRAFT,
        sections=sections,
        begun_at=begun_at,
        saved_at=begun_at,
    )


def asked_of(note: Note, session: Session | None, form: NoteTemplate | None) -> Asked:
    """Return what is asked, with a short list of words that can be about risk."""
    return before_signing.asked(note, session, form, WORDS)


def test_what_the_law_asks_of_the_record_is_named_when_it_is_empty() -> None:
    """Sections that cover one of the ten items, and no others."""
    asked = asked_of(note(data=" \n"), HELD, FORM)
    assert asked.empty == ("Data", "Plan")
    assert asked_of(note(data="x", plan="y"), HELD, FORM).empty == ()


def test_risk_that_was_not_asked_is_named() -> None:
    """Where the session's line is empty, unless nobody came or the note says it itself."""
    whole = note(data="x", plan="y")
    silent = replace(HELD, risk="")
    assert asked_of(whole, silent, FORM).empty == ("Risk",)
    missed = replace(silent, attendance=Attendance.MISSED)
    assert asked_of(whole, missed, FORM).empty == ()
    section = NoteSection("risk", "Risk and safety", "", "He was asked.")
    said = replace(whole, sections=(*whole.sections, section))
    assert asked_of(said, silent, FORM).empty == ()
    unsaid = replace(whole, sections=(*whole.sections, replace(section, text="")))
    assert asked_of(unsaid, silent, FORM).empty == ("Risk and safety",)
    assert asked_of(unsaid, HELD, FORM).empty == ()


def test_a_form_that_is_gone_asks_for_plan_and_risk_alone() -> None:
    """A note outlives the form that it was written in."""
    assert asked_of(note(), HELD, None).empty == ("Plan",)


@pytest.mark.parametrize("words", ["", " ", "none", "None.", "No", "not indicated", "Denied."])
def test_a_plain_no_asks_nothing(words: str) -> None:
    """Nobody is asked about what was asked and denied in a word."""
    assert not before_signing.asks_to_be_seen(words)


@pytest.mark.parametrize("words", ["none today, thoughts last week", "thoughts", "no plan; means"])
def test_every_other_word_about_risk_asks_to_be_seen(words: str) -> None:
    """It is not for a program to judge what a sentence about risk means."""
    assert before_signing.asks_to_be_seen(words)


def test_risk_is_shown_with_the_place_where_it_stands() -> None:
    """The session's line, and the note's own section."""
    session = replace(HELD, risk="thoughts, no plan")
    section = NoteSection("risk", "Risk and safety", "", "Agreed to call.")
    said = replace(note(), sections=(section,))
    assert asked_of(said, session, None).risk == (
        ("Risk", "thoughts, no plan"),
        ("Risk and safety", "Agreed to call."),
    )


def test_words_elsewhere_that_can_be_about_risk_are_asked_about() -> None:
    """With the section where they stand; whether risk itself says something is told too."""
    said = note(data="He came. He wants to die; he slept badly.", plan="x")
    asked = asked_of(said, HELD, FORM)
    assert asked.words == (("Data", "He wants to die; he slept badly."),)
    assert not asked.silent
    assert asked.to_see == (("Risk", "asked: none"), *asked.words)
    assert asked_of(said, replace(HELD, risk=" "), FORM).silent
    assert asked_of(note(data="He came."), HELD, FORM).words == ()


def test_a_denial_elsewhere_is_asked_about_while_nothing_stands_under_risk() -> None:
    """It may belong there."""
    asked = asked_of(note(data="No suicidal thoughts."), replace(HELD, risk=""), FORM)
    assert asked.words == (("Data", "No suicidal thoughts."),)
    assert asked.silent
    assert asked.empty == ("Risk", "Plan")


def test_a_section_about_risk_is_not_asked_about_twice() -> None:
    """What stands there is risk already."""
    section = NoteSection("risk", "Risk and safety", "", "He wants to die.")
    asked = asked_of(replace(note(), sections=(section,)), HELD, None)
    assert asked.words == ()
    assert ("Risk and safety", "He wants to die.") in asked.risk


def test_a_note_begun_a_day_after_its_session_is_a_late_entry() -> None:
    """It asks why, once; a note that was begun in time and signed late asks nothing."""
    late = note(factory.AT + timedelta(days=2))
    assert asked_of(late, HELD, FORM).late
    assert not asked_of(note(), HELD, FORM).late
    assert not asked_of(late, None, FORM).late
    remark = Remark(RemarkKind.LATE_ENTRY, "I was ill.", factory.AT, "Dr. Ada Brandt")
    assert not asked_of(replace(late, remarks=(remark,)), HELD, FORM).late
