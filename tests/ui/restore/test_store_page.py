"""One of the two files does not open: the window says which, and a backup gives back that one."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes import messages
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.app.watching import Watch
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import (
    BackupKeysDiffer,
    RecoveryKeyMistyped,
    StoreDamaged,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.records import backups, clients, handing, settings
from practicenotes.reflections import reflections
from practicenotes.ui.older import OlderPage
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.from_backup import NO_FILE
from practicenotes.ui.restore.store_page import UNTYPED, StoreCare, StorePage
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries


Start = Callable[[Path], Program]

MADE = datetime(2025, 11, 18, 16, 2, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"
ACT = "put the {} store back from the backup of 2025-11-18T16:02:00.000Z"


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    return "\n".join(w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible())


def spoil(path: Path) -> None:
    """Let a bit of the first page decay."""
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


@pytest.fixture
def practice(vault: Vault, tmp_path: Path) -> Path:
    """Make a practice with Heron and a backup of it; then Wren comes, and a reflection on Heron."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    heron = factory.add_client(vault.record)
    session = factory.add_session(vault.record, heron)
    vault.record.run(backups.add, str(tmp_path / "stick"), MADE)
    vault.backup(tmp_path / "stick", at=MADE)
    factory.add_client(vault.record, "Wren")
    vault.private.run(reflections.save, factory.reflection(session, heron, "pull"), MADE)
    watch = Watch(tmp_path / "config" / "anchors")
    watch.look(vault)
    watch.keep(vault)
    vault.close()
    return vault.folder


def refused(program: Program, qtbot: QtBot, chosen: Path | None = None) -> StorePage:
    """Try the passphrase on a practice in which one file is damaged, and wait for the backup."""
    assert isinstance(program.front, Unlock)
    program.front.passphrase_given.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(program.front, StorePage))
    page = program.front
    assert isinstance(page, StorePage)
    if chosen:
        page.take_file(chosen)
    qtbot.waitUntil(lambda: "The backup of Tuesday 18 November 2025" in said(page))
    return page


def opened(program: Program, page: StorePage, qtbot: QtBot) -> Vault:
    """Type the passphrase and Enter; return the practice once its window stands."""
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    qtbot.keyClick(page.secret.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.front, Window | OlderPage))
    assert isinstance(program.front, Window)
    assert program.vault
    return program.vault


def names(vault: Vault) -> set[str]:
    """Return the clients by name."""
    now = times.on_the_wall(times.utc_now())
    return {line.code_name for line in vault.record.run(clients.find, now)}


@pytest.mark.release(20)
def test_the_record_keeps_today_where_the_reflections_are_lost(
    start: Start, practice: Path, qtbot: QtBot
) -> None:
    """The backup is found by itself; the passphrase, Enter: the practice is open where it was."""
    spoil(practice / "private-1.db")
    program = start(practice)
    page = refused(program, qtbot)
    wall = times.on_the_wall(factory.AT)
    assert "The reflections cannot be opened" in said(page)
    assert f"The file {practice / 'private-1.db'} is damaged. The record opens, and" in said(page)
    assert f"its last entry is of {times.with_weekday(wall.date())}" in said(page)
    page.next.click()
    assert page.problem() == UNTYPED
    vault = opened(program, page, qtbot)

    assert vault.folder == practice
    assert names(vault) == {"Heron", "Wren"}
    assert ACT.format("private") in [entry.act for entry in vault.private.run(entries)]
    assert ACT.format("private") in [entry.act for entry in vault.record.run(entries)]
    assert (practice / "quarantine" / "private-1.db").exists()


