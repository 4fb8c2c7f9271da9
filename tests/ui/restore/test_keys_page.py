"""Both key files are lost: the window says so calmly, and a backup gives the keys back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app.program import Program
from practicenotes.domain import times
from practicenotes.errors import BackupUnreadable, KeysUnfit, RecoveryKeyMistyped, WrongPassphrase
from practicenotes.records import clients
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.restore.from_backup import NO_FILE, UNTYPED
from practicenotes.ui.restore.keys_page import KeysCare, KeysPage
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey
from practicenotes.vault.audit import entries
from practicenotes.vault.header import COPIES


Start = Callable[[Path], Program]

PASSPHRASE = "correct horse battery staple"


def press(page: QWidget | None, words: str) -> None:
    """Press the button with these words."""
    assert page
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    next(b for b in buttons if b.text().replace("&", "") == words).click()


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    return "\n".join(w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible())


def lost(program: Program, qtbot: QtBot) -> KeysPage:
    """Try the passphrase on a practice whose key files are gone."""
    assert isinstance(program.front, Unlock)
    program.front.passphrase_given.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(program.front, KeysPage))
    assert isinstance(program.front, KeysPage)
    return program.front


@pytest.mark.release(25)
def test_the_practice_opens_with_the_keys_of_a_backup(
    start: Start, file: Path, vault_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File, passphrase, Enter: the practice is open as it was, and the trail tells of it."""
    for name in COPIES:
        (vault_folder / name).unlink()
    program = start(vault_folder)
    page = lost(program, qtbot)
    assert str(vault_folder) in said(page)
    press(page, "Take the keys and open")
    assert page.problem() == NO_FILE
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.choose.click()
    qtbot.waitUntil(lambda: "The backup of Tuesday 18 November 2025" in said(page))
    qtbot.keyClick(page.secret.passphrase.field, Qt.Key.Key_Return)
    assert page.problem() == UNTYPED
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    qtbot.keyClick(page.secret.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.front, Window))

    assert program.vault
    assert program.vault.folder == vault_folder
    now = times.on_the_wall(times.utc_now())
    assert [line.code_name for line in program.vault.record.run(clients.find, now)] == ["Heron"]
    acts = [entry.act for entry in program.vault.record.run(entries)]
    assert "take the keys out of a backup" in acts


@pytest.mark.release(25)
def test_the_sheet_does_as_well_and_leads_to_a_new_passphrase(
    start: Start, file: Path, vault_folder: Path, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """A backup beside the practice is found by itself; the way back leads to the prompt."""
    beside = vault_folder.with_name(f"{vault_folder.stem} backups")
    beside.mkdir()
    file.rename(beside / file.name)
    for name in COPIES:
        (vault_folder / name).write_bytes(b"")
    program = start(vault_folder)
    press(lost(program, qtbot), "Back")
    page = lost(program, qtbot)
    qtbot.waitUntil(lambda: "The backup of Tuesday 18 November 2025" in said(page))
    page.secret.other.click()
    press(page, "Take the keys and open")
    assert page.problem() == messages.sentence(RecoveryKeyMistyped())
    page.secret.setFocus()
    for sign in str(recovery_key).replace("-", ""):
        qtbot.keyClicks(page.focusWidget(), sign)
    qtbot.waitUntil(lambda: isinstance(program.front, Renewal))


def test_what_goes_wrong_is_one_sentence(
    qtbot: QtBot,
    theme: Theme,
    work: Work,
    tmp_path: Path,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """No backup, a wrong passphrase and keys of another time are told, and what was typed stays."""

    def refuse(file: Path) -> object:
        raise BackupUnreadable(file)

    care = KeysCare(tmp_path / "Main.practice", tmp_path / "x.backup", refuse, lambda _: None)
    page = KeysPage(care, work)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.problem()))

    assert page.problem() == messages.of_backup(BackupUnreadable(tmp_path / "x.backup"))
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    for error in (WrongPassphrase(), KeysUnfit(care.folder), RecoveryKeyMistyped((3,))):
        page.refuse(error)
        assert page.problem() == messages.of_backup(error)
    assert page.secret.text() == PASSPHRASE
    assert (clipped(page), unnamed(page)) == ([], [])
