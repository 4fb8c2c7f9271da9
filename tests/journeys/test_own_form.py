"""A form of one's own from its first draft to the paper: notes stay what they were written as."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2

import factory
from practicenotes import catalog
from practicenotes.app.stores import SCHEMAS
from practicenotes.documents import note as note_paper
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate
from practicenotes.domain.notes import Note
from practicenotes.exchange import form_file
from practicenotes.records import form_drafts, form_shelf, forms, notes, sessions
from practicenotes.records.form_shelf import Incoming
from practicenotes.vault import RecoveryKey, Store, Vault


def words_of(data: bytes) -> str:
    """Return what is printed."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def printed(record: Store, note: Note) -> str:
    """Return a note as its paper has it."""
    session = record.run(sessions.get, note.session_id)
    return words_of(note_paper.draw(note, "Heron", session, factory.practitioner()))


def written() -> NoteTemplate:
    """Return a form of both sides, as somebody would write it from a shipped one."""
    form = replace(rules.copied(catalog.note_template("dap")), name="Mood and data")
    form = rules.added(form, 0)
    form = rules.changed(form, 0, label="Mood", prompt="In which words?")
    form = rules.changed(form, 0, kind=FieldKind.SEVERAL)
    form = rules.changed(form, 0, options=("low", "flat"))
    form = rules.added(form, len(form.sections), Layer.PRIVATE)
    return rules.changed(form, len(form.sections) - 1, label="My part", prompt="What did I do?")


def published(record: Store, form: NoteTemplate) -> NoteTemplate:
    """Write a form as a draft, and save it as a version."""
    draft = record.run(form_drafts.begin, form, factory.AT)
    record.run(form_drafts.keep, replace(draft, template=form), factory.AT)
    return record.run(form_drafts.publish, replace(draft, template=form), factory.AT).template


def test_a_note_stays_what_it_was_written_as(record: Store) -> None:
    """It is written, signed and printed in version 1, whatever version 2 asks and calls it."""
    first = published(record, written())
    heron = factory.add_client(record)
    hour = factory.add_session(record, heron)
    note = record.run(notes.begin, hour, first, factory.AT)
    assert [section.key for section in note.sections] == ["mood", "data", "assessment", "plan"]
    texts = {"mood": "low; flat", "data": "He spoke of the rota.", "plan": "Ask again."}
    record.run(notes.save, note.id, texts, factory.AT)
    signed = record.run(notes.sign, note.id, factory.AT)
    on_paper = printed(record, signed)

    changed = rules.changed(rules.changed(first, 0, label="Feeling"), 1, prompt="And?")
    second = published(record, rules.removed(changed, 3))
    record.run(form_shelf.retire, "mood_and_data", factory.AT)

    assert (second.id, second.version) == ("mood_and_data", 2)
    again = record.run(notes.get, note.id)
    assert again == signed
    assert record.run(forms.of_note, again) == first
    assert printed(record, again) == on_paper
    for words in ("Mood", "low; flat", "He spoke of the rota.", "Ask again."):
        assert words in on_paper
    assert "My part" not in on_paper


def test_a_form_goes_to_a_colleague_and_comes_back(record: Store, tmp_path: Path) -> None:
    """As a file it is the same form; what the colleague changed is a version, and told in words."""
    from practicenotes.domain import form_changes

    first = published(record, written())
    path = tmp_path / form_file.name_for(first)
    form_file.write(path, first)
    theirs = rules.changed(form_file.read(path), 1, label="What was said")
    form_file.write(path, theirs)

    kept = record.run(form_shelf.take_in, form_file.read(path), Incoming.VERSION, factory.AT)

    line = record.run(form_shelf.of).find(first.id)
    newest, before = (version.template for version in line.versions)
    assert newest == kept.template
    assert form_changes.told(before, newest) == ("Data is called What was said now.",)


def test_a_draft_is_there_when_the_practice_is_opened_again(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """Also one with faults, and though the program was never told to close."""
    form = rules.changed(written(), 0, options=())
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=factory.AT)) as vault:
        draft = vault.record.run(form_drafts.begin, rules.empty(), factory.AT)
        vault.record.run(form_drafts.keep, replace(draft, template=form), factory.AT)
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=factory.AT)) as vault:
        assert vault.record.run(form_drafts.get, draft.id).template == form
        assert vault.verify().facts()["sound"]


def test_a_form_that_was_meddled_with_is_no_longer_offered(record: Store) -> None:
    """Neither the version nor a draft whose mark does not fit; the rest of the shelf is there."""
    published(record, written())
    record.run(form_drafts.begin, rules.empty(), factory.AT)
    factory.meddle(record, "UPDATE form SET source = replace(source, 'Mood', 'Rage')")
    factory.meddle(record, "UPDATE form_draft SET parts = '[]'")

    shelf = record.run(form_shelf.of)

    assert shelf.find("mood_and_data") is None
    assert shelf.drafts == ()
    assert len(shelf.forms) == len(catalog.note_templates())
    offered = record.run(forms.offered, catalog.note_templates())
    assert "mood_and_data" not in {form.id for form in offered}
