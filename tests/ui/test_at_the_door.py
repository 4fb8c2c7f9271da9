"""What goes wrong while a practice is opened is told at the prompt, and nothing stays half open."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import at_the_door, keeping
from practicenotes.app.executing import Executing
from practicenotes.app.program import Program
from practicenotes.app.restoring import restore
from practicenotes.app.stores import SCHEMAS
from practicenotes.app.watching import Watch
from practicenotes.errors import DiskFailing, DiskFull, RowDamaged
from practicenotes.records import handing
from practicenotes.ui.device import Device
from practicenotes.ui.first_run import FirstRun
from practicenotes.ui.first_run.recovery import CheckStep
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.older import OlderPage
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.restore.page import RestorePage
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.vault import RecoveryKey, Vault, executor
from practicenotes.vault.anchor import Older


NOW = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
DAMAGED = RowDamaged("setting", "a")

Start = Callable[[Path], Program]


@pytest.fixture
def start(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Give a way to start the program on a folder; it is closed behind the test."""
    started: list[Program] = []

    def begin(folder: Path) -> Program:
        program = Program(qapp, Device(tmp_path / "config"), folder)
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


def fails(error: Exception) -> Callable[..., bool]:
    """Return what raises this error, whatever it is called with."""

    def raising(*_: object, **_named: object) -> bool:
        raise error

    return raising


def prompt(program: Program) -> Unlock:
    """Return the prompt that stands first."""
    assert isinstance(program.front, Unlock)
    return program.front


def seen(page: QWidget) -> set[str]:
    """Return all words that stand on a page."""
    return {each.accessibleName() for each in page.findChildren(QWidget) if each.isVisible()}


def is_free(folder: Path, key: RecoveryKey) -> bool:
    """Say whether nothing holds the practice any more; raises VaultBusy."""
    with closing(Vault.open(folder, key, SCHEMAS, at=NOW)):
        return True


