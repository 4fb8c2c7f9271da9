"""From a backup file and nothing else to an open practice; what goes wrong is one sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app.program import Program
from practicenotes.domain import times
from practicenotes.errors import BackupMissing, BackupUnreadable, WrongPassphrase
from practicenotes.records import clients
from practicenotes.ui.first_run import FirstRun
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.restore.from_backup import NO_FILE, UNTYPED
from practicenotes.ui.restore.page import RestorePage
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey
from practicenotes.vault.audit import entries


Start = Callable[[Path], Program]

PASSPHRASE = "correct horse battery staple"


def press(page: QWidget | None, words: str) -> None:
    """Press the button with these words, with the space bar."""
    assert page
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    next(b for b in buttons if b.text().replace("&", "") == words).click()


def opened_page(program: Program) -> RestorePage:
    """Go to the page of a restore from whatever stands first."""
    press(program.front, "Restore from a backup…")
    assert isinstance(program.front, RestorePage)
    return program.front


def pick(monkeypatch: pytest.MonkeyPatch, page: RestorePage, file: Path) -> None:
    """Choose a file as the dialog of the system would."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.choose.click()


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    return "\n".join(w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible())


def test_a_new_computer_gets_the_practice_back_by_keyboard(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File, passphrase, Enter: the practice is open in a new folder, and the trail tells of it."""
    new = tmp_path / "new" / "Main.practice"
    program = start(new)
    assert isinstance(program.front, FirstRun)
    page = opened_page(program)

    press(page, "Restore and open")
    assert page.problem() == NO_FILE
    pick(monkeypatch, page, file)
    qtbot.waitUntil(lambda: "The backup of Tuesday 18 November 2025" in said(page))
    qtbot.keyClick(page.secret.passphrase.field, Qt.Key.Key_Return)
    assert page.problem() == UNTYPED
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    qtbot.keyClick(page.secret.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.front, Window))

    assert program.vault
    assert program.vault.folder == new
    now = times.on_the_wall(times.utc_now())
    assert [line.code_name for line in program.vault.record.run(clients.find, now)] == ["Heron"]
    acts = [entry.act for entry in program.vault.record.run(entries)]
    assert "restore the backup of 2025-11-18T16:02:00.000Z" in acts
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_recovery_key_opens_it_and_offers_a_new_passphrase(
    start: Start,
    file: Path,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the prompt of a practice whose passphrase is lost; that practice is not touched."""
    before = {path.name: path.read_bytes() for path in vault_folder.iterdir()}
    program = start(vault_folder)
    page = opened_page(program)
    pick(monkeypatch, page, file)
    press(page, "Use the recovery key")
    page.secret.key._take_paste(str(recovery_key))
    qtbot.waitUntil(lambda: isinstance(program.front, Renewal))

    assert program.vault
    assert program.vault.folder == vault_folder.with_name("Main.practice")
    assert {path.name: path.read_bytes() for path in vault_folder.iterdir()} == before


def test_what_goes_wrong_is_one_sentence_and_leaves_nothing(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign file, a damaged one, a wrong passphrase: each is told, and no folder is made."""
    new = tmp_path / "new" / "Main.practice"
    page = opened_page(start(new))
    foreign = tmp_path / "letter.pdf"
    foreign.write_bytes(b"%PDF")
    damaged = shutil.copy(file, tmp_path / "damaged.backup")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    gone = BackupMissing(tmp_path / "gone.backup")
    for error in (BackupUnreadable(foreign), BackupUnreadable(damaged), gone):
        pick(monkeypatch, page, error.path)
        told = messages.of_backup(error)
        qtbot.waitUntil(lambda told=told: page.problem() == told)
        page.next.click()
        assert page.problem() == told  # and not that none was chosen

    pick(monkeypatch, page, file)
    qtbot.waitUntil(lambda: "18 November" in said(page))
    qtbot.keyClicks(page.secret.passphrase.field, "not this one at all")
    page.next.click()
    qtbot.waitUntil(lambda: page.problem() == messages.of_backup(WrongPassphrase()))

    assert page.next.isEnabled()
    assert not new.parent.exists() or list(new.parent.iterdir()) == []


def test_back_leads_where_one_came_from(start: Start, vault_folder: Path, tmp_path: Path) -> None:
    """To the prompt from the prompt, and to the first steps from the first steps."""
    for folder, kind in ((vault_folder, Unlock), (tmp_path / "new.practice", FirstRun)):
        program = start(folder)
        opened_page(program).back.click()
        assert isinstance(program.front, kind)


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
@pytest.mark.parametrize("by_recovery", [False, True])
def test_every_word_has_room(
    start: Start,
    tmp_path: Path,
    theme: Theme,
    qtbot: QtBot,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
    by_recovery: bool,
) -> None:
    """In large text and a small window the page is read whole, and each part has its name."""
    theme.set_text_size(size)
    page = opened_page(start(tmp_path / "new.practice"))
    if by_recovery:
        page.secret.other.click()
    page.resize(width, 700)
    QApplication.processEvents()

    qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []
