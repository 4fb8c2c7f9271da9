"""Where only a backup is left, an executor makes a practice out of it, and reads."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes import messages
from practicenotes.app import restoring
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.errors import ExecutorKeyMistyped, WrongExecutorKey, WrongRecoveryKey
from practicenotes.ui.device import Device
from practicenotes.ui.executor.way import IN_PARTS
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.page import RestorePage
from practicenotes.ui.restore.secret import Secret
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.vault import RecoveryKey, Vault, audit, executor
from practicenotes.vault.executor_key import ExecutorKey


PASSPHRASE = "correct horse battery staple"
LONG = 30_000  # ms


@pytest.fixture
def parts(vault: Vault, heron: ClientId) -> tuple[ExecutorKey, ExecutorKey]:
    """Give the two parts of the key of a practice."""
    return executor.split(vault, executor.make(vault, PASSPHRASE, at=factory.AT))


@pytest.fixture
def backup(vault: Vault, parts: tuple[ExecutorKey, ExecutorKey], tmp_path: Path) -> Path:
    """Give a backup of it, which is all that is left."""
    file = vault.backup(tmp_path / "backups", at=factory.AT)
    vault.close()
    return file


def asked(backup: Path, folder: Path, *typed: str) -> Asked:
    return Asked(backup, folder, "\n".join(typed), by_recovery=True)


def test_a_whole_key_is_known_for_an_executors(
    backup: Path, parts: tuple[ExecutorKey, ExecutorKey], tmp_path: Path
) -> None:
    """Typed where the recovery key goes, it opens the record of the backup for reading."""
    key = parts[0].with_part(parts[1])
    folder = tmp_path / "Found.practice"
    with closing(restoring.restore(tmp_path, asked(backup, folder, str(key)))) as found:
        assert executor.reads(found)
        assert not found.writable


def test_two_parts_come_in_either_order(
    backup: Path, parts: tuple[ExecutorKey, ExecutorKey], tmp_path: Path
) -> None:
    """Both orders open it; one part twice opens nothing, and leaves no folder behind."""
    for number, both in enumerate((parts, parts[::-1])):
        folder = tmp_path / f"Found {number}.practice"
        with closing(restoring.restore(tmp_path, asked(backup, folder, *map(str, both)))) as found:
            assert executor.reads(found)
    folder = tmp_path / "None.practice"
    for typed, error in (
        ([str(parts[0])], WrongRecoveryKey),
        ([str(parts[0])] * 2, WrongExecutorKey),
        ([str(parts[0]), "8"], ExecutorKeyMistyped),
    ):
        with pytest.raises(error):
            restoring.restore(tmp_path, asked(backup, folder, *typed))
    assert not folder.exists()


def test_the_recovery_key_still_opens_all_of_it(
    backup: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Whoever has the recovery key is no executor: both stores are open and can be written."""
    folder = tmp_path / "Found.practice"
    with closing(restoring.restore(tmp_path, asked(backup, folder, str(recovery_key)))) as found:
        assert not executor.reads(found)
        assert found.private


# --- in the window -------------------------------------------------------------------------------


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, backup: Path, vault_folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Give the program in front of the restore page."""
    started = Program(qapp, Device(tmp_path / "config"), vault_folder)
    started.begin(expected=True)
    assert isinstance(started.front, Unlock)
    started.front.restore_wanted.emit()
    yield started
    started._prompt.executing.close()
    started.close()
    if started.front:
        started.front.close()
        started.front.deleteLater()
    started.deleteLater()


def put(fields: QWidget, key: ExecutorKey) -> None:
    for field, group in zip(fields._fields, key.groups, strict=True):  # type: ignore[attr-defined]
        field.setText(group)


def test_an_executor_restores_and_reads(
    program: Program,
    backup: Path,
    parts: tuple[ExecutorKey, ExecutorKey],
    recovery_key: RecoveryKey,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """From the page of a restore, with both parts, straight to the contacts; the trail has it."""
    page = program.front
    assert isinstance(page, RestorePage)
    page.take_file(backup)
    folder = tmp_path / "new"
    page.take_folder(folder)
    secret = page.secret
    secret.other.click()
    secret.parts.click()
    put(secret.key, parts[1])
    put(secret.second, parts[0])
    page.next.click()
    executing = program._prompt.executing
    qtbot.waitUntil(lambda: executing.desk is not None, timeout=LONG)
    assert executing.desk
    desk = executing.desk
    qtbot.waitUntil(lambda: bool(desk.contacts.cards), timeout=LONG)
    assert executing.vault
    made = executing.vault.folder
    executing.lock()
    with closing(Vault.open(made, recovery_key, SCHEMAS, at=times.utc_now())) as found:
        acts = [entry.act for entry in found.record.run(audit.by, audit.EXECUTOR)]
    assert acts[0].startswith("restore")
    assert acts[1:] == ["unlock", "read all contacts", "lock"]


def test_one_part_is_told_to_be_wrong(
    program: Program, backup: Path, parts: tuple[ExecutorKey, ExecutorKey], qtbot: QtBot
) -> None:
    """A part by itself opens nothing; the page says so, and what was typed stays."""
    page = program.front
    assert isinstance(page, RestorePage)
    page.take_file(backup)
    page.secret.other.click()
    put(page.secret.key, parts[0])
    page.next.click()
    told = messages.of_backup(WrongRecoveryKey())
    qtbot.waitUntil(lambda: page.problem() == told, timeout=LONG)
    assert page.secret.key.complete


def test_parts_are_asked_for_only_of_executors(qtbot: QtBot, theme: Theme) -> None:
    """With the passphrase, or where no executor is expected, there is nothing about parts."""
    for expected in (True, False):
        secret = Secret(executor=expected)
        qtbot.addWidget(secret)
        secret.show()
        assert not secret.parts.isVisible()
        secret.other.click()
        assert secret.parts.isVisible() == expected
        secret.close()


def test_a_key_in_parts_is_complete_with_both(
    qtbot: QtBot, theme: Theme, parts: tuple[ExecutorKey, ExecutorKey], vault: Vault
) -> None:
    """The second part is waited for, marked by itself, and forgotten with the first."""
    secret = Secret(executor=True)
    qtbot.addWidget(secret)
    secret.show()
    secret.other.click()
    secret.parts.click()
    put(secret.key, parts[0])
    assert not secret.complete
    put(secret.second, parts[1])
    assert secret.complete
    assert secret.text() == f"{parts[0]}\n{parts[1]}"
    secret.show_wrong((2,), part=2)
    assert [field.property("wrong") for field in secret.second._fields][:3] == [False, True, False]
    secret.parts.click()
    assert secret.parts.text() == IN_PARTS
    assert secret.text() == str(parts[0])
    secret.forget()
    assert secret.second.key().replace("-", "") == ""
