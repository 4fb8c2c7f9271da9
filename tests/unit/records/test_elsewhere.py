"""Words of the record that were saved elsewhere come back into their places, or beside them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import factory
from factory import AT, later
from practicenotes import catalog
from practicenotes.domain import form_drafts, letter_kind_drafts
from practicenotes.domain.cards import CardId, CardLine, ClientCard
from practicenotes.domain.elsewhere import Came
from practicenotes.domain.letters import Paragraph, Sentence
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId, Practitioner
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.errors import WordsUnreadable
from practicenotes.records import (
    cards,
    elsewhere,
    letter_kinds,
    letters,
    notes,
    practice,
    unfinished,
)
from practicenotes.records import (
    form_drafts as forms,
)
from practicenotes.vault import Store


WORDS = {"data": "He spoke of the heron.", "assessment": "", "plan": ""}


@pytest.fixture
def note(record: Store, hour: SessionId) -> NoteId:
    """Give a draft in which something stands."""
    begun = record.run(notes.begin, hour, catalog.note_template("dap"), AT)
    record.run(notes.save, begun.id, {"data": "He came."}, AT)
    return begun.id


def text_of(record: Store, note: NoteId) -> str:
    return record.run(notes.get, note).sections[0].text


def test_a_note_comes_back_into_its_place(record: Store, note: NoteId) -> None:
    """Where nothing was written since, the words stand in the note again."""
    packed = elsewhere.pack([(notes.save, (note, WORDS, later(minutes=1)))])

    (returned,) = record.run(elsewhere.bring_back, packed, later(hours=1))

    assert (returned.what, returned.came) == ("Note", Came.BACK)
    assert returned.lines == (("Data", "He spoke of the heron."),)
    assert text_of(record, note) == "He spoke of the heron."
    assert record.run(notes.get, note).saved_at == later(hours=1)


def test_a_note_that_was_written_on_since_stays(record: Store, note: NoteId) -> None:
    """The words are given back beside it, and none of the others is lost."""
    packed = elsewhere.pack([(notes.save, (note, WORDS, later(minutes=1)))])
    record.run(notes.save, note, {"data": "He came late."}, later(minutes=2))

    (returned,) = record.run(elsewhere.bring_back, packed, later(hours=1))

    assert returned.came is Came.BESIDE
    assert text_of(record, note) == "He came late."


def test_words_that_the_disk_took_after_all_are_known(record: Store, note: NoteId) -> None:
    """Saving went on by itself and more was written: nothing is to be done."""
    packed = elsewhere.pack([(notes.save, (note, WORDS, later(minutes=1)))])
    record.run(notes.save, note, {"data": "He spoke of the heron. And more."}, later(minutes=2))

    (returned,) = record.run(elsewhere.bring_back, packed, later(hours=1))

    assert returned.came is Came.THERE


def test_a_signed_note_and_one_that_is_not_there_stay_as_they_are(
    record: Store, note: NoteId
) -> None:
    """What cannot be written is given back beside; what comes after it comes back all the same."""
    other = NoteId("f" * 32)
    sheet = Unfinished(Mark("goal", ()), {"text": "To sleep."})
    writes = [(notes.save, (each, WORDS, later(minutes=1))) for each in (note, other)]
    packed = elsewhere.pack([*writes, (unfinished.keep, (sheet, later(minutes=1)))])
    record.run(notes.sign, note, later(minutes=1))

    returned = record.run(elsewhere.bring_back, packed, later(hours=1))

    assert [each.came for each in returned] == [Came.BESIDE, Came.BESIDE, Came.BACK]
    assert text_of(record, note) == "He came."
    assert record.run(unfinished.find, sheet.mark).words == sheet.words  # type: ignore[union-attr]


def test_every_kind_of_thing_comes_back(record: Store, heron: ClientId, hour: SessionId) -> None:
    """Own lines, letters, cards, sheets, forms and kinds of letters are what they were."""
    letter = record.run(letters.begin, heron, catalog.letter_kind("progress"), factory.DAY, AT)
    letter = replace(letter, paragraphs=(Paragraph((Sentence("He has come ten times."),)),))
    card = ClientCard(CardId(""), heron, factory.DAY, session_id=hour)
    card = record.run(cards.begin, card, AT)
    card = replace(card, lines=(CardLine("trust_safety", "I felt safe", 7),), comment="Quiet.")
    form = record.run(forms.begin, form_drafts.empty(), AT)
    form = replace(form, template=factory.template("plan", name="Mine"))
    kind = record.run(letter_kinds.DRAFTS.begin, letter_kind_drafts.empty(), AT)
    kind = replace(kind, template=factory.letter_kind())
    mine = Practitioner(name="M. Lindqvist", address=("4 Orchard Lane", "Fernhill"))
    writes: list[Any] = [
        (practice.save, (mine, later(minutes=1))),
        (letters.save, (letter, later(minutes=1))),
        (cards.keep, (card, later(minutes=1))),
        (forms.keep, (form, later(minutes=1))),
        (letter_kinds.DRAFTS.keep, (kind, later(minutes=1))),
    ]

    returned = record.run(elsewhere.bring_back, elsewhere.pack(writes), later(hours=1))

    assert [each.came for each in returned] == [Came.BACK] * 5
    assert record.run(practice.get) == mine
    assert record.run(letters.get, letter.id).paragraphs == letter.paragraphs
    assert record.run(cards.get, card.id).comment == "Quiet."
    assert record.run(forms.get, form.id).template == form.template
    assert record.run(letter_kinds.DRAFTS.get, kind.id).template == kind.template
    clients, days = record.run(elsewhere.whose, {hour})
    assert (clients[heron], days[hour]) == ("Heron", factory.HELD_AT.date())


def test_what_is_not_the_records_is_left_to_the_other_store() -> None:
    """An operation that is no kind of the record's is not known here."""
    assert elsewhere.knows(notes.save)
    assert not elsewhere.knows(text_of)


@pytest.mark.parametrize("packed", [b"{", b'[["note", []]]', b'[["spell", ["x"]]]', b"[[[[["])
def test_what_cannot_be_unpacked_changes_nothing(record: Store, packed: bytes) -> None:
    """A part that no version of the program wrote is refused as a whole."""
    with pytest.raises(WordsUnreadable):
        record.run(elsewhere.bring_back, packed, AT + timedelta(hours=1))
