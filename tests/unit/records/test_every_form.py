"""Every shipped form, filled, saved, signed, read and printed: a new file needs no other change."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

import factory
from practicenotes import catalog
from practicenotes.documents import note as paper
from practicenotes.domain import answers
from practicenotes.domain.answers import Picked
from practicenotes.domain.forms import FieldKind, FormGroup, Layer, NoteTemplate, Section
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NoteSigned, NotFound
from practicenotes.records import chains, forms, notes, search, sessions, timeline, write_up
from practicenotes.records.timeline import EntryKind
from practicenotes.vault import Store


TEMPLATES = [form for form in catalog.note_templates() if form.group is not FormGroup.ALONE]


def filled(section: Section) -> str:
    """Return an answer that fits the kind of a section."""
    if section.kind is FieldKind.DATE:
        return "18 November 2025"
    offered = answers.offered(section)
    words = f"written under {section.id}"
    return answers.write(section, Picked(offered[-1:], words)) if offered else words


def said(pdf: bytes) -> str:
    """Return the words of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in document)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda form: form.id)
def test_a_form_is_filled_saved_signed_read_and_printed(
    record: Store, hour: SessionId, template: NoteTemplate
) -> None:
    """Every answer of every kind is in the note, in the search and on paper as it was given."""
    sections = template.of_layer(Layer.RECORD)
    texts = {section.id: filled(section) for section in sections}
    note = record.run(notes.begin, hour, template, factory.AT)
    record.run(notes.save, note.id, texts, factory.AT)
    signed = record.run(notes.sign, note.id, factory.AT)

    assert {section.key: section.text for section in signed.sections} == texts
    assert record.run(forms.of_note, signed) == template
    session = record.run(sessions.get, hour)
    pdf = paper.draw(signed, "Heron", session, factory.practitioner())
    page = said(pdf)
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        marks = [mark.title for mark in outline.root]
    for section in sections:
        assert section.label in marks
        for line in texts[section.id].split("\n"):
            assert line in page, section.id
    for hit in ("written", "november"):
        if hit in " ".join(texts.values()).lower():
            assert record.run(search.find, hit)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda form: form.id)
def test_what_stayed_blank_is_not_printed(
    record: Store, heron: ClientId, template: NoteTemplate
) -> None:
    """A form with one answer is a page with one heading, whatever else it asks."""
    section = template.of_layer(Layer.RECORD)[-1]
    note = record.run(notes.begin_another, heron, None, template, factory.AT)
    record.run(notes.save, note.id, {section.id: filled(section)}, factory.AT)

    pdf = paper.draw(record.run(notes.get, note.id), "Heron", None, factory.practitioner())

    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["Heron", section.label]


# --- notes of no session, and several of one ---------------------------------------------------


def test_a_note_can_belong_to_no_session(record: Store, heron: ClientId) -> None:
    """It stands in the timeline under its form's name, and is written up without a session."""
    contact = catalog.note_template("contact")
    note = record.run(notes.begin_another, heron, None, contact, factory.AT)
    record.run(notes.save, note.id, {"asked": "May she come on Friday?"}, factory.AT)

    (entry,) = record.run(timeline.of_client, heron)
    laid = record.run(write_up.of_note, note.id, catalog.note_templates())

    assert (entry.kind, entry.title, entry.note_id) == (EntryKind.NOTE, "Contact note", note.id)
    assert entry.line == "May she come on Friday?"
    assert (laid.session, laid.code_name, laid.form) == (None, "Heron", contact)
    assert laid.note.sections[3].text == "May she come on Friday?"


def test_a_session_may_have_several_notes(record: Store, heron: ClientId, hour: SessionId) -> None:
    """The first stays the note of the session; what was added beside it stands for itself."""
    first = record.run(notes.begin, hour, catalog.note_template("dap"), factory.AT)
    risk = catalog.note_template("risk")
    second = record.run(notes.begin_another, heron, hour, risk, factory.later(minutes=5))

    entries = {entry.kind: entry for entry in record.run(timeline.of_client, heron)}

    assert entries[EntryKind.SESSION].note_id == first.id
    assert entries[EntryKind.NOTE].note_id == second.id
    assert record.run(notes.of_session, hour).id == first.id
    assert record.run(write_up.of_note, second.id, ()).session.id == hour


def test_a_note_needs_a_client_and_a_session_of_that_client(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Nothing is begun for a client who is not there, nor at another client's hour."""
    alder = factory.add_client(record, "Alder")
    contact = catalog.note_template("contact")
    for client, session in ((ClientId("0" * 32), None), (alder, hour), (heron, SessionId("x"))):
        with pytest.raises(NotFound):
            record.run(notes.begin_another, client, session, contact, factory.AT)

    assert record.run(notes.count) == 0


def test_a_signed_note_of_no_session_cannot_be_written(record: Store, heron: ClientId) -> None:
    """It is as final as any other."""
    note = record.run(
        notes.begin_another, heron, None, catalog.note_template("contact"), factory.AT
    )
    record.run(notes.save, note.id, {"asked": "A word"}, factory.AT)
    record.run(notes.sign, note.id, factory.AT)

    with pytest.raises(NoteSigned):
        record.run(notes.save, note.id, {"asked": "Another"}, factory.AT)
    assert record.run(chains.is_unbroken, heron)


def test_the_write_up_brings_the_forms_that_are_offered(record: Store, hour: SessionId) -> None:
    """Shipped forms and one's own stand beside each other, and what was used last is told."""
    mine = factory.template("plan", id="mine", name="Mine", summary="Own.")
    record.run(forms.keep, mine, forms.origin_of(mine), factory.AT)
    shipped = (catalog.note_template("dap"), catalog.note_template("soap"))

    laid = record.run(write_up.begin, hour, shipped, factory.AT)

    assert [form.name for form in laid.forms] == ["DAP", "Mine", "SOAP"]
    assert (laid.form.id, laid.used_last) == ("dap", ("dap",))


def test_a_note_in_a_retired_form_still_names_it(record: Store, hour: SessionId) -> None:
    """A form that is offered no more stays among the choices of the note that it was begun in."""
    dap, soap = (catalog.note_template(name) for name in ("dap", "soap"))
    note = record.run(notes.begin, hour, dap, factory.AT)
    record.run(forms.retire, "dap", 1, factory.AT)

    laid = record.run(write_up.of_note, note.id, (dap, soap, catalog.note_template("gibbs")))

    assert {form.id for form in laid.forms} == {"soap", "gibbs"}
    assert {form.id for form in laid.of_record} == {"dap", "soap"}
    assert laid.form_of(note) == dap
