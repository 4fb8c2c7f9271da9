"""The small parts of the page of forms: a section's card, a fault, the head, the preview."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from practicenotes import catalog
from practicenotes.catalog.form_faults import EMPTY, FormFault
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Section
from practicenotes.errors import FormTaken
from practicenotes.records.form_shelf import Incoming
from practicenotes.ui.forms.coming_in import HowDialog
from practicenotes.ui.forms.fault_line import FaultLine, told
from practicenotes.ui.forms.header import EditorHeader
from practicenotes.ui.forms.preview import FACETS, NOTHING, FormPreview
from practicenotes.ui.forms.section_card import NO_LABEL, SectionCard
from practicenotes.ui.forms.watching import REDO, UNDO
from practicenotes.ui.style import on_private
from practicenotes.ui.widgets.row_button import RowButton


MOOD = Section("mood", "Mood", "How was it?", FieldKind.ONE, options=("low", "flat"))
PLAN = Section("plan", "Plan", "What follows?")
FORM = NoteTemplate("mine", 1, "Mine", "A form.", (PLAN,))


def seen(widget):
    """Return every word that is seen in labels."""
    labels = widget.findChildren(QLabel)
    return [w.accessibleName() or w.text() for w in labels if w.isVisible()]


@pytest.fixture
def shown(qtbot, theme):
    """Give a way to show a widget."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


# --- a section's card -----------------------------------------------------------------------------


@pytest.fixture
def card(shown):
    """Give a way to show the card of a section, with all that it tells."""

    def make(section=PLAN, faults=(), *, is_open=True):
        acts = {UNDO: lambda: made.heard.append("undo"), REDO: lambda: made.heard.append("redo")}
        made = SectionCard(section.layer, acts)
        made.heard = []
        made.move_wanted.connect(made.heard.append)
        made.removal_wanted.connect(lambda: made.heard.append("remove"))
        made.turned.connect(lambda: made.heard.append("turn"))
        made.changed.connect(lambda name, value: made.heard.append((name, value)))
        made.show_section(2, section, faults, is_open=is_open)
        return shown(made)

    return make


def test_a_closed_card_is_one_line(card):
    """Its number, its label, its kind, and how many options it has."""
    made = card(MOOD, is_open=False)
    assert made.head.accessibleName() == (
        "Section 2, Mood, One from a list  ·  2 options, in the record, closed"
    )
    assert made.fields is None
    assert "1 option" in card(replace(MOOD, options=("low",))).head.accessibleName()


def test_a_section_without_a_label_says_so(card):
    """Its card can still be found."""
    assert NO_LABEL in card(replace(PLAN, label="")).head.text()


def test_an_open_card_has_fields_and_what_can_be_done(card):
    """Move, and take out."""
    made = card()
    assert made.fields.form.values()["label"] == "Plan"
    for words in ("Move up", "Move down", "Take out"):
        next(b for b in made.findChildren(QPushButton) if b.text() == words).click()
    assert made.heard == [-1, 1, "remove"]


def test_keys_of_the_page_are_heard_inside_a_field(card):
    """Undo is the page's and not the line's own."""
    made = card()
    line = made.fields.form.field("label")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    line.undo()
    line.redo()
    assert made.heard == ["undo", -1, "undo", "redo"]


def test_another_kind_brings_other_fields(card):
    """And the same kind keeps those that are there."""
    made = card()
    before = made.fields
    made.show_section(2, replace(PLAN, label="Other"), (), is_open=True)
    assert made.fields is before
    made.show_section(2, replace(MOOD, id="plan"), (), is_open=True)
    assert made.fields is not before
    made.show_section(2, MOOD, (), is_open=False)
    assert made.fields is None


def test_a_private_card_lies_on_its_ground(card):
    """With the lock, and the word for who only hears it."""
    made = card(replace(PLAN, layer=Layer.PRIVATE), is_open=False)
    assert on_private(made.head)
    assert "private" in made.head.accessibleName()


def test_a_fault_is_seen_on_a_closed_card(card):
    """And heard when the keyboard comes to it."""
    made = card(MOOD, [FormFault(1, "options", "there are too few")], is_open=False)
    assert made.faults() == "Options: there are too few."
    assert made.head.accessibleDescription() == made.faults()
    made.show_section(2, MOOD, (), is_open=False)
    assert made.faults() == ""


def test_the_handle_tells_where_the_pointer_is(card):
    """While its button is down, and that it was let go."""
    made = card(is_open=False)
    heights, dropped = [], []
    made.drawn.connect(heights.append)
    made.dropped.connect(lambda: dropped.append(True))
    QTest.mousePress(made.grip, Qt.MouseButton.LeftButton)
    assert made.grip.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(made.grip)
    QTest.mouseRelease(made.grip, Qt.MouseButton.LeftButton)
    assert made.grip.cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert dropped == [True]


