"""The page of backups: what lies where, how it differs from now, and a real way back."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes import messages
from practicenotes.app import keeping
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.errors import FolderInUse, FolderSynchronised
from practicenotes.records import backups, clients
from practicenotes.ui import backup_words
from practicenotes.ui.backup_status import BackupStatus
from practicenotes.ui.backups_page import NEVER, NOTHING, STRANGE
from practicenotes.ui.device import Device
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.window import Section, Window
from practicenotes.vault import RecoveryKey, Vault


@pytest.fixture
def practice(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, broadcast: Broadcast, tmp_path: Path
) -> Iterator[PracticePage]:
    """Show the page of backups of a practice with one client, in the window."""
    vault.record.run(clients.add, NewClient("Heron"), times.utc_now())
    vault.record.run(backups.add, str(tmp_path / "copies"), times.utc_now())
    door = Tasks(vault.record.submit, broadcast)
    window = Window(Device(tmp_path / "config"))
    qtbot.addWidget(window)
    page = PracticePage(door, work, keeping.care(vault), times.utc_now)
    window.add_section(Section("practice", "Practice", "archive"), page)
    status = BackupStatus(window, door, broadcast, times.utc_now, page)
    window.resize(1100, 700)
    window.show()
    status.browse()
    yield page
    qtbot.waitUntil(lambda: not (door.busy or work.busy), timeout=20_000)
    vault.close()
    door.deleteLater()


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    labels = page.findChildren(QLabel)
    return "\n".join(each.accessibleName() or each.text() for each in labels if each.isVisible())


def test_without_a_backup_the_page_says_so(practice: PracticePage, qtbot: QtBot) -> None:
    """An empty shelf is one sentence, and that a restore was never tried another."""
    qtbot.waitUntil(lambda: NOTHING in said(practice.backups))

    assert NEVER in said(practice.backups)


def seen(practice: PracticePage) -> int:
    """Return how many rows are seen; they may be made anew at any moment."""
    return sum(row.isVisible() for row in practice.backups.rows)


def test_each_backup_says_how_it_differs_from_now(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """Newest first; one holds as much as now, and one of before has a client fewer."""
    now = times.utc_now()
    vault.backup(tmp_path / "copies", at=now - timedelta(days=1))
    vault.record.run(clients.add, NewClient("Wren"), now)
    vault.backup(tmp_path / "copies", at=now)
    practice.backups.refresh()
    qtbot.waitUntil(lambda: seen(practice) == 2)
    newest, older = map(said, practice.backups.rows)

    assert newest.startswith("Today ")
    assert "It holds two clients, no sessions, no notes, no letters and no reflections." in newest
    assert "As many of everything as now." in newest
    assert "Compared with now: one client fewer." in older


def test_many_backups_are_laid_out_once_and_not_once_for_each(
    practice: PracticePage,
    vault: Vault,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twice as many backups are twice the work, so that years of them do not stop the window."""
    asked: list[int] = []
    height = Flow.heightForWidth

    def counted(flow: Flow, width: int) -> int:
        asked.append(width)
        return height(flow, width)

    monkeypatch.setattr(Flow, "heightForWidth", counted)

    made = vault.backup(tmp_path / "copies", at=times.utc_now())
    whose = made.stem.rpartition("_")[0]

    def work(count: int) -> int:
        asked.clear()
        for number in range(1, count):
            shutil.copy(made, made.with_stem(f"{whose}_20260301T1200{number:02}Z"))
        practice.backups.refresh()
        qtbot.waitUntil(lambda: seen(practice) == count)
        QApplication.processEvents()
        return len(asked)

    few = work(20)
    many = work(40)
    assert many < 2.4 * few


