"""The page of a second look, over the fictional practice."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

import factory
from practicenotes.domain.reflections import Answer
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.errors import DiskFull
from practicenotes.reflections import reflections, second_looks
from practicenotes.ui.second_look.page import ABOUT, NO_FIRST, SecondLookPage
from practicenotes.ui.theme import Theme


@pytest.fixture
def hour(played: Any) -> Session:
    """Give Heron's last session that was held and reflected on."""
    return next(each for each in reversed(played.sessions_of("Heron")) if each.number)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, played: Any, hour: Session) -> Iterator[SecondLookPage]:
    """Give the page with a second look at that session."""
    shown = SecondLookPage(*played.doors, played.now)
    qtbot.addWidget(shown)
    shown.resize(1200, 740)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.open(hour.id)
    qtbot.waitUntil(played.idle)
    qtbot.waitUntil(shown.isEnabled)
    yield shown
    shown.flush()
    qtbot.waitUntil(played.idle)


def said(page: SecondLookPage) -> list[str]:
    """Return every word that is seen on the page."""
    QApplication.processEvents()
    labels = [each for each in page.findChildren(QLabel) if each.isVisible()]
    sheets = [each for each in page.findChildren(QPlainTextEdit) if each.isVisible()]
    return [
        *(each.accessibleName() or each.text() for each in labels),
        *(s.toPlainText() for s in sheets),
    ]


def kept(played: Any, hour: Session) -> SecondLook:
    """Return the second look as the store has it now."""
    return played.private.run(second_looks.get, hour.id, hour.client_id)


def first_words(played: Any, hour: Session) -> list[str]:
    """Return what the first look says."""
    first = played.private.run(reflections.get, hour.id, hour.client_id)
    texts = [t for e in first.entries for t in (e.noticed, e.said_or_done, e.my_part)]
    return [text for text in (*texts, first.free, first.next_time) if text]


def test_the_first_look_is_out_of_sight(page: SecondLookPage, played: Any, hour: Session) -> None:
    """The same two facets are asked about, and no word or choice of the first stands there."""
    words = said(page)

    assert ABOUT in words
    assert "Private. Never printed." in words
    assert "Heron" in words
    assert len(page.writing.facets) == 2
    assert first_words(played, hour)
    assert not [word for word in first_words(played, hour) if word in "\n".join(words)]
    assert all(facet.anchors.answer == (Answer.OPEN, None) for facet in page.writing.facets)
    assert not page.compare.isEnabled()


def test_it_is_kept_as_it_is_written(
    page: SecondLookPage, played: Any, hour: Session, qtbot: QtBot
) -> None:
    """Words, an anchor and free words are in the private store without anything being pressed."""
    first, second = page.writing.facets
    first.noticed.setFocus()
    qtbot.keyClicks(first.noticed, "He waited for me.")
    second.anchors.radio(1).click()
    page.writing.free.insertPlainText("Slower than I wrote.")
    qtbot.waitUntil(lambda: not page.has_unsaved)

    look = kept(played, hour)
    assert look.entries[0].noticed == "He waited for me."
    assert look.entries[1].rating == 1
    assert look.words == "Slower than I wrote."
    assert page.compare.isEnabled()


def test_leaving_the_page_keeps_everything(
    page: SecondLookPage, played: Any, hour: Session, qtbot: QtBot
) -> None:
    """What stands there when another page comes is handed to the store before."""
    page.writing.free.insertPlainText("Slower.")
    page.hide()
    qtbot.waitUntil(played.idle)

    assert kept(played, hour).words == "Slower."
    page.show()
    page.open(hour.id)
    qtbot.waitUntil(played.idle)
    assert page.writing.free.text() == "Slower."


def test_both_looks_stand_side_by_side(
    page: SecondLookPage, played: Any, hour: Session, qtbot: QtBot
) -> None:
    """With their dates, to read and not to write; opened again they stand there at once."""
    page.writing.facets[0].noticed.insertPlainText("He waited for me.")
    page.compare.click()
    qtbot.waitUntil(lambda: page.writing is None)
    qtbot.waitUntil(played.idle)

    words = said(page)
    assert "First look, 11 November 2025" in words
    assert "Second look, 18 November 2025" in words
    assert "He waited for me." in words
    assert [word for word in first_words(played, hour) if word in words]
    assert not [each for each in page.findChildren(QPlainTextEdit) if each.isVisible()]
    assert kept(played, hour).compared_at is not None

    page.open(hour.id)
    qtbot.waitUntil(played.idle)
    qtbot.waitUntil(lambda: "He waited for me." in said(page))
    assert page.writing is None


