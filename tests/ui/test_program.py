"""The program between its windows: prompt, desk, lock, first steps, recovery."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import loading
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.errors import FolderMissing, ProgramIncomplete
from practicenotes.records import clients, notes, settings
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.first_run import Beginning, FirstRun
from practicenotes.ui.first_run.recovery import CheckStep
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries


PASSPHRASE = "correct horse battery staple"
LONG = 20_000  # ms: deriving a key takes a while


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer that keeps nothing yet."""
    return Device(tmp_path / "config")


@pytest.fixture
def start(qapp: QApplication, theme: Theme, device: Device) -> Iterator[Callable[[Path], Program]]:
    """Give a way to start the program on a folder; it is closed behind the test."""
    started: list[Program] = []

    def begin(folder: Path) -> Program:
        program = Program(qapp, device, folder)
        started.append(program)
        program.begin()
        return program

    yield begin
    for program in started:
        program.close()
        if program.front:
            program.front.close()
            program.front.deleteLater()
        program.deleteLater()


@pytest.fixture
def unlocked(vault: Vault, start: Callable[[Path], Program]) -> Program:
    """Give the program on an open practice with one client, Heron."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(clients.add, NewClient("Heron"), datetime(2025, 8, 1, tzinfo=UTC))
    program = start(vault.folder)
    program.enter(vault)
    return program


def _type(widget: QWidget, words: str, qtbot: QtBot) -> None:
    widget.setFocus()
    qtbot.keyClicks(widget, words)


def _passphrase_field(page: QWidget) -> QLineEdit:
    return next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == "Passphrase")


def _desk(program: Program) -> Desk:
    assert program.desk
    return program.desk


def test_a_practice_is_asked_for_its_passphrase(
    start: Callable[[Path], Program], vault_folder: Path
) -> None:
    """On a folder that is a vault the prompt stands first."""
    program = start(vault_folder)

    assert isinstance(program.front, Unlock)


def test_an_empty_place_begins_the_first_run(
    start: Callable[[Path], Program], tmp_path: Path
) -> None:
    """Where there is no practice yet the first steps stand first."""
    program = start(tmp_path / "New.practice")

    assert isinstance(program.front, FirstRun)


def test_the_right_passphrase_opens_and_is_entered_in_the_trail(
    start: Callable[[Path], Program],
    vault_folder: Path,
    recovery_key: RecoveryKey,
    device: Device,
    qtbot: QtBot,
) -> None:
    """After a wrong try and a right one the practice is open and the trail tells of both."""
    program = start(vault_folder)
    page = program.front
    assert isinstance(page, Unlock)
    field = _passphrase_field(page)
    _type(field, "not this one at all", qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.failures == 1, timeout=LONG)

    field.selectAll()
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.vault is not None, timeout=LONG)

    assert program.vault is not None
    acts = [entry.act for entry in program.vault.record.run(entries)]
    assert acts[:2] == ["unlock", "failed unlocks: 1"]
    program.show_desk()
    assert isinstance(program.front, Window)
    said = program.front._status._notes["lock"].text
    assert said == "Locks after 5 min idle · one wrong try before you"
    assert device.get(known.FAILED_UNLOCKS) == 0
    assert device.get(known.LAST_VAULT) == str(vault_folder)


def test_a_program_that_was_removed_in_part_says_so_at_the_prompt(
    start: Callable[[Path], Program],
    vault_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """Nobody waits for ever: one sentence tells what to do, and the notes are safe."""
    monkeypatch.setattr(loading, "_joins", lambda: ["practicenotes.ui.removed"])
    page = start(vault_folder).front
    assert isinstance(page, Unlock)
    field = _passphrase_field(page)
    _type(field, PASSPHRASE, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert page._view.warning.said() == messages.sentence(ProgramIncomplete())
    assert not page._view.busy


def test_a_recovery_key_never_tried_is_asked_for(
    vault: Vault,
    start: Callable[[Path], Program],
    recovery_key: RecoveryKey,
    qtbot: QtBot,
) -> None:
    """A practice made in a terminal asks for its recovery key once, and opens after it."""
    program = start(vault.folder)
    program.enter(vault)
    page = program.front
    assert isinstance(page, CheckStep)

    page.typed.emit(str(recovery_key))
    qtbot.waitUntil(lambda: isinstance(program.front, Window), timeout=LONG)

    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is True


def test_a_practice_is_watched_from_the_moment_it_is_open(
    vault: Vault, start: Callable[[Path], Program]
) -> None:
    """Also while a page before the desk stands there, idle minutes lock."""
    program = start(vault.folder)
    program.enter(vault)
    assert isinstance(program.front, CheckStep)

    assert [c for c in program._presence._idle.findChildren(QTimer) if c.isActive()]
    program._presence._idle.expired.emit()

    assert isinstance(program.front, Unlock)
    assert program.vault is None


def test_the_proof_can_wait(vault: Vault, start: Callable[[Path], Program]) -> None:
    """Whoever has not the paper at hand gets in, and the key stays untried."""
    program = start(vault.folder)
    program.enter(vault)
    page = program.front
    assert isinstance(page, CheckStep)

    page.back.click()

    assert isinstance(program.front, Window)
    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is False


def test_a_recovery_key_leads_to_a_new_passphrase(
    start: Callable[[Path], Program],
    vault_folder: Path,
    recovery_key: RecoveryKey,
    qtbot: QtBot,
) -> None:
    """Opened with the recovery key, the practice takes a new passphrase and opens with it."""
    program = start(vault_folder)
    page = program.front
    assert isinstance(page, Unlock)
    page.recovery_key_given.emit(str(recovery_key))
    qtbot.waitUntil(lambda: isinstance(program.front, Renewal), timeout=LONG)
    renewal = program.front
    assert isinstance(renewal, Renewal)
    standing = renewal.focusWidget()
    assert standing
    assert standing.accessibleName() == "New passphrase"  # and not on the button at the foot

    renewal.chosen.emit("four new words for the mill")
    qtbot.waitUntil(lambda: isinstance(program.front, Window), timeout=LONG)
    program.lock()
    prompt = program.front
    assert isinstance(prompt, Unlock)
    prompt.passphrase_given.emit("four new words for the mill")
    qtbot.waitUntil(lambda: isinstance(program.front, Window), timeout=LONG)

    assert program.vault is not None


def test_locking_closes_the_stores_and_shows_nothing(unlocked: Program) -> None:
    """After the lock the prompt stands alone, no page is left, and the vault is closed."""
    window = unlocked.front
    assert isinstance(window, Window)

    unlocked.lock()

    assert isinstance(unlocked.front, Unlock)
    assert unlocked.vault is None
    assert unlocked.desk is None
    assert not window.isVisible()
    assert unlocked.front.windowTitle() == "PracticeNotes"


def test_what_was_typed_is_there_after_the_lock(
    unlocked: Program, recovery_key: RecoveryKey, vault_folder: Path, qtbot: QtBot
) -> None:
    """Locking in the middle of a word loses nothing and leads back to the same page."""
    desk = _desk(unlocked)
    assert unlocked.vault is not None
    now = datetime.now()
    heron = unlocked.vault.record.run(clients.find, now)[0].id
    desk.new_note(heron)
    qtbot.waitUntil(lambda: desk.session.record.is_open, timeout=LONG)
    editor = next(
        e for e in desk.session.findChildren(QPlainTextEdit) if e.accessibleName() == "Data"
    )
    _type(editor, "Heron came on ti", qtbot)

    unlocked.lock()
    reopened = Vault.open(vault_folder, recovery_key, _schemas(), at=datetime.now(UTC))
    note = reopened.record.run(notes.of_client, heron)[0]
    unlocked.enter(reopened)

    assert note.sections[0].text == "Heron came on ti"
    qtbot.waitUntil(_desk(unlocked).session.isVisible, timeout=LONG)


def test_first_steps_lead_to_the_desk(
    vault: Vault, start: Callable[[Path], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    """After the first run the desk stands, and asks for a first client when that was chosen."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    program = start(tmp_path / "New.practice")

    program._begin_with(vault, Beginning.FIRST_CLIENT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=LONG)
    dialog = QApplication.activeModalWidget()

    assert isinstance(program.front, Window)
    assert dialog is not None
    dialog.close()


