"""The Alliance tab as a whole: private, calm, reachable by keyboard, and true when things fail."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from practicenotes.domain.changes import Changes, writes
from practicenotes.reflections import reflections
from practicenotes.ui.alliance.page import NOTHING, TROUBLE, UNBEGUN


def test_the_whole_page_says_that_it_is_private(heron: Any) -> None:
    """Ground and words stand for the wall, in grey too."""
    assert heron.page.property("ground") == "private"
    assert "Private. Never printed." in heron.said()


def test_the_order_is_question_words_strain_marks(heron: Any) -> None:
    """What asks comes first, then what was written, what is open, and the marks beneath."""

    def top(part: Any) -> tuple[int, int]:
        at = part.mapTo(heron.page._sheet, part.rect().topLeft())
        return at.y(), at.x()

    parts = [heron.page.questions.notice, heron.page.words, heron.page.strain, heron.page.marks]
    assert top(parts[0])[0] < top(parts[1])[0] < top(parts[3])[0]
    assert top(parts[1])[1] < top(parts[2])[1]


def test_a_client_without_a_reflection_has_one_button(
    open_alliance: Callable[..., Any], played: Any
) -> None:
    """The way leads to the latest session that has begun, where it is reflected on."""
    moss = open_alliance("Moss")
    moss.played.private.on_connection(_forget_all)
    moss.client("Heron")
    moss.client("Moss")
    assert NOTHING in moss.said()
    moss.page.empty.button.click()

    held = [each for each in played.sessions_of("Moss") if each.attendance.held]
    assert moss.reflected == [held[-1].id]


def _forget_all(connection: Any) -> None:
    for table in ("strain_step", "strain_episode", "facet_entry", "reflection"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def test_a_client_who_has_not_come_yet_has_a_sentence(open_alliance: Callable[..., Any]) -> None:
    """Before the first session there is nothing to write on, and nothing to press."""
    sparrow = open_alliance("Sparrow")
    told: list[bool] = []
    sparrow.page.can_write.connect(told.append)
    sparrow.client("Sparrow")

    assert UNBEGUN in sparrow.said()
    assert not sparrow.page.empty.isVisible()
    assert told == [False]
    sparrow.page.write()
    assert sparrow.reflected == []


def test_a_store_that_cannot_be_read_is_told_in_a_sentence(heron: Any) -> None:
    """Nothing of the page is shown half; reading it again is one word away."""
    heron.played.private.close()
    heron.client("Heron")
    assert heron.page.trouble.said() == TROUBLE
    assert heron.page.trouble.isVisible()
    assert not heron.page.words.isVisible()
    heron.page.trouble.acted.emit()
    heron.settle()

    assert heron.page.trouble.isVisible()


def test_the_keyboard_comes_in_at_the_top(heron: Any) -> None:
    """Whoever passes the keyboard to the page finds it on the first thing that can be done."""
    heron.page.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))

    assert QApplication.focusWidget() is heron.page.table_link


def test_everything_that_tab_reaches_has_a_name(
    heron: Any, unnamed: Callable[[Any], list[str]]
) -> None:
    """A screen reader can name every stop, with the field and the table open."""
    heron.page.questions.notice.write.click()
    heron.page.strain._fold.click()
    assert unnamed(heron.page) == []
    heron.page.table_link.click()
    assert unnamed(heron.page) == []


@pytest.mark.parametrize(
    ("width", "height", "size"), [(968, 740, 100), (944, 640, 100), (944, 640, 200)]
)
def test_nothing_is_clipped(
    open_alliance: Callable[..., Any],
    clipped: Callable[[Any], list[str]],
    theme: Any,
    width: int,
    height: int,
    size: int,
) -> None:
    """In a small window every word is seen whole, also when the text has just become large."""
    heron = open_alliance("Heron", width, height)
    theme.set_text_size(size)
    heron.page.questions.notice.write.click()
    heron.qtbot.wait(50)

    assert clipped(heron.page) == []


def test_large_text_scrolls_once(open_alliance: Callable[..., Any], theme: Any) -> None:
    """Where there is little room the page around scrolls, and other tabs get no empty height."""
    theme.set_text_size(200)
    heron = open_alliance("Heron", 944, 640)
    heron.qtbot.wait(50)
    area = heron.page.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert area.minimumHeight() > 640
    heron.file.choose_tab("timeline")

    assert area.minimumHeight() == 0


def test_what_is_written_elsewhere_reaches_the_page(heron: Any) -> None:
    """A reflection that is saved while the page is in front stands there at once."""
    latest = heron.played.sessions_of("Heron")[-2]
    heron.page.marks.marks.setFocus()
    before = heron.words()[0]
    heron.played.doors[1].run(
        heron.file,
        _say_more,
        latest.id,
        latest.client_id,
        heron.played.now(),
    )
    heron.settle()

    assert heron.words()[0] != before
    assert "and more" in heron.words()[0]


@writes(Changes.REFLECTIONS)
def _say_more(db: Any, session_id: Any, client_id: Any, at: Any) -> None:
    """Add to the first facet that was written on."""
    written = reflections.get(db, session_id, client_id)
    entries = tuple(
        replace(entry, noticed=entry.noticed + " and more") if entry.noticed else entry
        for entry in written.entries
    )
    reflections.save(db, replace(written, entries=entries), at)
