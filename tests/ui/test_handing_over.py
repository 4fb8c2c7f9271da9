"""The practice goes to another computer: one live copy, and one that asks before it is used."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app import restoring
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.errors import FolderInside
from practicenotes.messages import sentence
from practicenotes.records import clients, handing, settings
from practicenotes.ui.device import Device
from practicenotes.ui.hand_over import HandOverSheet
from practicenotes.ui.handed import TITLE, HandedPage
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Store, Vault
from practicenotes.vault.audit import entries


@pytest.fixture
def start(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Give a way to start the program on a computer of that name, with an open practice."""
    started: list[Program] = []

    def begin(computer: str, vault: Vault) -> Program:
        program = Program(qapp, Device(tmp_path / computer), vault.folder)
        started.append(program)
        program.enter(vault)
        return program

    yield begin
    for program in started:
        program.close()
        if program.front:
            program.front.close()
            program.front.deleteLater()
        program.deleteLater()


def said(page: QWidget | None) -> str:
    """Return every word that is seen."""
    assert page
    return "\n".join(w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible())


def sheet_of(program: Program) -> HandOverSheet:
    """Open the sheet from its button."""
    assert program.desk
    assert program.front
    program.front.show_page(program.desk.practice, "practice")
    program.desk.practice.backup.hand.click()
    (sheet,) = program.front.findChildren(HandOverSheet)
    return sheet


def acts(store: Store) -> list[str]:
    """Return what the newest entries of the trail tell, latest first."""
    return [entry.act for entry in store.run(entries)]


def test_the_practice_goes_on_elsewhere_and_the_copy_that_stayed_asks(
    vault: Vault,
    start: Callable[..., Program],
    recovery_key: RecoveryKey,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sheet, folder, lock; opened there without a question, opened here with one."""
    folder, stick = vault.folder, tmp_path / "stick"
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(clients.add, NewClient("Heron"), times.utc_now())
    here = start("here", vault)
    sheet = sheet_of(here)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    sheet.main.click()
    qtbot.waitUntil(lambda: sheet.main.text() == "Lock now")
    (file,) = stick.iterdir()
    assert str(file) in said(sheet)
    sheet.main.click()
    qtbot.waitUntil(lambda: here.vault is None)
    assert isinstance(here.front, Unlock)

    asked = Asked(file, tmp_path / "there" / "Main.practice", str(recovery_key), by_recovery=True)
    there = start("there", restoring.restore(tmp_path / "there" / "anchors", asked))
    assert isinstance(there.front, Window)
    assert there.vault
    now = times.on_the_wall(times.utc_now())
    assert [line.code_name for line in there.vault.record.run(clients.find, now)] == ["Heron"]
    there.lock()

    here.enter(Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now()))
    assert isinstance(here.front, HandedPage)
    assert TITLE in said(here.front)
    assert str(file) in said(here.front)
    here.front.confirm.click()
    assert isinstance(here.front, Window)
    assert here.vault
    assert acts(here.vault.record)[:2] == ["use a copy that was handed over", "unlock"]
    here.lock()
    here.enter(Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now()))
    assert isinstance(here.front, Window)


def test_a_folder_that_takes_no_backup_leaves_everything_as_it_was(
    vault: Vault, start: Callable[..., Program], qtbot: QtBot
) -> None:
    """The sheet says why, the copy is not marked, and it can be tried again or left."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    program = start("here", vault)
    sheet = sheet_of(program)
    sheet.into(vault.folder)
    told = sentence(FolderInside(vault.folder))
    qtbot.waitUntil(lambda: told in said(sheet))
    sheet.reject()

    assert vault.record.run(handing.standing) is None
    assert program.vault is vault


def test_closed_again_it_stays_handed_over(
    vault: Vault, start: Callable[..., Program], recovery_key: RecoveryKey
) -> None:
    """The keyboard stands on the answer that changes nothing."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(handing.hand_over, "a.backup", times.utc_now())
    program = start("here", vault)
    assert isinstance(program.front, HandedPage)
    program.front.next.click()

    assert program.vault is None
    again = Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now())
    standing = again.record.run(handing.standing)
    again.close()
    assert standing
    assert standing.file == "a.backup"


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_has_room(
    qtbot: QtBot,
    theme: Theme,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window the question is read whole."""
    theme.set_text_size(size)
    page = HandedPage(
        times.utc_now(), "/media/stick/PracticeNotes_8dd76a49_20251118T160200Z.backup"
    )
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()

    qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []


def test_what_cannot_be_read_is_no_handing_over(record: Store) -> None:
    """A setting that says something else asks nothing."""
    record.run(settings.put, known.HANDED_OVER, "yesterday")

    assert record.run(handing.standing) is None