def test_the_reflections_keep_today_where_the_record_is_lost(
    start: Start, practice: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """What was written on the private side since is there, and the page says what becomes of it."""
    spoil(practice / "record-1.db")
    program = start(practice)
    (file,) = (tmp_path / "stick").iterdir()
    page = refused(program, qtbot, file)  # where the backups go stands in the record alone
    assert "The record cannot be opened" in said(page)
    assert "The reflections stay as they are, with all that was written in them." in said(page)
    assert "Reflections on sessions that the backup does not have are kept too." in said(page)
    vault = opened(program, page, qtbot)

    assert names(vault) == {"Heron"}
    heron = next(iter(vault.record.run(clients.find, times.on_the_wall(MADE)))).id
    assert len(vault.private.run(reflections.of_client, heron)) == 1
    for store in vault.stores:
        assert ACT.format("record") in [entry.act for entry in store.run(entries)]


def test_a_record_that_is_older_too_is_still_asked_about(
    start: Start, practice: Path, tmp_path: Path, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """Only the file that was put back is older on purpose; that the other one is, too, is told."""
    before = (practice / "record-1.db").read_bytes()
    vault = Vault.open(practice, recovery_key, SCHEMAS, at=MADE)
    factory.add_client(vault.record, "Moss")
    watch = Watch(tmp_path / "config" / "anchors")
    watch.look(vault)
    watch.keep(vault)
    vault.close()
    (practice / "record-1.db").write_bytes(before)
    spoil(practice / "private-1.db")
    program = start(practice)
    page = refused(program, qtbot)
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    page.next.click()

    qtbot.waitUntil(lambda: isinstance(program.front, OlderPage))


def test_the_sheet_does_as_well(
    start: Start, practice: Path, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """The recovery key opens it and leads to a new passphrase; Back leads to the prompt."""
    spoil(practice / "private-1.db")
    program = start(practice)
    refused(program, qtbot).back.click()
    page = refused(program, qtbot)
    page.secret.other.click()
    page.secret.key._take_paste(str(recovery_key))

    qtbot.waitUntil(lambda: isinstance(program.front, Renewal))


@pytest.mark.parametrize("how", ["both", "handed over"])
def test_where_one_file_is_not_enough_the_prompt_says_it(
    start: Start, practice: Path, recovery_key: RecoveryKey, qtbot: QtBot, how: str
) -> None:
    """Both damaged, or a copy that went to another computer: a new folder is the way, as ever."""
    if how == "both":
        spoil(practice / "record-1.db")
    else:
        vault = Vault.open(practice, recovery_key, SCHEMAS, at=MADE)
        vault.record.run(handing.hand_over, "x", MADE)
        vault.close()
    spoil(practice / "private-1.db")
    program = start(practice)
    page = program.front
    assert isinstance(page, Unlock)
    page.passphrase_given.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: "Restore the latest backup into a new folder." in said(page))

    assert program.front is page


def test_what_goes_wrong_is_one_sentence(
    qtbot: QtBot,
    theme: Theme,
    work: Work,
    tmp_path: Path,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """No file, a wrong passphrase, other keys are told, and what was typed stays."""

    def refuse(asked: Asked) -> None:
        raise BackupKeysDiffer(asked.file)

    harm = StoreDamaged(tmp_path / "private-1.db", "missing")
    care = StoreCare(tmp_path, False, harm, MADE, None, lambda _: MADE, refuse)
    page = StorePage(care, work)
    qtbot.addWidget(page)
    page.resize(864, 700)
    page.show()
    assert "is not there. If you can put it back, do that, and try again." in said(page)
    page.next.click()
    assert page.problem() == NO_FILE
    page.take_file(tmp_path / "x.backup")
    qtbot.keyClicks(page.secret.passphrase.field, PASSPHRASE)
    qtbot.waitUntil(lambda: "The file is complete" in said(page))
    page.next.click()
    qtbot.waitUntil(
        lambda: page.problem() == messages.sentence(BackupKeysDiffer(tmp_path / "x.backup"))
    )
    for error in (WrongPassphrase(), WrongRecoveryKey(), RecoveryKeyMistyped((3,))):
        page.refuse(error)
        assert page.problem() == messages.sentence(error)
    assert page.secret.text() == PASSPHRASE
    assert (clipped(page), unnamed(page)) == ([], [])