def test_an_hour_without_a_first_look_has_nothing_to_look_at(
    page: SecondLookPage, played: Any, qtbot: QtBot
) -> None:
    """The page says so in one sentence."""
    unreflected = next(each for each in reversed(played.sessions_of("Teasel")) if each.number)

    page.open(unreflected.id)
    qtbot.waitUntil(played.idle)
    qtbot.waitUntil(lambda: NO_FIRST in said(page))

    assert page.writing is None
    assert not page.compare.isVisible()


def test_a_damaged_second_look_is_said_to_be_so(
    page: SecondLookPage, played: Any, hour: Session, qtbot: QtBot
) -> None:
    """It is neither shown nor written over."""
    page.writing.free.insertPlainText("Slower.")
    page.flush()
    qtbot.waitUntil(played.idle)
    factory.meddle(played.private, "UPDATE second_look SET words = 'forged'")

    page.open(hour.id)
    qtbot.waitUntil(played.idle)
    qtbot.waitUntil(lambda: "can no longer be read" in " ".join(said(page)))

    assert "forged" not in " ".join(said(page))
    assert page.writing is None


def test_a_store_that_takes_nothing_is_named(
    page: SecondLookPage, played: Any, hour: Session, qtbot: QtBot
) -> None:
    """The text stays on the page, and a sentence says that it is not kept yet."""
    factory.meddle(
        played.private,
        "INSERT INTO second_look SELECT 1, ?, 1, ?, ?, 'x', '[]', 'x', 'x', NULL, x'00'",
        *("f" * 32, hour.id, hour.client_id),
    )
    page.writing.free.insertPlainText("Slower.")
    page.saves.save()
    qtbot.waitUntil(page._trouble.isVisible, timeout=10_000)

    assert page.writing.free.text() == "Slower."
    assert page.has_unsaved
    page.writing.free.clear()
    factory.meddle(played.private, "DELETE FROM second_look")
    qtbot.waitUntil(lambda: not page.has_unsaved, timeout=10_000)
    assert not page._trouble.isVisible()


def test_a_session_that_cannot_be_read_leaves_the_way_back(
    page: SecondLookPage, broadcast: Any, qtbot: QtBot
) -> None:
    """The window says why, and Back still leads away."""
    with qtbot.waitSignal(broadcast.raised):
        page.open(SessionId("f" * 32))

    with qtbot.waitSignal(page.left):
        page.back.click()


def test_nothing_is_typed_while_both_looks_are_fetched(
    page: SecondLookPage, broadcast: Any, qtbot: QtBot
) -> None:
    """The sheet rests until they stand there; when the store refuses, it can be written on."""
    page.writing.free.insertPlainText("Slower.")
    page.flush()
    qtbot.waitUntil(lambda: not page.has_unsaved)
    submit = page._private._submit

    def full(_db: Any) -> None:
        raise DiskFull(None)

    page._private._submit = lambda *_: submit(full)
    with qtbot.waitSignal(broadcast.raised):
        page.compare.click()
        assert not page.writing.isEnabled()
    page._private._submit = submit

    assert page.writing.isEnabled()
    page.compare.click()
    assert not page.writing.isEnabled()
    qtbot.waitUntil(lambda: page.writing is None)


@pytest.mark.parametrize(
    ("width", "height", "size"), [(1200, 740, 100), (940, 640, 100), (940, 640, 200)]
)
def test_it_fits_any_window(
    page: SecondLookPage,
    played: Any,
    theme: Theme,
    clipped: Any,
    unnamed: Any,
    qtbot: QtBot,
    width: int,
    height: int,
    size: int,
) -> None:
    """Writing and comparing, nothing is cut off, and every stop of the Tab key has a name."""
    theme.set_text_size(size)
    page.resize(width, height)
    qtbot.wait(50)
    assert clipped(page) == []
    assert unnamed(page) == []

    page.writing.free.insertPlainText("Slower than I wrote. " * 8)
    page.compare.click()
    qtbot.waitUntil(lambda: page.writing is None)
    qtbot.wait(50)
    assert clipped(page) == []
    assert unnamed(page) == []
