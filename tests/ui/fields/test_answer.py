"""One answer of every kind, from the store to the fingers and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.forms import FieldKind, Section
from practicenotes.ui.fields import offering
from practicenotes.ui.fields.answer import Answer
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.grouped import GroupedChoice


def section(kind: FieldKind, *options: str) -> Section:
    """Return a section of a kind."""
    return Section("a", "Mood", "How was it?", kind, options=options)


FIELDS = [
    section(FieldKind.TEXT),
    section(FieldKind.LINE),
    section(FieldKind.DATE),
    section(FieldKind.ONE, "low", "flat"),
    section(FieldKind.SEVERAL, "low", "flat"),
    section(FieldKind.NUMBER_LINE, "not at all", "completely"),
]
TEXTS = ["", "low", "low; flat", "flat\nHe looked away.", "7 of 10", "7 of 10\nmore", "1 May 2025"]
TEXTS += ["another thing", "\nlow", "low; cheerful", "a\n\nb", "1.5.2025"]


def shown(qtbot: QtBot, field: Section) -> Answer:
    """Return an answer in a window that has the keyboard."""
    answer = Answer(field)
    qtbot.addWidget(answer)
    answer.resize(700, 300)
    answer.show()
    answer.activateWindow()
    qtbot.waitUntil(answer.isActiveWindow)
    return answer


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind.value)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_comes_back_as_it_was(
    qtbot: QtBot, theme: Theme, field: Section, text: str
) -> None:
    """Whatever the store has under a section, showing it changes no letter of it."""
    answer = Answer(field)
    qtbot.addWidget(answer)

    answer.show_text(text)

    assert answer.text() == text


def test_what_fits_no_option_is_shown_as_words(qtbot: QtBot, theme: Theme) -> None:
    """A text of another form stands in the field for words, and nothing is picked."""
    answer = Answer(FIELDS[3])
    qtbot.addWidget(answer)

    answer.show_text("low; cheerful")

    assert answer.picks is not None
    assert answer.picks.chosen == ()
    assert answer.editor.text() == "low; cheerful"


def test_a_pick_and_words_are_kept_together(qtbot: QtBot, theme: Theme) -> None:
    """The option stands on the first line and the words beneath; each change is told."""
    answer = shown(qtbot, FIELDS[4])
    told: list[str] = []
    answer.touched.connect(lambda: told.append(answer.text()))

    assert answer.picks is not None
    answer.picks.button("flat").click()
    answer.editor.setFocus()
    QTest.keyClicks(answer.editor, "ok")

    assert told == ["flat", "flat\no", "flat\nok"]


def test_a_number_is_kept_in_words(qtbot: QtBot, theme: Theme) -> None:
    """A number line says how many of ten, and passing it by is no answer."""
    answer = shown(qtbot, FIELDS[5])
    assert answer.line is not None
    answer.line.button(0).setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_7)
    assert answer.text() == "7 of 10"

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)

    assert answer.text() == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.5.2025", "1 May 2025"),
        ("2025-05-01", "1 May 2025"),
        ("1 may 2025", "1 May 2025"),
        ("1 May 2025", "1 May 2025"),
        ("after the holidays", "after the holidays"),
        ("31.2.2025", "31.2.2025"),
        ("", ""),
    ],
)
def test_a_day_is_shown_back_in_full(qtbot: QtBot, theme: Theme, typed: str, kept: str) -> None:
    """A day that is understood is written out when the line is left; other words stay."""
    answer = shown(qtbot, FIELDS[2])
    answer.editor.setFocus()
    QTest.keyClicks(answer.editor, typed)

    answer.editor.clearFocus()

    assert answer.text() == kept
    if typed and typed != kept:
        answer.editor.undo()
        assert answer.text() == typed


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind.value)
def test_a_signed_answer_cannot_be_changed(qtbot: QtBot, theme: Theme, field: Section) -> None:
    """Frozen, neither keys nor clicks do anything; thawed, they do again."""
    answer = shown(qtbot, field)
    answer.freeze(True)
    answer.entry.setFocus()
    QTest.keyClicks(answer.editor, "words")
    if answer.picks:
        answer.picks.button("low").click()
    if answer.line:
        answer.line.button(3).click()
    assert answer.text() == ""

    answer.freeze(False)
    QTest.keyClicks(answer.editor, "words")

    assert "words" in answer.text()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind.value)
def test_every_kind_has_its_name(qtbot: QtBot, theme: Theme, field: Section, unnamed) -> None:
    """A screen reader hears the label and the question, wherever the keyboard is."""
    answer = shown(qtbot, field)

    assert unnamed(answer) == []
    assert answer.editor.accessibleName().startswith("Mood")
    assert answer.editor.accessibleDescription() == "How was it?"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind.value)
def test_another_name_is_heard_everywhere(qtbot: QtBot, theme: Theme, field: Section) -> None:
    """A sheet that stays in another form is named by it: its words, its list and each choice."""
    answer = shown(qtbot, field)

    answer.name("Affect", "What affect?")

    heard = [answer, *answer.findChildren(QWidget)]
    told = [w.accessibleName() for w in heard] + [w.accessibleDescription() for w in heard]
    assert not [words for words in told if "Mood" in words or "How was it?" in words]
    assert answer.editor.accessibleName().startswith("Affect")
    assert answer.entry.accessibleDescription() == "What affect?"
    if answer.picks:
        assert answer.picks.accessibleName() == "Affect"
        assert answer.picks.button("low").accessibleDescription() == "Affect"
    if answer.line:
        assert answer.line.button(3).accessibleDescription() == "Affect"


def test_a_sheet_fits_another_form_of_the_same_kind_only(qtbot: QtBot, theme: Theme) -> None:
    """Text can stay on its sheet; a list with other options needs one of its own."""
    for field in FIELDS:
        answer = Answer(field)
        qtbot.addWidget(answer)
        fitting = [other for other in FIELDS if answer.fits(other)]
        assert fitting == [field]
    assert not Answer(FIELDS[3]).fits(section(FieldKind.ONE, "low", "other"))


# --- the order of the forms --------------------------------------------------------------------


def test_forms_are_offered_group_by_group() -> None:
    """What was used last stands first, each form once, and no heading stands over nothing."""
    from practicenotes import catalog

    forms = [catalog.note_template(name) for name in ("dap", "soap", "review", "gibbs")]

    assert offering.groups(forms, ("review", "gone", "dap")) == [
        ("Used last", [("review", "Review"), ("dap", "DAP")]),
        ("Session notes", [("soap", "SOAP")]),
        ("For the therapist alone", [("gibbs", "Reflect in six steps")]),
    ]
    assert offering.groups([]) == []


def test_typing_finds_a_form_and_headings_cannot_be_chosen(qtbot: QtBot, theme: Theme) -> None:
    """The list under the keyboard passes its headings over."""
    choice = GroupedChoice("Form")
    qtbot.addWidget(choice)
    choice.offer_groups([("Used last", [("soap", "SOAP")]), ("Rest", [("dap", "DAP")]), ("No", [])])
    choice.show()

    choice.set_value("soap")
    QTest.keyClicks(choice, "D")
    assert choice.value == "dap"
    QTest.keyClicks(choice, "R")
    assert choice.value == "dap"
    assert [choice.itemText(row) for row in range(choice.count())] == [
        "Used last",
        "SOAP",
        "Rest",
        "DAP",
    ]


def test_a_number_that_was_taken_back_can_be_undone(qtbot: QtBot, theme: Theme) -> None:
    """Ctrl+Z on a number line gives back what was chosen before, and redo takes it away again."""
    answer = Answer(section(FieldKind.NUMBER_LINE, "not at all", "completely"))
    qtbot.addWidget(answer)
    line = answer.line
    assert line is not None
    line.set_value(3)
    qtbot.keyClick(line.button(3), Qt.Key.Key_7)
    qtbot.keyClick(line.button(7), Qt.Key.Key_Backspace)
    assert line.value is None

    with qtbot.waitSignal(answer.touched):
        line.button(7).undo()  # type: ignore[attr-defined]
    assert line.value == 7
    line.undo()
    line.undo()
    assert line.value == 3
    line.redo()
    assert line.value == 7
    answer.take_back("")
    assert line.value is None
    line.undo()
    assert line.value == 7
