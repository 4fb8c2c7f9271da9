"""What is copied in a sheet comes back as it stood, wherever it is pasted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.editor import GrowingEditor


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> GrowingEditor:
    """Give a sheet with the keyboard on it."""
    made = GrowingEditor("Data")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "He came on time. ",
        "**bold** and *italic* and `code`",
        "- one\n  - two\n\n# Three \n\n",
        "1. first\n2. second",
        "She wrote: 5 < 6 & “so”\\.",
        "היא אמרה די",
        "⟦her sister⟧ \U0001f600",
    ],
)
def test_it_is_pasted_to_the_letter(sheet: GrowingEditor, text: str) -> None:
    """Marks, spaces at the end and empty lines are neither added nor lost."""
    sheet.set_text(text)
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == text
    assert not QGuiApplication.clipboard().mimeData().hasHtml()

    sheet.set_text("")
    QTest.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text() == text


def test_what_is_cut_comes_back_by_pasting(sheet: GrowingEditor) -> None:
    """Cutting and pasting in one place changes nothing."""
    sheet.set_text("- **one**\n- two ")
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text() == ""
    QTest.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text() == "- **one**\n- two "
