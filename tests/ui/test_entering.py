"""What is told of a practice that was just opened."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from practicenotes.domain.key_files import MENDED
from practicenotes.ui import entering
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Window:
    """Give a window without pages."""
    made = Window(Device(tmp_path / "config"))
    qtbot.addWidget(made)
    return made


def strips(window: Window) -> list[str]:
    """Return what is said above the pages."""
    return [strip.said() for strip in window.findChildren(NoticeStrip) if not strip.isHidden()]


@pytest.mark.parametrize(
    ("writable", "mended", "above", "foot"),
    [
        (True, False, [], ""),
        (True, True, [], MENDED),
        (False, False, [entering.READ_ONLY], ""),
    ],
)
def test_what_takes_no_writing_is_told_before_anybody_writes(
    window: Window, writable: bool, mended: bool, above: list[str], foot: str
) -> None:
    """It stays above every page; a key file that was mended is told once, and a sound one never."""
    entering.tell(window, writable=writable, mended=mended)

    assert strips(window) == above
    assert window._status.said() == foot
