"""The record says what became of a note that a letter rests on."""

from collections.abc import Callable

import pytest

import factory
from practicenotes.domain import settings as known
from practicenotes.domain.letters import Origin
from practicenotes.domain.notes import AddendumKind, NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import letter_sources, offers, settings, signatures
from practicenotes.vault import Store


@pytest.fixture
def note_id(record: Store, hour: SessionId) -> NoteId:
    """Give a signed note."""
    return factory.sign_note(record, hour).id


def since(record: Store, note_id: NoteId) -> str:
    """Return what happened to a note."""
    return record.run(letter_sources.standings, (note_id,))[note_id].since


def test_nothing_happened_to_a_note_that_was_signed_and_left(
    record: Store, note_id: NoteId
) -> None:
    """Its wording has the number that was kept with the signature."""
    standing = record.run(letter_sources.standings, (note_id,))[note_id]
    assert (standing.version, standing.since) == (1, "")


def test_a_passage_names_the_wording_it_was_taken_from(
    record: Store, heron: ClientId, note_id: NoteId
) -> None:
    """An offered sentence carries note, version and day."""
    [offer] = record.run(offers.passages, heron, factory.letter_kind())
    assert offer.sentence is not None
    source = offer.sentence.source
    assert source.origin is Origin.RECORD
    assert (source.record_id, source.revision, source.on) == (f"{note_id}/plan", 1, factory.DAY)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            lambda db, note: signatures.add_to(
                db, note, AddendumKind.AMENDMENT, "wrong day", "It was Monday.", factory.AT
            ),
            "amended on 18 November 2025",
        ),
        (
            lambda db, note: signatures.enter_in_error(db, note, "another client", factory.AT),
            "the note was entered in error on 18 November 2025",
        ),
    ],
)
def test_what_happened_to_a_note_is_said(
    record: Store, note_id: NoteId, act: Callable[..., object], words: str
) -> None:
    """With the day on which it happened."""
    record.run(act, note_id)
    assert since(record, note_id) == words


def test_an_addendum_changes_nothing_that_was_quoted(record: Store, note_id: NoteId) -> None:
    """It adds to a note that was right."""
    add = (AddendumKind.ADDENDUM, "more", "He also rang.", factory.AT)
    record.run(signatures.add_to, note_id, *add)
    assert since(record, note_id) == ""


def test_a_signature_that_was_withdrawn_is_said(record: Store, note_id: NoteId) -> None:
    """The note is a draft again, and its words may change."""
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    record.run(signatures.withdraw, note_id, "a slip", factory.later(hours=1))
    assert since(record, note_id) == "its signature was withdrawn on 18 November 2025"


def test_a_note_that_cannot_be_read_is_said(record: Store, note_id: NoteId) -> None:
    """The letter may rest on words that somebody changed."""
    factory.meddle(record, "UPDATE note_section SET body = 'x'")
    assert since(record, note_id) == letter_sources.UNREADABLE


def test_a_note_that_is_gone_is_said(record: Store) -> None:
    """No id is passed over in silence."""
    assert since(record, NoteId("0")) == letter_sources.GONE