def test_a_mistake_of_ours_while_opening_leads_back_to_the_prompt(
    start: Start, vault: Vault, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, the field ready for another try, and the practice closed again."""
    program = start(vault.folder)
    page = prompt(program)
    page._view.set_busy(True)
    monkeypatch.setattr(keeping, "is_proven", fails(ZeroDivisionError("he said it was fine")))

    with pytest.raises(ZeroDivisionError):  # its place is told on the error channel
        program.enter(vault)

    assert prompt(program) is page
    assert page._view.warning.said() == messages.UNEXPECTED
    assert not page.is_trying
    assert program.vault is None
    assert is_free(vault.folder, recovery_key)


def test_what_stops_the_way_in_behind_another_page_is_told_at_the_prompt(
    start: Start, vault: Vault, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question whether it is an older copy does not stay with buttons that do nothing."""
    program = start(vault.folder)
    program._hold(vault)
    program._show(OlderPage(NOW, None, parted=False))
    monkeypatch.setattr("practicenotes.app.offers.make", fails(DAMAGED))

    program.show_desk()

    assert prompt(program)._view.warning.said() == messages.sentence(DAMAGED)
    assert (program.vault, program.desk) == (None, None)
    assert is_free(vault.folder, recovery_key)


def test_an_executor_is_led_back_too(
    start: Start,
    vault: Vault,
    recovery_key: RecoveryKey,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """Whoever only reads is told as well, and can try again."""
    key = executor.make(vault, recovery_key, at=NOW)
    vault.close()
    program = start(vault.folder)
    page = prompt(program)
    page._turn_to_executor()
    monkeypatch.setattr(Executing, "enter", fails(DAMAGED))

    page._try(page.executor_key_given, str(key))

    qtbot.waitUntil(lambda: page._view.warning.said() == messages.sentence(DAMAGED))
    assert is_free(vault.folder, recovery_key)


def test_the_first_steps_tell_what_nobody_claimed(start: Start, tmp_path: Path) -> None:
    """No step waits for ever for something that has failed."""
    program = start(tmp_path / "New.practice")
    assert isinstance(program.front, FirstRun)
    program.front.step.set_busy(True)

    program.tell(DiskFailing(tmp_path))

    assert program.front.step.problem() == messages.sentence(DiskFailing(tmp_path))
    assert program.front.step.next.isEnabled()


def test_what_fails_behind_the_prompt_is_not_told_to_a_stranger(vault: Vault, start: Start) -> None:
    """What the stores behind it refuse is not told and ends no try; a mistake of ours does."""
    program = start(vault.folder)
    program._hold(vault)
    at_the_door.tell(program, DAMAGED)
    assert prompt(program)._view.warning.said() == ""

    prompt(program)._view.set_busy(True)
    at_the_door.tell(program, DAMAGED)
    assert (prompt(program)._view.warning.said(), prompt(program).is_trying) == ("", True)
    at_the_door.tell(program, RuntimeError("program.py line 1"))
    assert prompt(program)._view.warning.said() == messages.UNEXPECTED
    assert not prompt(program).is_trying


def _no_practice(start: Start, folder: Path) -> Program:
    gone = folder.parent / "file"
    gone.write_text("no folder")
    return start(gone)


def _synchronised(start: Start, folder: Path) -> Program:
    return start(folder.parent / "Dropbox" / "Main.practice")


def _restore(start: Start, folder: Path) -> Program:
    program = start(folder)
    prompt(program).restore_wanted.emit()
    return program


def _keys(start: Start, folder: Path) -> Program:
    program = start(folder)
    program._prompt._rebuild_keys(folder)
    return program


def _older(start: Start, folder: Path) -> Program:
    program = start(folder)
    program._show(OlderPage(NOW, None, parted=False))
    return program


def _renewal(start: Start, folder: Path) -> Program:
    program = start(folder)
    program._show(Renewal(lambda _: None, lambda _: 0))
    return program


def _untried_key(start: Start, folder: Path) -> Program:
    program = start(folder)
    program._show(CheckStep())
    return program


@pytest.mark.parametrize(
    "stands", [_no_practice, _synchronised, _restore, _keys, _older, _renewal, _untried_key]
)
def test_every_page_before_the_practice_tells_what_nobody_claimed(
    start: Start, vault_folder: Path, stands: Callable[[Start, Path], Program]
) -> None:
    """It stands above the foot, whose buttons can be pressed, and nothing is said to go on."""
    program = stands(start, vault_folder)
    page = program.front
    assert isinstance(page, Sheet)
    said = seen(page)
    page.set_busy(True)

    program.tell(DiskFailing(None))

    assert page._problem.isVisible()
    assert page.problem() == messages.sentence(DiskFailing(None))
    assert page.next.isEnabled()
    assert seen(page) - {page.problem()} == said


def test_what_stops_an_executor_after_a_restore_is_told_at_the_prompt(
    start: Start,
    vault: Vault,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """The folder was made, so the page of the restore is of no use any more; nothing stays open."""
    key = executor.make(vault, recovery_key, at=NOW)
    file = vault.backup(tmp_path / "stick", at=NOW)
    program = start(vault.folder)
    vault.close()
    prompt(program).restore_wanted.emit()
    page = program.front
    assert isinstance(page, RestorePage)
    asked = Asked(file, tmp_path / "Again.practice", str(key), by_recovery=True)
    restored = restore(tmp_path / "anchors", asked)
    monkeypatch.setattr("practicenotes.app.newer.tell", fails(DAMAGED))

    page.opened.emit(restored, asked)

    assert prompt(program)._view.warning.said() == messages.sentence(DAMAGED)
    assert program.folder == asked.folder
    assert is_free(asked.folder, recovery_key)


def test_an_answer_that_no_disk_takes_is_told_where_it_was_given(
    vault: Vault, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That an older copy was restored on purpose can be said again, on the page that asks."""
    program = start(vault.folder)
    older = Older(NOW, NOW, parted=False)
    monkeypatch.setattr(Watch, "look", lambda *_: older)
    program.enter(vault)
    page = program.front
    assert isinstance(page, OlderPage)
    with monkeypatch.context() as full:
        full.setattr(Watch, "agree", fails(DiskFull(None)))
        page.confirm.click()
    assert page.problem() == messages.sentence(DiskFull(None))
    assert program.front is page

    page.confirm.click()

    assert isinstance(program.front, CheckStep)


def test_a_copy_that_was_handed_over_and_cannot_be_shown_is_closed(
    start: Start, vault: Vault, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes on about it behind the prompt that says why."""
    program = start(vault.folder)
    vault.record.run(handing.hand_over, "a.backup", NOW)
    executing = program._prompt.executing
    monkeypatch.setattr("practicenotes.ui.executor.desk.ReadingDesk.begin", fails(DAMAGED))

    program.enter(vault)

    assert prompt(program)._view.warning.said() == messages.sentence(DAMAGED)
    assert (executing.vault, executing.desk, executing.window) == (None, None, None)
    assert not executing.presence._idle._quiet.isActive()
    assert is_free(vault.folder, recovery_key)
