"""The choice of a kind of letter: every one with its line, found by typing, begun by one step."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.records.new_letter import NewLetter
from practicenotes.ui.letter.choosing import NOTHING_FOUND, NewLetterDialog
from practicenotes.ui.theme import Theme


HERON = ClientId("a" * 32)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """Give a window to ask over."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


@pytest.fixture
def dialog(window: QWidget, qtbot: QtBot) -> NewLetterDialog:
    """Give the choice among all shipped kinds, the ending letter used last."""
    offer = NewLetter(HERON, "Heron", catalog.letter_kinds(), ("ending", "gone"))
    shown = NewLetterDialog(offer, window)
    shown.show_sheet()
    qtbot.waitUntil(shown.isVisible)
    return shown


def begun(dialog: NewLetterDialog) -> list[str]:
    """Return the ids of the kinds that are asked for from now on."""
    told: list[str] = []
    dialog.asked.connect(lambda: told.append(dialog.kind.id if dialog.kind else ""))
    return told


def test_every_kind_stands_there_once_with_its_line(dialog: NewLetterDialog) -> None:
    """The one used last comes first; one that is gone since is not offered."""
    names = [row.text() for row in dialog.rows]
    assert names[0] == "Ending letter"
    assert sorted(names) == sorted(kind.name for kind in catalog.letter_kinds())
    said = {row.accessibleName() for row in dialog.rows}
    assert said == {f"{kind.name}, {kind.summary}" for kind in catalog.letter_kinds()}


def test_a_line_begins_its_letter(dialog: NewLetterDialog) -> None:
    """One click, and the kind is known."""
    told = begun(dialog)
    (row,) = (row for row in dialog.rows if row.text() == "Attendance letter")
    row.click()
    assert told == ["attendance"]


def test_a_kind_is_found_by_typing_and_begun_by_enter(dialog: NewLetterDialog) -> None:
    """Words of the name or the line narrow the list; Enter takes the first one."""
    told = begun(dialog)
    QTest.keyClicks(dialog.field, "gp work")
    assert [row.text() for row in dialog.rows] == ["Progress letter to a referrer"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told == ["progress"]


def test_nothing_found_is_said(dialog: NewLetterDialog) -> None:
    """An empty list says why, and Enter begins nothing."""
    told = begun(dialog)
    QTest.keyClicks(dialog.field, "zebra")
    assert dialog.rows == []
    words = [w.said() for w in dialog.findChildren(QWidget) if _is_said(w)]
    assert NOTHING_FOUND in words
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told == []


def test_arrows_lead_into_the_list_and_back(dialog: NewLetterDialog) -> None:
    """Down from the field to the lines, up to the field again; Enter on a line begins it."""
    told = begun(dialog)
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.rows[0].hasFocus()
    QTest.keyClick(dialog.rows[0], Qt.Key.Key_Down)
    assert dialog.rows[1].hasFocus()
    QTest.keyClick(dialog.rows[1], Qt.Key.Key_Up)
    QTest.keyClick(dialog.rows[0], Qt.Key.Key_Up)
    assert dialog.field.hasFocus()
    last = dialog.rows[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert told == [dialog.kind.id if dialog.kind else ""]


def test_the_kinds_themselves_can_be_looked_at(dialog: NewLetterDialog, qtbot: QtBot) -> None:
    """The way to making and changing kinds starts where one is chosen."""
    with qtbot.waitSignal(dialog.kinds_wanted):
        dialog.own.click()
    assert not dialog.isVisible()


def _is_said(widget: Any) -> bool:
    return hasattr(widget, "said") and widget.isVisible()
