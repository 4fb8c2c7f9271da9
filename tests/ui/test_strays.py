"""Copies among the files of the practice, in the window: told, listed, compared, left alone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import stray_words, times
from practicenotes.domain.people import NewClient
from practicenotes.domain.strays import Course, Stray
from practicenotes.records import clients, settings
from practicenotes.ui.device import Device
from practicenotes.ui.earlier.page import InsidePage
from practicenotes.ui.strays import StraysList, StraysNotice
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault


LONG = 30_000  # ms
NAME = "record-1 (conflicted copy 2026-03-12).db"


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    labels = page.findChildren(QLabel)
    return "\n".join(each.accessibleName() or each.text() for each in labels if each.isVisible())


@pytest.fixture
def twofold(vault: Vault, recovery_key: RecoveryKey, tmp_path: Path) -> Path:
    """Give a closed practice in which a copy lies that another computer wrote in."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    factory.add_client(vault.record)
    vault.close()
    other = shutil.copytree(vault.folder, tmp_path / "Other.practice")
    with closing(Vault.open(other, recovery_key, SCHEMAS, at=factory.AT)) as there:
        wren = there.record.run(clients.add, NewClient("Wren"), factory.AT)
        hour = factory.add_session(there.record, wren)
        factory.write_note(there.record, hour, {"plan": "Only there."})
    shutil.copy(other / "record-1.db", vault.folder / NAME)
    return vault.folder


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, twofold: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> Iterator[Program]:
    """Give the program with that practice open."""
    started = Program(qapp, Device(tmp_path / "config"), twofold)
    started.enter(Vault.open(twofold, recovery_key, SCHEMAS, at=times.utc_now()))
    yield started
    started.close()
    if started.front:
        started.front.close()
        started.front.deleteLater()
    started.deleteLater()


def test_a_copy_is_told_listed_and_compared(program: Program, twofold: Path, qtbot: QtBot) -> None:
    """From the strip above the day to what the other computer wrote; the file stays bit by bit."""
    before = (twofold / NAME).read_bytes()
    window = program.front
    assert isinstance(window, Window)
    assert program.desk
    (notice,) = program.desk.today.findChildren(StraysNotice)
    qtbot.waitUntil(notice.strip.isVisible, timeout=LONG)
    assert f"“{NAME}”" in notice.strip.said()
    notice.strip.acted.emit()
    qtbot.waitUntil(lambda: bool(window.findChildren(StraysList)), timeout=LONG)
    (listed,) = window.findChildren(StraysList)
    assert "It holds 2 clients (here 1)" in said(listed)
    listed.buttons[0].click()

    qtbot.waitUntil(
        lambda: "In that copy, and not here: one client file" in said(window), timeout=LONG
    )
    page = window.page
    assert isinstance(page, InsidePage)
    qtbot.waitUntil(page.cards[0].rows[0].read.isVisible)
    assert not any(card.bring.isVisible() for card in page.cards)
    page.back.click()
    qtbot.waitUntil(lambda: not list(twofold.glob("*.part")), timeout=LONG)
    assert (twofold / NAME).read_bytes() == before


MARCH = datetime(2026, 3, 12, 16, 2, tzinfo=UTC)


@pytest.mark.parametrize("course", Course)
def test_every_course_has_its_sentence(course: Course) -> None:
    """Which file, what it is a copy of, and how it stands; of the same one, no days."""
    stray = Stray(
        NAME, "record", course, MARCH, MARCH + timedelta(days=1), {"notes": 1}, {"notes": 2}
    )
    told = stray_words.said(stray)

    assert told.startswith(f"“{NAME}” is a copy of the record and not the practice. ")
    assert ("12 March 2026" in told) is (course is not Course.SAME)
    assert told.endswith("It holds 1 note (here 2).")
    assert stray_words.facts(stray)["course"] == course.value


def test_many_are_counted() -> None:
    """One or several: the names stand in the line."""
    assert stray_words.lie_here(["a.db"]).startswith("A copy of a file lies among")
    assert "Two copies lie" in stray_words.lie_here(["a.db", "b.db"])


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_of_the_list_has_room(
    qtbot: QtBot,
    theme: Theme,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window every copy is read whole."""
    theme.set_text_size(size)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 700)
    window.show()
    held = {"clients": 8, "sessions": 40, "notes": 38, "letters": 2}
    stray = Stray(NAME, "record", Course.PARTED, MARCH, MARCH, held, held)
    listed = StraysList(window, [stray, Stray("keys-a (1).txt", "keys", Course.SAME)])
    listed.open()

    qtbot.waitUntil(lambda: clipped(listed) == [])
    assert unnamed(listed) == []
    listed.reject()