def test_what_other_keys_made_is_listed_and_not_offered(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file that is not believed says so, and has no button to restore it."""
    vault.backup(tmp_path / "copies", at=times.utc_now()).write_bytes(b"something else")
    practice.backups.refresh()
    qtbot.waitUntil(lambda: seen(practice) == 1)

    assert STRANGE in said(practice.backups.rows[0])
    assert "One with other keys opens there with the passphrase of its day." in STRANGE
    assert not practice.backups.rows[0].restore.isVisible()


def test_a_backup_of_no_use_is_removed_after_a_question(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """A damaged one goes once that was asked; a good one has no such button, and stays."""
    now = times.utc_now()
    broken = vault.backup(tmp_path / "copies", at=now - timedelta(days=1))
    broken.write_bytes(b"something else")
    good = vault.backup(tmp_path / "copies", at=now)
    practice.backups.refresh()
    qtbot.waitUntil(lambda: len(practice.backups.rows) == 2)
    newest, older = practice.backups.rows
    qtbot.waitUntil(older.remove.isVisible)
    assert not newest.remove.isVisible()
    older.remove.click()
    (dialog,) = practice.backups.findChildren(Dialog)
    assert broken.exists()
    dialog.main.click()
    qtbot.waitUntil(lambda: len(practice.backups.rows) == 1)

    assert [path.name for path in broken.parent.iterdir()] == [good.name]
    keeping.care(vault).copies.remove(str(good))
    assert good.exists()


def test_a_restore_makes_a_new_practice_and_counts_as_a_trial(
    practice: PracticePage,
    vault: Vault,
    qtbot: QtBot,
    tmp_path: Path,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The chosen backup lies in a folder of its own, opens, and the day of the trial is kept."""
    vault.backup(tmp_path / "copies", at=times.utc_now())
    practice.backups.refresh()
    qtbot.waitUntil(lambda: len(practice.backups.rows) == 1)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    practice.backups.rows[0].restore.click()
    qtbot.waitUntil(lambda: "Last restore: today" in said(practice.backups), timeout=20_000)

    (restored,) = tmp_path.glob("Practice of *.practice")
    vault.close()
    opened = keeping.recover(restored, str(recovery_key))
    names = [
        line.code_name
        for line in opened.record.run(clients.find, times.on_the_wall(times.utc_now()))
    ]
    opened.close()
    assert names == ["Heron"]


@pytest.mark.parametrize(
    ("parent", "expected"), [("", FolderInUse), ("Dropbox", FolderSynchronised)]
)
def test_a_restore_that_is_refused_is_told(
    practice: PracticePage,
    vault: Vault,
    qtbot: QtBot,
    broadcast: Broadcast,
    tmp_path: Path,
    parent: str,
    expected: type[Exception],
) -> None:
    """Over something that exists, or into a synchronised folder, nothing is restored."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    vault.backup(tmp_path / "copies", at=times.utc_now())
    practice.backups.refresh()
    qtbot.waitUntil(lambda: len(practice.backups.rows) == 1)
    found = (
        keeping.care(vault)
        .copies.overview(vault.record.run(backups.standing, times.utc_now()).places)
        .found[0]
    )
    wall = times.on_the_wall(found.at)
    taken = tmp_path / f"Practice of {wall:%Y-%m-%d %H%M}.practice"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    practice.backups.restore_into(found, tmp_path / parent)
    qtbot.waitUntil(lambda: bool(raised))

    assert [type(error) for error in raised] == [expected]
    assert [path.name for path in taken.iterdir()] == ["letter.txt"]
    assert practice.backups.rows[0].restore.isEnabled()


def test_a_backup_of_a_newer_program_is_told_of_the_backup(
    practice: PracticePage, vault: Vault, qtbot: QtBot, broadcast: Broadcast, tmp_path: Path
) -> None:
    """The practice is of this program, and no folder is made."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    factory.backup_of_newer(vault, tmp_path / "copies", times.utc_now())
    places = vault.record.run(backups.standing, times.utc_now()).places
    (found,) = keeping.care(vault).copies.overview(places).found
    assert found.known
    before = set(tmp_path.iterdir())
    practice.backups.restore_into(found, tmp_path)
    qtbot.waitUntil(lambda: bool(raised))

    assert messages.sentence(raised[0]).startswith("This backup was made by a newer PracticeNotes.")
    assert set(tmp_path.iterdir()) == before


def test_the_way_back_leads_where_one_came_from(practice: PracticePage, qtbot: QtBot) -> None:
    """The keyboard begins on *Back*."""
    with qtbot.waitSignal(practice.backups.left):
        practice.backups.back.click()


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_has_room(
    practice: PracticePage,
    vault: Vault,
    theme: Theme,
    qtbot: QtBot,
    tmp_path: Path,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window the page is read whole, and each button has its name."""
    vault.backup(tmp_path / "copies", at=times.utc_now())
    practice.backups.refresh()
    qtbot.waitUntil(lambda: len(practice.backups.rows) == 1)
    theme.set_text_size(size)
    practice.backups.window().resize(width, 700)

    qtbot.waitUntil(lambda: clipped(practice.backups) == [])
    assert unnamed(practice.backups) == []


def test_differences_are_said_in_words() -> None:
    """Fewer and more stand in one sentence, with one and many told apart."""
    now = {"clients": 12, "notes": 300}

    assert backup_words.differs({"clients": 11, "notes": 302}, now) == (
        "Compared with now: one client fewer, two notes more."
    )
    assert backup_words.holds({"clients": 1, "notes": 300}) == "one client and 300 notes"
    assert backup_words.holds({}) == "nothing"