# --- a fault --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FormFault(None, "name", EMPTY), "Name: it is empty."),
        (FormFault(0, "options 2", "it is odd"), "Options 2: it is odd."),
        (FormFault(0, "the whole file", "it is long"), "the whole file: it is long."),
        (FormFault(0, "sets_aims", "no"), "Links: no."),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_page(fault, words):
    """The field by its name on the page, the reason by the catalog."""
    assert told(fault) == words


def test_several_faults_stand_one_under_the_other(shown):
    """And nothing stands there where there is none."""
    line = shown(FaultLine())
    line.show_faults([FormFault(0, "label", EMPTY), FormFault(0, "prompt", EMPTY)])
    assert line.said() == "Label: it is empty.\nQuestion: it is empty."
    assert line.isVisible()
    line.show_faults([])
    assert not line.isVisible()


# --- the head -------------------------------------------------------------------------------------


def test_the_head_says_what_it_would_become(shown):
    """The number, and why it cannot be saved, for the eye and for the ear."""
    header = shown(EditorHeader())
    header.show_form("Mine", "changed from version 2", 3)
    header.allow("One thing keeps it.")
    assert header.save.text() == "Save as version 3"
    assert not header.save.isEnabled()
    assert header.save.toolTip() == header.save.accessibleDescription() == "One thing keeps it."
    header.allow("")
    assert header.save.isEnabled()


def test_a_long_name_leaves_room_for_the_rest(shown):
    """It is cut in the head, and whole in its field; a form without one is called new."""
    header = shown(EditorHeader())
    header.show_form("N" * 200, "", 1)
    assert any(words.startswith("NNN") and words.endswith(" …") for words in seen(header))
    header.show_form("", "", 1)
    assert "New form" in seen(header)


# --- the preview ----------------------------------------------------------------------------------


def test_an_empty_form_has_nothing_to_fill_in(shown):
    """And says so."""
    preview = shown(FormPreview())
    preview.show_form(replace(FORM, sections=()))
    assert NOTHING in seen(preview)
    preview.show_form(FORM)
    assert NOTHING not in seen(preview)


def test_each_side_is_drawn_on_its_own_ground(shown):
    """Nothing private lies on paper, and nothing of the record on the private ground."""
    preview = shown(FormPreview())
    private = replace(PLAN, id="part", label="My part", layer=Layer.PRIVATE)
    preview.show_form(replace(FORM, sections=(private, PLAN)))
    grounds = {e.accessibleName(): on_private(e) for e in preview.findChildren(QPlainTextEdit)}
    assert grounds == {"My part": True, "Plan": False}


def test_the_facets_are_told_of_and_not_drawn(shown):
    """They are the page's own, whatever the form."""
    preview = FormPreview()
    preview.show_form(catalog.note_template("alliance"))
    shown(preview)
    assert FACETS in seen(preview)


def test_nothing_in_the_preview_can_be_reached(shown):
    """Neither by the pointer nor by the keyboard."""
    preview = shown(FormPreview())
    preview.show_form(catalog.note_template("mental_status"))
    assert preview.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    reached = [
        w for w in preview.findChildren(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert reached == []


def test_sections_are_drawn_in_their_order(shown, qtbot):
    """Also after they changed places."""
    preview = FormPreview()
    preview.show_form(replace(FORM, sections=(PLAN, MOOD)))
    shown(preview)
    preview.show_form(replace(FORM, sections=(MOOD, PLAN)))
    qtbot.wait(20)
    editors = sorted(
        preview.findChildren(QPlainTextEdit), key=lambda e: e.mapTo(preview, e.pos()).y()
    )
    assert [e.accessibleName() for e in editors] == ["Mood, in words", "Plan"]


# --- the question of a taken id -------------------------------------------------------------------


def test_the_question_offers_what_can_be_done(shown):
    """A version and a copy of one's own form, a copy of a shipped one; the first is chosen."""
    parent = shown(QWidget())
    own, shipped = HowDialog(parent, FormTaken("a", own=True)), HowDialog(parent, FormTaken("a"))
    assert (list(own.ways), own.incoming) == ([Incoming.VERSION, Incoming.COPY], Incoming.VERSION)
    assert (list(shipped.ways), shipped.incoming) == ([Incoming.COPY], Incoming.COPY)
    own.ways[Incoming.COPY].click()
    assert own.incoming is Incoming.COPY


# --- a line that is renamed -----------------------------------------------------------------------


def test_a_line_can_say_something_else(shown):
    """For the eye and for the ear."""
    row = shown(RowButton("One", "first"))
    row.rename("Two", "second")
    assert row.accessibleName() == "Two, second"
    assert {"Two", "second"} <= set(seen(row))
    row.rename("Three", "")
    assert row.accessibleName() == "Three"


def test_covered_items_say_why_they_stay(shown, card):
    """The rule stands over the boxes."""
    made = card(replace(PLAN, covers=(RecordOnly.PLAN,)))
    assert any("US law" in words for words in seen(made))
