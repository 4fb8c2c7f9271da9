"""A note keeps the form it was written with, whatever becomes of the file."""

from dataclasses import replace

import pytest
from sqlalchemy import text

import factory
from practicenotes import catalog
from practicenotes.domain.editions import Origin
from practicenotes.domain.forms import FieldKind, NoteTemplate, Section
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound
from practicenotes.records import forms, notes
from practicenotes.vault import Store


MOOD = Section("mood", "Mood", "How was it?", FieldKind.SEVERAL, options=("low", "flat"))
MINE = NoteTemplate("mine", 1, "Mine", "A form of one's own.", (MOOD,))


def kept(record: Store, template: NoteTemplate = MINE, origin: Origin = Origin.OWN) -> None:
    """Keep a form."""
    record.run(forms.keep, template, origin, factory.AT)


def test_a_note_brings_its_form_into_the_record(record: Store, hour: SessionId) -> None:
    """The form is there with kinds, options and help from the first note on, once."""
    dap = catalog.note_template("dap")
    for _ in range(2):
        note = record.run(notes.begin, hour, dap, factory.AT)

    (found,) = record.run(forms.listed)

    assert (found.template, found.origin, found.made_at) == (dap, Origin.SHIPPED, factory.AT)
    assert record.run(forms.of_note, note) == dap


def test_a_later_edition_does_not_reach_an_older_note(record: Store, hour: SessionId) -> None:
    """Options and help of a note's own form are read from the record and from nowhere else."""
    note = record.run(notes.begin, hour, MINE, factory.AT)
    later = replace(MINE, version=2, sections=(replace(MOOD, options=("calm", "tense")),))
    kept(record, later)

    assert record.run(forms.of_note, note) == MINE
    assert record.run(forms.get, "mine", 2).template == later


def test_a_version_never_changes(record: Store) -> None:
    """What is kept under a version stays, though another form comes under the same one."""
    kept(record)
    again = record.run(forms.keep, replace(MINE, name="Other"), Origin.OWN, factory.later(days=1))

    assert again.template == MINE
    assert len(record.run(forms.listed)) == 1


def test_a_note_from_before_has_its_form_from_the_program(record: Store, hour: SessionId) -> None:
    """Where the record keeps no form, the shipped one of that version stands in."""
    note = record.run(notes.begin, hour, catalog.note_template("soap"), factory.AT)
    record.run(lambda db: db.execute(text("DELETE FROM form")))

    assert record.run(forms.of_note, note) == catalog.note_template("soap")


def test_a_note_whose_form_is_gone_is_still_read(record: Store, hour: SessionId) -> None:
    """Its sections are text, under the labels and prompts that the note itself keeps."""
    note = record.run(notes.begin, hour, MINE, factory.AT)
    record.run(lambda db: db.execute(text("UPDATE form SET source = 'a = 1'")))

    found = record.run(forms.of_note, note)

    assert [(s.id, s.label, s.prompt, s.kind) for s in found.sections] == [
        ("mood", "Mood", "How was it?", FieldKind.TEXT)
    ]
    assert record.run(forms.listed) == ()
    with pytest.raises(NotFound):
        record.run(forms.get, "mine", 1)


def test_a_retired_form_is_not_offered_until_it_is_brought_back(record: Store) -> None:
    """It stays listed with the moment of its going, and its notes stay readable."""
    shipped = (catalog.note_template("dap"),)
    kept(record)
    assert [form.id for form in record.run(forms.offered, shipped)] == ["dap", "mine"]

    record.run(forms.retire, "mine", 1, factory.AT)
    assert [form.id for form in record.run(forms.offered, shipped)] == ["dap"]
    assert record.run(forms.get, "mine", 1).retired_at == factory.AT

    record.run(forms.bring_back, "mine", 1, factory.AT)
    assert [form.id for form in record.run(forms.offered, shipped)] == ["dap", "mine"]


def test_the_newest_version_is_offered(record: Store) -> None:
    """A form of one's own stands in its newest version, also in place of a shipped one."""
    dap = catalog.note_template("dap")
    kept(record)
    for changed in (replace(MINE, version=2, name="Mine, shorter"), replace(dap, version=2)):
        kept(record, changed)

    found = {form.id: form.version for form in record.run(forms.offered, (dap,))}

    assert found == {"dap": 2, "mine": 2}


def test_a_shipped_form_can_be_retired(record: Store) -> None:
    """What the program brings need not be offered for ever."""
    dap, soap = (catalog.note_template(name) for name in ("dap", "soap"))
    kept(record, dap, Origin.SHIPPED)
    record.run(forms.retire, "dap", 1, factory.AT)

    assert record.run(forms.offered, (dap, soap)) == (soap,)


@pytest.mark.parametrize("operation", [forms.retire, forms.bring_back])
def test_only_a_form_that_is_there_can_be_retired(record: Store, operation) -> None:
    """An unknown form is refused."""
    with pytest.raises(NotFound):
        record.run(operation, "gone", 1, factory.AT)


def test_forms_come_back_in_the_order_of_use(record: Store, heron: ClientId) -> None:
    """The one used last stands first, each once."""
    for name in ("dap", "soap", "dap", "review"):
        template = catalog.note_template(name)
        record.run(notes.begin_another, heron, None, template, factory.AT)

    assert record.run(forms.used_last) == ("review", "dap", "soap")
