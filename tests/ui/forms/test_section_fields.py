"""The fields of one section: which there are follows from its kind; each tells its value once."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from practicenotes.domain.form_changes import KINDS
from practicenotes.domain.forms import FieldKind, Layer, RecordOnly, Section
from practicenotes.ui.forms.section_fields import AIMS, ENDS, ONE_TO_A_LINE, SectionFields


MOOD = Section(
    "mood",
    "Mood",
    "How was it?",
    FieldKind.ONE,
    covers=(RecordOnly.SYMPTOMS,),
    help="Ask.",
    options=("low", "flat"),
)
PLAN = Section("plan", "Plan", "What follows?", sets_aims=True)


@pytest.fixture
def fields(qtbot, theme):
    """Give a way to show the fields of a section, with all that they tell."""

    def show(section):
        shown = SectionFields(section)
        shown.told = []
        shown.changed.connect(lambda name, value: shown.told.append((name, value)))
        qtbot.addWidget(shown)
        shown.show()
        return shown

    return show


def labels(shown):
    """Return every word that is seen in labels."""
    from PySide6.QtWidgets import QLabel

    found = shown.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in found if label.isVisible()]


def test_a_list_has_its_options_one_to_a_line(fields):
    """And everything else that the section is."""
    shown = fields(MOOD)

    assert shown.form.values() == {
        "label": "Mood",
        "prompt": "How was it?",
        "kind": FieldKind.ONE,
        "options": "low\nflat",
        "layer": Layer.RECORD,
        "help": "Ask.",
    }
    assert ONE_TO_A_LINE in labels(shown)
    assert [item for item, box in shown.covers.items() if box.isChecked()] == [RecordOnly.SYMPTOMS]
    assert shown.told == []


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_has_the_fields_that_it_needs(fields, kind):
    """Options where something is picked, the words of the ends for a line, aims for text."""
    shown = fields(replace(PLAN, kind=kind, options=(), sets_aims=False))
    names = shown.form.values()

    assert ("options" in names) is (kind.is_picked or kind is FieldKind.NUMBER_LINE)
    assert (ENDS in labels(shown)) is (kind is FieldKind.NUMBER_LINE)
    assert shown.aims.isVisible() is (kind is FieldKind.TEXT)
    assert shown.form.field("kind").currentText() == KINDS[kind]


def test_what_is_typed_is_told_as_it_will_be_kept(fields):
    """Without spaces around it, letter by letter."""
    shown = fields(PLAN)
    label = shown.form.field("label")
    label.clear()
    QTest.keyClicks(label, " No ")

    assert shown.told == [("label", ""), ("label", "N"), ("label", "No"), ("label", "No")]


def test_options_are_told_without_empty_lines(fields):
    """As they will be offered."""
    shown = fields(MOOD)
    shown.form.field("options").setPlainText("low\n\n high ")
    assert shown.told[-1] == ("options", ("low", "high"))


@pytest.mark.parametrize("item", RecordOnly)
def test_each_item_of_the_law_can_be_declared(fields, item):
    """Under a name of its own, and in the order of the law."""
    shown = fields(PLAN)
    shown.covers[item].click()
    assert shown.told == [("covers", (item,))]
    assert shown.covers[item].accessibleName() == f"Covers {item.value}"
    shown.covers[item].click()
    assert shown.told[-1] == ("covers", ())


def test_aims_are_a_question_of_yes_or_no(fields):
    """For a section of text."""
    shown = fields(PLAN)
    assert (shown.aims.text(), shown.aims.isChecked()) == (AIMS, True)
    shown.aims.click()
    assert shown.told == [("sets_aims", False)]


def test_what_the_record_alone_can_have_is_offered_there(fields):
    """A private section sets no aims; one that does all the same can be mended."""
    private = replace(PLAN, layer=Layer.PRIVATE)
    assert fields(private).aims.isVisible()
    assert not fields(replace(private, sets_aims=False)).aims.isVisible()


def test_the_side_is_chosen(fields):
    """In the record, or private."""
    shown = fields(PLAN)
    shown.form.field("layer").button(Layer.PRIVATE).click()
    assert shown.told == [("layer", Layer.PRIVATE)]


def test_showing_a_section_tells_nothing(fields):
    """Only what a therapist does is a change."""
    shown = fields(MOOD)
    shown.show_section(replace(MOOD, label="Feeling", options=("calm",), covers=(), help=""))

    assert shown.told == []
    assert shown.form.values()["label"] == "Feeling"
    assert shown.form.values()["options"] == "calm"
    assert not any(box.isChecked() for box in shown.covers.values())


def test_a_line_that_says_it_already_is_left_alone(fields):
    """Its spaces and its cursor stay where they are while somebody types."""
    shown = fields(PLAN)
    label = shown.form.field("label")
    label.setText("Plan ")
    label.setCursorPosition(2)
    shown.show_section(PLAN)
    assert (label.text(), label.cursorPosition()) == ("Plan ", 2)
    shown.show_section(replace(PLAN, label="Other"))
    assert label.text() == "Other"


def test_a_fault_finds_its_field(fields):
    """And the label stands in for what is not there."""
    shown = fields(PLAN)
    assert shown.field("prompt") is shown.form.field("prompt")
    assert isinstance(shown.field("covers"), QCheckBox)
    assert shown.field("sets_aims") is shown.aims
    assert shown.field("options") is shown.form.field("label")
    assert fields(MOOD).field("sets_aims").accessibleName() == "Label"


def test_every_field_has_a_name(fields, unnamed):
    """Whatever the kind."""
    for kind in FieldKind:
        assert unnamed(fields(replace(PLAN, kind=kind, options=()))) == []
