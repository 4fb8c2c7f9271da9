"""What is told of a practice that was just opened."""

from datetime import UTC, datetime, timedelta
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
    ("writable", "mended", "above"),
    [(True, False, []), (True, True, [MENDED]), (False, False, [entering.READ_ONLY])],
)
def test_what_takes_no_writing_is_told_before_anybody_writes(
    window: Window, writable: bool, mended: bool, above: list[str]
) -> None:
    """It stays above every page; so does a key file that was mended, and a sound one never."""
    entering.tell(window, writable=writable, mended=mended)

    assert strips(window) == above


def test_a_clock_that_was_set_back_is_told_before_a_note_bears_its_day(window: Window) -> None:
    """Both times are named; a clock that is right, or an hour behind, is not spoken of."""
    now = datetime(2025, 10, 23, 12, 36, tzinfo=UTC)
    for latest in (None, now - timedelta(days=9), now + timedelta(hours=1)):
        entering.tell_of_clock(window, latest, now)
    assert strips(window) == []

    entering.tell_of_clock(window, now + timedelta(days=35), now)
    (told,) = strips(window)
    assert "says 23 October 2025," in told
    assert "entered here on 27 November 2025," in told
    assert "Your notes are safe." in told
