"""Whoever writes a form sees every fault at its section, and what has none can be saved."""

from dataclasses import replace

import pytest

import editings
from practicenotes import catalog
from practicenotes.catalog import form_faults, writer
from practicenotes.catalog.form_faults import EMPTY, FormFault
from practicenotes.domain import form_drafts
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Section
from practicenotes.errors import CatalogBroken


PLAN = Section("plan", "Plan", "What follows?")
FORM = NoteTemplate("mine", 1, "Mine", "A form.", (PLAN,))


def faults(*sections: Section) -> list[tuple[int | None, str]]:
    """Return where a form of these sections has faults."""
    return [(f.section, f.field) for f in form_faults.found(replace(FORM, sections=sections))]


@pytest.mark.parametrize("template", catalog.note_templates(), ids=lambda each: each.id)
def test_a_shipped_form_has_no_fault(template: NoteTemplate) -> None:
    """Nor has a copy of it."""
    assert form_faults.found(template) == ()
    assert form_faults.found(form_drafts.copied(template)) == ()


def test_an_empty_form_lacks_all_that_a_form_needs() -> None:
    """Name, description, and at least one section."""
    assert form_faults.found(form_drafts.empty()) == (
        FormFault(None, "name", EMPTY),
        FormFault(None, "summary", EMPTY),
        FormFault(None, "sections", "a note needs at least one section"),
    )


def test_each_fault_is_at_its_section() -> None:
    """All of them at once, in the words of the catalog."""
    assert faults(
        PLAN,
        replace(PLAN, id="b"),
        replace(PLAN, id="c", label="My part", layer=Layer.PRIVATE, covers=(RecordOnly.PLAN,)),
        replace(PLAN, id="d", label="List", kind=FieldKind.ONE),
        replace(PLAN, id="e", label="", prompt=""),
    ) == [(4, "label"), (4, "prompt"), (2, "covers"), (3, "options"), (1, "label")]


def test_two_sections_of_one_label_are_told_apart_by_nobody() -> None:
    """A file with them is refused too, whatever the case of the letters."""
    twice = replace(FORM, sections=(PLAN, replace(PLAN, id="other", label="PLAN")))

    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(writer.note_template(twice), "twice.toml")

    assert caught.value.where == "sections 2, label"
    assert "another section has it too" in caught.value.why


def test_each_side_of_a_page_has_labels_of_its_own() -> None:
    """What is asked in the record may be asked again on the private side."""
    assert faults(PLAN, replace(PLAN, id="b", label="My part", layer=Layer.PRIVATE)) == []
    own = replace(PLAN, label="My part")
    assert faults(own, replace(own, id="b", layer=Layer.PRIVATE)) == []


def test_two_empty_labels_are_empty_and_nothing_else() -> None:
    """What is not written yet is not the same as something."""
    empty = replace(PLAN, label="")
    assert faults(empty, replace(empty, id="b")) == [(0, "label"), (1, "label")]


def test_what_is_too_long_for_a_file_is_told_at_its_section() -> None:
    """The reader’s bounds hold for what is written here as well."""
    assert faults(PLAN, replace(PLAN, id="b", label="B", prompt="x" * 3000)) == [(1, "prompt")]
    longest = "x" * 1900
    many = tuple(Section(f"s{n}", f"S {n}", longest, help=longest) for n in range(60))
    assert faults(*(replace(s, options=()) for s in many)) == []
    assert [f.field for f in form_faults.found(replace(FORM, name="x" * 3000))] == ["name"]


@pytest.mark.parametrize("seed", range(150))
def test_what_has_no_fault_is_read_back_as_the_same_form(seed: int) -> None:
    """Any form that can be saved parses to the same value; any other is refused by the catalog."""
    begun = (form_drafts.empty(), *catalog.note_templates())[seed % 24]
    form = editings.some_form(seed, begun)
    settled = form_drafts.settled(form, 1, ())
    text = writer.note_template(settled)

    if form_faults.found(form):
        with pytest.raises(CatalogBroken):
            catalog.parse_note_template(text, "mine.toml")
    else:
        assert catalog.parse_note_template(text, "mine.toml") == settled


def test_some_of_those_forms_can_be_saved_and_some_cannot() -> None:
    """The trial above tries both."""
    begun = (form_drafts.empty(), *catalog.note_templates())
    sound = [
        not form_faults.found(editings.some_form(seed, begun[seed % 24])) for seed in range(150)
    ]
    assert 10 < sum(sound) < 140
