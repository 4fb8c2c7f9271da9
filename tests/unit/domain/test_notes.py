"""What a signature covers, and when it is late."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from practicenotes.domain import notes
from practicenotes.domain.notes import (
    Addendum,
    AddendumKind,
    GoalLink,
    Note,
    NoteId,
    NoteSection,
    NoteState,
)
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


BEGUN = datetime(2025, 11, 18, 13, 2, 44, 120_000, tzinfo=UTC)
SIGNED = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)
NOTE = Note(
    id=NoteId("a1"),
    client_id=ClientId("b2"),
    session_id=SessionId("c3"),
    template_id="dap",
    template_version=1,
    template_name="DAP",
    state=NoteState.SIGNED,
    sections=(
        NoteSection("data", "Data", "What?", "He said “Löwe”."),
        NoteSection("plan", "Plan", "What next?"),
    ),
    begun_at=BEGUN,
    saved_at=SIGNED,
    signed_at=SIGNED,
    signed_by="Dr. Ada Brandt",
)


def test_the_digest_is_that_of_the_format() -> None:
    """Another reader can compute it: SHA-256 of one canonical JSON array."""
    covered = (
        '["a1","b2","c3","dap",1,"2025-11-18T13:02:44.120Z","2025-11-18T14:02:00.000Z",'
        '"Dr. Ada Brandt",[["data","Data","What?","He said \\u201cL\\u00f6we\\u201d."],'
        '["plan","Plan","What next?",""]],"ff"]'
    )
    assert notes.digest(NOTE, "ff") == hashlib.sha256(covered.encode("ascii")).hexdigest()
    assert json.loads(covered)[8][0][3] == NOTE.sections[0].text


def test_what_was_worked_towards_is_covered_as_one_section_more() -> None:
    """Its lines stand behind the sections; where there are none, nothing stands there."""
    linked = replace(NOTE, goals=(GoalLink("Sleep better"), GoalLink("Walk")))
    last = NoteSection("goals touched", "Goals touched", "", "Sleep better\nWalk")
    assert linked.covered == (*NOTE.sections, last)
    assert NOTE.covered == NOTE.sections


@pytest.mark.parametrize(
    "changed",
    [
        {"id": NoteId("a2")},
        {"client_id": ClientId("b3")},
        {"session_id": SessionId("c4")},
        {"session_id": None},
        {"template_id": "soap"},
        {"template_version": 2},
        {"begun_at": BEGUN + timedelta(milliseconds=1)},
        {"signed_at": SIGNED + timedelta(milliseconds=1)},
        {"signed_by": "Dr. Ada Brand"},
        {"sections": NOTE.sections[:1]},
        {"sections": NOTE.sections[::-1]},
        {"sections": (*NOTE.sections, NoteSection("risk", "Risk", "?"))},
        {"sections": (replace(NOTE.sections[0], text="He said."), NOTE.sections[1])},
        {"sections": (replace(NOTE.sections[0], label="Dates"), NOTE.sections[1])},
        {"sections": (replace(NOTE.sections[0], prompt="Who?"), NOTE.sections[1])},
        {"sections": (replace(NOTE.sections[0], key="date"), NOTE.sections[1])},
        {"goals": (GoalLink("Sleep better"),)},
    ],
)
def test_whatever_a_signature_covers_changes_the_digest(changed: dict[str, Any]) -> None:
    """No word, label, prompt, time or id of a signed note can be another unseen."""
    assert notes.digest(replace(NOTE, **changed), "") != notes.digest(NOTE, "")


def test_the_digest_names_the_note_signed_before() -> None:
    """The same note after another one has another digest."""
    assert notes.digest(NOTE, "") != notes.digest(NOTE, "ff")


@pytest.mark.parametrize(
    "changed",
    [
        {"addenda": (Addendum("d4", AddendumKind.ADDENDUM, "", "more", SIGNED),)},
        {"state": NoteState.IN_ERROR},
        {"saved_at": SIGNED + timedelta(days=1)},
        {"digest": "ff"},
    ],
)
def test_what_comes_after_signing_leaves_the_digest(changed: dict[str, Any]) -> None:
    """Addenda and being entered in error do not break a signature."""
    assert notes.digest(replace(NOTE, **changed), "") == notes.digest(NOTE, "")


def test_the_digest_does_not_depend_on_the_zone_of_the_computer() -> None:
    """The same instant in another zone is signed as the same text."""
    elsewhere = timezone(timedelta(hours=9, minutes=30))
    moved = replace(
        NOTE, begun_at=BEGUN.astimezone(elsewhere), signed_at=SIGNED.astimezone(elsewhere)
    )
    assert notes.digest(moved, "") == notes.digest(NOTE, "")


@pytest.mark.parametrize(
    ("after", "late"),
    [
        (timedelta(minutes=50), False),
        (timedelta(hours=24), False),
        (timedelta(hours=24, seconds=1), True),
        (timedelta(days=9), True),
        (timedelta(hours=-3), False),
    ],
)
def test_a_note_is_late_after_a_day(after: timedelta, late: bool) -> None:
    """Twenty-four hours from the session's beginning on the same clock, and not a second more."""
    began = datetime(2025, 11, 18, 13, 0)
    assert notes.is_late(began, began + after) is late


@pytest.mark.parametrize(
    ("texts", "empty"), [(["", ""], True), ([" \n\t", ""], True), (["", "x"], False), ([], True)]
)
def test_a_note_is_empty_without_a_word(texts: list[str], empty: bool) -> None:
    """Space is not a word."""
    sections = tuple(NoteSection(str(n), "", "", text) for n, text in enumerate(texts))
    assert replace(NOTE, sections=sections).is_empty is empty
