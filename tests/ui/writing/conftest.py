"""A sheet on a page, as a therapist has it before them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hands import Desk
from practicenotes.ui.theme import Theme


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    """Give a sheet on which Markdown means something."""
    made = Desk(qtbot)
    made.show()
    return made


@pytest.fixture
def plain_desk(qtbot: QtBot, theme: Theme) -> Desk:
    """Give a sheet on which it means nothing, as an address."""
    made = Desk(qtbot, plain=True)
    made.show()
    return made


@pytest.fixture
def copied() -> Callable[..., None]:
    """Give what puts something on the clipboard, as other programs do."""

    def copy(text: str, html: str = "") -> None:
        mime = QMimeData()
        mime.setText(text)
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)

    return copy