def test_nobody_there_locks(unlocked: Program, qtbot: QtBot) -> None:
    """When the idle time is over the practice locks itself and says that all is saved."""
    unlocked._presence.gone.emit()

    assert isinstance(unlocked.front, Unlock)
    assert unlocked.vault is None


def _schemas() -> object:
    from practicenotes.app.stores import SCHEMAS

    return SCHEMAS


def test_a_second_program_is_refused_in_one_sentence(
    unlocked: Program, start: Callable[[Path], Program], vault_folder: Path, qtbot: QtBot
) -> None:
    """A practice that is open elsewhere is not opened again."""
    other = start(vault_folder)
    page = other.front
    assert isinstance(page, Unlock)
    page.passphrase_given.emit(PASSPHRASE)

    def said() -> bool:
        return any("already open" in w.accessibleName() for w in page.findChildren(QWidget))

    qtbot.waitUntil(said, timeout=LONG)

    assert other.vault is None


def test_the_warning_reaches_the_window_that_stands_there_now(
    unlocked: Program, recovery_key: RecoveryKey, vault_folder: Path
) -> None:
    """After a lock and a second opening the warning is said once, and taken back by a sign."""
    unlocked.lock()
    unlocked.enter(Vault.open(vault_folder, recovery_key, _schemas(), at=datetime.now(UTC)))
    window = unlocked.front
    assert isinstance(window, Window)

    unlocked._presence.warned.emit(20)
    warned = window._status.said()
    unlocked._presence.returned.emit()

    assert warned == "Locks in 20 seconds. Any key keeps it open."
    assert window._status.said() == "Still open."


def test_long_work_that_fails_is_told_by_the_window(
    unlocked: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    """A backup into a place where none can be made says so; it does not fail in silence."""
    nowhere = tmp_path / "a file"
    nowhere.touch()

    _desk(unlocked).practice.backup.back_up_into(nowhere)

    def told() -> bool:
        said = [w.accessibleName() for w in unlocked.front.findChildren(QWidget) if w.isVisible()]
        return messages.sentence(FolderMissing(nowhere)) in said

    qtbot.waitUntil(told, timeout=LONG)
