"""A form while it is changed: sections come, go and move, and nothing is ever half done."""

import random
from dataclasses import replace

import pytest

import editings
from practicenotes import catalog
from practicenotes.domain import form_drafts
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, Section


DAP = catalog.note_template("dap")


def labels(template: NoteTemplate) -> list[str]:
    """Return the labels in their order."""
    return [section.label for section in template.sections]


def test_a_copy_is_a_new_form() -> None:
    """It has every section, and neither the id nor the version of what it was copied from."""
    copy = form_drafts.copied(DAP)

    assert (copy.id, copy.version, copy.sections) == ("", 0, DAP.sections)
    assert copy.name != DAP.name


def test_a_section_is_added_where_it_was_wanted() -> None:
    """It is empty, and its id is nobody else’s."""
    form = form_drafts.added(form_drafts.added(DAP, 1), 1, Layer.PRIVATE)

    assert labels(form)[:3] == [DAP.sections[0].label, "", ""]
    assert form.sections[1].layer is Layer.PRIVATE
    assert len({section.id for section in form.sections}) == len(form.sections)


@pytest.mark.parametrize(("at", "to", "order"), [(0, 2, "bca"), (2, 0, "cab"), (1, -5, "bac")])
def test_a_section_is_moved(at: int, to: int, order: str) -> None:
    """The others keep their order; past an end is at that end."""
    sections = tuple(Section(name, name, name) for name in "abc")
    form = form_drafts.moved(replace(DAP, sections=sections), at, to)
    assert "".join(labels(form)) == order


def test_a_section_is_taken_out() -> None:
    """Only that one goes."""
    assert labels(form_drafts.removed(DAP, 0)) == labels(DAP)[1:]


def test_what_a_kind_cannot_have_goes_with_it() -> None:
    """A list that becomes text loses its options, one that becomes another list keeps them."""
    listed = form_drafts.changed(DAP, 0, kind=FieldKind.ONE)
    listed = form_drafts.changed(listed, 0, options=("low", "high"))

    several = form_drafts.changed(listed, 0, kind=FieldKind.SEVERAL)
    assert several.sections[0].options == ("low", "high")
    assert form_drafts.changed(several, 0, kind=FieldKind.TEXT).sections[0].options == ()

    aims = form_drafts.changed(DAP, 0, sets_aims=True)
    assert not form_drafts.changed(aims, 0, kind=FieldKind.LINE).sections[0].sets_aims


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Plan", "plan"),
        ("  What next? ", "what_next"),
        ("Über mich", "uber_mich"),
        ("次に", "section"),
        ("3 wishes", "section_3_wishes"),
        ("", "section"),
        ("x" * 200, "x" * 40),
    ],
)
def test_an_id_reads_like_its_words(words: str, found: str) -> None:
    """Whatever the signs are, the catalog accepts the id."""
    assert form_drafts.key(words, "section", ()) == found


def test_an_id_that_is_taken_gets_a_number() -> None:
    """The first that is free."""
    assert form_drafts.key("Plan", "section", {"plan", "plan_2"}) == "plan_3"


def test_a_settled_form_keeps_the_ids_that_notes_know() -> None:
    """New sections are named by their labels; those that were there stay what they were."""
    form = form_drafts.added(replace(DAP, id="mine", version=2), 0)
    form = form_drafts.changed(form, 0, label="Plan")
    settled = form_drafts.settled(form, 3, {"mine"})

    assert (settled.id, settled.version) == ("mine", 3)
    assert settled.sections[0].id == "plan_2"
    assert [s.id for s in settled.sections[1:]] == [s.id for s in DAP.sections]


def test_a_new_form_takes_no_id_of_another() -> None:
    """Two forms may have one name, and never one id."""
    form = replace(form_drafts.copied(DAP), name="DAP")
    assert form_drafts.settled(form, 1, {"dap"}).id == "dap_2"


def test_a_text_becomes_one_line() -> None:
    """Breaks and signs that a form cannot hold become spaces; lines are split and trimmed."""
    assert form_drafts.plain(" a\nb\x00c\ud800 ") == "a b c"
    assert form_drafts.lines("low\n\n  high \n") == ("low", "high")


@pytest.mark.parametrize("seed", range(40))
def test_any_form_comes_back_from_its_plain_words(seed: int) -> None:
    """A draft is kept whatever is wrong with it, and read as it was."""
    begun = random.Random(seed).choice((form_drafts.empty(), *catalog.note_templates()))
    form = editings.some_form(seed, begun)
    assert form_drafts.of_plain(form_drafts.to_plain(form)) == form
