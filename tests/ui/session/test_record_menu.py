"""What the menu of a note offers, by how the note stands."""

from dataclasses import replace
from datetime import timedelta

import factory
from practicenotes.domain.notes import (
    Addendum,
    AddendumKind,
    Note,
    NoteId,
    NoteState,
    Withdrawal,
)
from practicenotes.domain.people import ClientId
from practicenotes.records.write_up import Around
from practicenotes.ui.session.record_menu import RecordAct, fit


DRAFT = Note(
    id=NoteId("n"),
    client_id=ClientId("c"),
    session_id=None,
    template_id="free",
    template_version=1,
    template_name="Free",
    state=NoteState.DRAFT,
    sections=(),
    begun_at=factory.AT,
    saved_at=factory.AT,
)
SIGNED = replace(DRAFT, state=NoteState.SIGNED, signed_at=factory.AT)
WAS = Withdrawal(factory.AT, "why", 1, "free", 1, factory.AT, "Ada", "d", "")


def offered(note: Note, hours: int = 0, **around: object) -> set[RecordAct]:
    """Return what is offered an hour after the note was signed."""
    return set(fit(note, Around(hours=hours, **around), factory.AT + timedelta(hours=1)))


def test_a_draft_can_be_deleted() -> None:
    """Unless it was ever signed."""
    assert offered(DRAFT) == {RecordAct.HISTORY, RecordAct.DELETE}
    assert offered(replace(DRAFT, withdrawals=(WAS,))) == {RecordAct.HISTORY}


def test_a_signed_note_can_be_entered_in_error_and_withdrawn_for_a_while() -> None:
    """The window is the therapist's; something added closes it."""
    stands = {RecordAct.HISTORY, RecordAct.IN_ERROR}
    assert offered(SIGNED) == stands
    assert offered(SIGNED, 2) == stands | {RecordAct.WITHDRAW}
    added = Addendum("a", AddendumKind.ADDENDUM, "", "x", factory.AT)
    assert offered(replace(SIGNED, addenda=(added,)), 2) == stands


def test_nothing_is_done_to_a_damaged_note() -> None:
    """What was entered in error can still be read."""
    damaged = replace(SIGNED, damaged=True)
    assert offered(damaged, 2) == set()
    assert offered(damaged, in_error=(SIGNED,)) == {RecordAct.SHOW_ERRORS}


def test_a_note_entered_in_error_stays_as_it_is() -> None:
    """Only its former wordings can be looked at."""
    assert offered(replace(SIGNED, state=NoteState.IN_ERROR), 2) == {RecordAct.HISTORY}
