"""A window that is put together under one sheet is the same as one that is dressed all along."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui import theme as themes
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words


@pytest.fixture
def made(qtbot: QtBot, theme: Theme) -> Callable[[AbstractContextManager[None]], QWidget]:
    """Give what puts a small page together inside something, and shows it."""

    def make(inside: AbstractContextManager[None]) -> QWidget:
        page = QWidget()
        qtbot.addWidget(page)
        with inside:
            column = QVBoxLayout(page)
            for kind in ("primary", "plain", "text"):
                column.addWidget(Words(kind, "heading"))
                column.addWidget(Button(kind, kind))
        page.show()
        return page

    return make


def test_both_look_the_same(made: Callable[[AbstractContextManager[None]], QWidget]) -> None:
    """Not one dot differs, and no part has another size."""
    dressed, laid = made(nullcontext()), made(themes.laid_once())

    assert laid.size() == dressed.size()
    assert laid.grab().toImage() == dressed.grab().toImage()


def test_the_sheet_lies_there_again_after_a_mistake(theme: Theme, qapp: QApplication) -> None:
    """Whatever happens inside, what stands there already is dressed as before."""
    sheet = qapp.styleSheet()
    with suppress(ValueError), themes.laid_once():
        raise ValueError

    assert sheet
    assert qapp.styleSheet() == sheet


def test_what_was_there_before_may_end_afterwards(
    made: Callable[[AbstractContextManager[None]], QWidget], theme: Theme
) -> None:
    """A part that was dressed and never shown ends, and the look can still be changed."""
    for _ in range(3):
        before = QWidget()
        column = QVBoxLayout(before)
        for _ in range(40):
            column.addWidget(Button("unseen"))
        made(themes.laid_once())
        shiboken6.delete(before)

        theme.set_text_size(150)
        theme.set_text_size(100)
