"""Tab walks as a page is read, whatever the order in which it was built."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from practicenotes.ui.order import first_stop, follow_reading


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Show a page with a splitter, a scroll area and nested rows, built back to front."""
    made = {name: QLineEdit(objectName=name) for name in "fedcba"}
    page = QWidget()
    stack = QVBoxLayout(page)
    sheet = QWidget()
    inner = QHBoxLayout(sheet)
    inner.addWidget(made["c"])
    column = QVBoxLayout()
    column.addWidget(made["d"])
    column.addWidget(QLabel("no stop"))
    column.addWidget(made["e"])
    inner.addLayout(column)
    area = QScrollArea(focusPolicy=Qt.FocusPolicy.NoFocus)
    area.setWidget(sheet)
    splitter = QSplitter()
    splitter.addWidget(area)
    splitter.insertWidget(0, made["b"])
    row = QHBoxLayout()
    row.addWidget(made["a"])
    stack.addLayout(row)
    stack.addWidget(splitter)
    stack.addWidget(made["f"])
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def walk(page: QWidget, steps: int) -> str:
    """Return the names of what Tab reaches, from the first stop on."""
    first = first_stop(page)
    assert first is not None
    first.setFocus()
    seen = ""
    for _ in range(steps):
        here = QApplication.focusWidget()
        assert here is not None
        seen += here.objectName()
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


def test_tab_follows_the_layouts(page: QWidget) -> None:
    """Rows, splitter and scroll area are walked through as they stand on the page."""
    follow_reading(page)

    assert walk(page, 6) == "abcdef"


def test_the_way_can_be_laid_again(page: QWidget) -> None:
    """A field that came later takes its place in the order."""
    late = QPushButton(objectName="x")
    late.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(1, late)
    late.show()

    follow_reading(page)

    assert walk(page, 7) == "axbcdef"


def test_the_first_stop_is_one_that_tab_reaches(page: QWidget) -> None:
    """What is hidden, off, or left out of the Tab order is passed over."""
    fields = {field.objectName(): field for field in page.findChildren(QLineEdit)}
    fields["a"].hide()
    fields["b"].setEnabled(False)
    fields["c"].setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    assert first_stop(page) is fields["d"]


def test_a_page_without_stops_has_no_first(qtbot: QtBot) -> None:
    """Where nothing takes the keyboard there is nowhere to go."""
    page = QWidget()
    QVBoxLayout(page).addWidget(QLabel("only words"))
    qtbot.addWidget(page)
    page.show()

    assert first_stop(page) is None
    follow_reading(page)


def test_the_walk_holds_on_to_no_place_in_a_layout(page: QWidget) -> None:
    """What Qt frees with a widget is not known to Python, which would mistake what comes next."""
    before = sum(isinstance(known, QWidgetItem) for known in getAllValidWrappers())

    follow_reading(page)

    assert sum(isinstance(known, QWidgetItem) for known in getAllValidWrappers()) == before
