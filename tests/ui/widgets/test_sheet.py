"""A sheet is handed in once, and neither its answer nor its words get lost on the way."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes.errors import NotFound
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.sheet import Sheet


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def asked(broadcast: Broadcast) -> Iterator[tuple[Tasks, list[Future[Any]]]]:
    """Give a door behind which nothing is answered until the test says so."""
    waiting: list[Future[Any]] = []

    def submit(*_: object) -> Future[Any]:
        waiting.append(Future())
        return waiting[-1]

    tasks = Tasks(submit, broadcast)
    yield tasks, waiting
    tasks.deleteLater()


def _form(over: QWidget) -> Sheet:
    return FormDialog(over, "A form", [Field("text", "&Text")], "Keep")


def _page(over: QWidget) -> Sheet:
    return PageDialog(over, "A page", "Keep", "Cancel")


@pytest.fixture(params=[_form, _page])
def sheet(request: Any, theme: Theme, qtbot: QtBot) -> Iterator[Sheet]:
    """Give either kind of sheet, open over a window."""
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    make: Callable[[QWidget], Sheet] = request.param
    made = make(window)
    made.show_sheet() if isinstance(made, PageDialog) else made.open()
    yield made
    window.hide()


def test_a_sheet_is_handed_in_once(
    sheet: Sheet, asked: tuple[Tasks, list[Future[Any]]], qtbot: QtBot
) -> None:
    """Until the answer is there no key asks again or leaves; then the owner hears it."""
    tasks, waiting = asked
    heard: list[int] = []
    sheet.asked.connect(lambda: sheet.hand_in(tasks, int, then=heard.append))
    for _ in range(2):
        qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
        sheet.main.click()
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        sheet.close()
    assert len(waiting) == 1
    assert sheet.isVisible()
    assert not sheet.main.isEnabled()

    waiting[0].set_result(7)
    qtbot.waitUntil(lambda: heard == [7])

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_refused_sheet_can_be_handed_in_again(
    sheet: Sheet, asked: tuple[Tasks, list[Future[Any]]], qtbot: QtBot
) -> None:
    """It says why, and everything on it works as before."""
    tasks, waiting = asked
    heard: list[int] = []
    sheet.asked.connect(lambda: sheet.hand_in(tasks, int, then=heard.append))
    sheet.main.click()
    waiting[0].set_exception(NotFound("goal", "x"))
    qtbot.waitUntil(sheet.main.isEnabled)

    sheet.main.click()
    waiting[1].set_result(7)
    qtbot.waitUntil(lambda: heard == [7])

    assert len(waiting) == 2


def test_a_form_gives_back_every_kind_of_field(theme: Theme, qtbot: QtBot) -> None:
    """Plain values go out and come in; what is not offered any more, or is no field, is passed."""
    over = QWidget()
    qtbot.addWidget(over)
    rows = [
        Field("line", "&Line"),
        Field("lines", "L&ines", Kind.LINES),
        Field("kind", "&Kind", Kind.CHOICE, Kind.LINE, options=((Kind.LINE, "a"), (Kind.DAY, "b"))),
        Field("part", "&Part", Kind.SEGMENTS, 1, options=((1, "one"), (2, "two"))),
        Field("on", "&On", Kind.DAY),
        Field("at", "&At", Kind.TIME),
        Field("count", "&Count", Kind.NUMBER, 3),
        Field("yes", "&Yes", Kind.YES, value=False),
    ]
    typed = {"line": "x", "lines": "y\nz", "kind": Kind.DAY.value, "part": 2, "on": "the ninth"}
    typed |= {"at": "14:05", "count": 9, "yes": True}
    dialog = FormDialog(over, "A form", rows, "Keep")

    dialog.give_back({**typed, "gone": 1})
    assert dialog.as_typed() == typed
    dialog.give_back({"kind": "no more"})

    assert dialog.as_typed() == typed
