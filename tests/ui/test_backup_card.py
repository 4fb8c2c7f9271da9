"""The backup card of the practice page: chosen folders, and copies that really go there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app import keeping
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import FolderInside
from practicenotes.records import backups, settings
from practicenotes.ui.device import Device
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault, shelf


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, broadcast: Broadcast
) -> Iterator[PracticePage]:
    """Show the practice page of an empty practice, with all that the program gives it."""
    door = Tasks(vault.record.submit, broadcast)
    shown = PracticePage(door, work, keeping.care(vault), times.utc_now)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    shown.refresh()
    qtbot.waitUntil(lambda: not door.busy)
    yield shown
    qtbot.waitUntil(lambda: not (door.busy or work.busy), timeout=20_000)
    vault.close()
    door.deleteLater()


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    labels = page.findChildren(QLabel)
    return "\n".join(each.accessibleName() or each.text() for each in labels if each.isVisible())


def folder(tmp_path: Path, name: str = "copies") -> Path:
    """Make a folder for copies."""
    made = tmp_path / name
    made.mkdir()
    return made


def test_a_folder_that_is_chosen_gets_a_copy_at_once(
    page: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """*Add a folder* keeps it, and its first copy is there and verified without another word."""
    assert "No folder is chosen yet." in said(page)
    chosen = folder(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    page.backup.add.click()
    with qtbot.waitSignal(page.copies.ended, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: "verified. It lies on the same disk" in said(page))

    assert len(shelf.find(vault, chosen)) == 1
    assert str(chosen) in said(page)
    assert vault.record.run(settings.get, known.LAST_BACKUP)
    assert page.backup.now.text() == "Back up now"


def test_a_copy_now_goes_to_every_folder(
    page: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """With folders chosen *Back up now* asks nothing; one that is gone stops no other."""
    here, gone = folder(tmp_path), tmp_path / "gone"
    for each in (gone, here):
        vault.record.run(backups.add, str(each), times.utc_now())
    page.refresh()
    qtbot.waitUntil(lambda: len(page.backup.rows) == 2)
    with qtbot.waitSignal(page.copies.ended, timeout=20_000):
        page.backup.now.click()
        assert not page.backup.now.isEnabled()
    qtbot.waitUntil(lambda: "cannot be reached" in said(page))

    assert len(shelf.find(vault, here)) == 1
    assert not gone.exists()
    assert page.backup.now.isEnabled()


def test_a_folder_can_be_let_be(
    page: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """*Remove* takes a folder off the list, and what lies there stays."""
    chosen = folder(tmp_path)
    vault.record.run(backups.add, str(chosen), times.utc_now())
    copy = vault.backup(chosen, at=times.utc_now())
    page.refresh()
    qtbot.waitUntil(lambda: len(page.backup.rows) == 1)
    page.backup.rows[str(chosen)].remove.click()
    qtbot.waitUntil(lambda: not page.backup.rows)

    assert copy.exists()
    assert vault.record.run(backups.standing, times.utc_now()).places == ()


@pytest.mark.parametrize("inside", ["", "copies"])
def test_the_practice_itself_is_no_place_for_copies(
    page: PracticePage, vault: Vault, broadcast: Broadcast, inside: str
) -> None:
    """The folder of the practice, and any folder in it, is refused in a sentence."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    page.backup.add_folder(vault.folder / inside)

    assert [type(error) for error in raised] == [FolderInside]


def test_a_way_round_into_the_practice_is_no_place_either(
    page: PracticePage, vault: Vault, broadcast: Broadcast, tmp_path: Path
) -> None:
    """A link that leads into the practice is refused as its folder is."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    (tmp_path / "elsewhere").symlink_to(vault.folder, target_is_directory=True)
    page.backup.add_folder(tmp_path / "elsewhere" / "copies")

    assert [type(error) for error in raised] == [FolderInside]


def test_the_same_folder_is_no_second_place(
    page: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """A folder that is chosen again by another name is said to be chosen already."""
    chosen = folder(tmp_path)
    vault.record.run(backups.add, str(chosen), times.utc_now())
    page.refresh()
    qtbot.waitUntil(lambda: len(page.backup.rows) == 1)
    (tmp_path / "again").symlink_to(chosen, target_is_directory=True)
    told: list[str] = []
    page.backup.told.connect(told.append)
    page.backup.add_folder(tmp_path / "again")

    assert told == [f"Backups go to {tmp_path / 'again'} already."]
    assert len(vault.record.run(backups.standing, times.utc_now()).places) == 1


@pytest.mark.parametrize(("width", "size"), [(1000, 100), (760, 200)])
def test_everything_has_a_name_and_room(
    page: PracticePage,
    vault: Vault,
    theme: Theme,
    qtbot: QtBot,
    tmp_path: Path,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In a narrow window and in large text no word is cut, and every button has a name."""
    vault.record.run(backups.add, str(tmp_path / ("long " * 12)), times.utc_now())
    theme.set_text_size(size)
    page.resize(width, 700)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.backup.rows) == 1)
    qtbot.waitUntil(lambda: clipped(page.backup) == [])

    assert unnamed(page.backup) == []


def test_the_program_makes_a_last_copy_before_it_ends(
    qapp: QApplication, theme: Theme, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """Closing the window writes a copy and closes after it; a lock makes none."""
    chosen = folder(tmp_path)
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(backups.add, str(chosen), times.utc_now())
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    window, desk = program.front, program.desk
    assert isinstance(window, Window)
    assert desk
    qtbot.waitUntil(lambda: bool(desk.practice.copies.places))
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)

    (copy,) = chosen.iterdir()
    assert copy.suffix == ".backup"
    assert program.vault is None
    program.front = None
    window.deleteLater()
    program.deleteLater()


def test_a_lock_makes_no_copy(
    qapp: QApplication, theme: Theme, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """On the way to a lock nothing is copied, so that it is there at once."""
    chosen = folder(tmp_path)
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(backups.add, str(chosen), times.utc_now())
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    program.lock()

    assert program.vault is None
    assert list(chosen.iterdir()) == []
    assert program.front
    program.front.close()
    program.front.deleteLater()
    program.deleteLater()
