"""What became of a form from one version to the next is told in sentences."""

from dataclasses import replace
from typing import Any

import pytest

from practicenotes import catalog
from practicenotes.domain import form_changes, form_drafts
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Section, Use


MOOD = Section("mood", "Mood", "How was it?", FieldKind.ONE, options=("low", "high"))
PLAN = Section("plan", "Plan", "What follows?")
FORM = NoteTemplate("mine", 1, "Mine", "A form.", (MOOD, PLAN))


def told(**values: Any) -> tuple[str, ...]:
    """Return what is told where the first section has other values."""
    return form_changes.told(FORM, form_drafts.changed(FORM, 0, **values))


def test_nothing_is_told_where_nothing_changed() -> None:
    """A higher number alone is no change."""
    assert form_changes.told(FORM, replace(FORM, version=2)) == ()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"label": "Feeling"}, "Mood is called Feeling now."),
        ({"prompt": "And?"}, "The question of Mood is now: And?"),
        ({"layer": Layer.PRIVATE}, "Mood is private now."),
        ({"options": ("high", "low")}, "The list of Mood stands in another order."),
        ({"options": ("low", "flat")}, "Mood offers more: flat."),
        ({"options": ("low",)}, "Mood no longer offers: high."),
        ({"help": "Ask."}, "Mood has other help text."),
        ({"covers": (RecordOnly.SYMPTOMS,)}, "Mood covers: symptoms."),
        ({"sets_aims": True}, "Later notes can be linked to the lines of Mood."),
        ({"kind": FieldKind.LINE}, "Mood is answered another way: one line."),
    ],
)
def test_each_change_of_a_section_is_told(values: dict[str, Any], words: str) -> None:
    """One plain sentence that names the section."""
    assert words in told(**values)


def test_what_is_taken_back_is_told_too() -> None:
    """Help, covered items and aims that went are named as gone."""
    rich = form_drafts.changed(FORM, 1, help="h", covers=(RecordOnly.PLAN,), sets_aims=True)
    assert form_changes.told(rich, FORM) == (
        "Plan has no help text now.",
        "Plan covers none of the ten items.",
        "Later notes can no longer be linked to the lines of Plan.",
    )


def test_sections_that_come_go_and_move_are_told() -> None:
    """A move among those that stayed is told once."""
    new = replace(PLAN, id="aside", label="Aside", layer=Layer.PRIVATE)

    assert form_changes.told(FORM, replace(FORM, sections=(PLAN, MOOD))) == (
        "The sections stand in another order.",
    )
    assert form_changes.told(FORM, replace(FORM, sections=(new, MOOD))) == (
        "Aside was added on the private side.",
        "Plan was taken out.",
    )


def test_changes_of_the_head_are_told() -> None:
    """Name, description, use and whom it is for."""
    other = replace(FORM, name="Ours", summary="New.", use=Use.COURSE, for_client=True)
    assert form_changes.told(FORM, other) == (
        "The form is called Ours; it was Mine.",
        "It is described as: New.",
        "It is used as a course document.",
        "It is a page for the client.",
    )
    assert form_changes.told(other, FORM)[-1] == "It is no page for the client."


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ((Layer.RECORD,), "1 section"),
        ((Layer.RECORD, Layer.PRIVATE), "2 sections, 1 private"),
        ((Layer.PRIVATE, Layer.PRIVATE), "2 sections, private"),
        ((), "0 sections"),
    ],
)
def test_sections_are_counted(layers: tuple[Layer, ...], words: str) -> None:
    """And how many of them are private."""
    sections = tuple(replace(MOOD, layer=layer) for layer in layers)
    assert form_changes.counted(replace(FORM, sections=sections)) == words


def test_between_any_two_shipped_forms_something_is_told() -> None:
    """Every sentence is one line and ends as a sentence does."""
    for one in catalog.note_templates():
        for other in catalog.note_templates():
            sentences = form_changes.told(one, other)
            assert bool(sentences) is (one is not other)
            assert all("\n" not in words and words[-1] in ".?!" for words in sentences)
