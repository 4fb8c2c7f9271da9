"""A practice that another computer has open, in the window: read on, told of, and opened again."""

import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes import messages
from practicenotes.app.program import Program
from practicenotes.app.reading_on import ReadingOn, read_on
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.errors import DiskFailing, VaultBusy, WrongPassphrase
from practicenotes.records import clients, settings
from practicenotes.ui.device import Device
from practicenotes.ui.reading_on import WORD, NotOpenThere
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.key_fields import KeyFields
from practicenotes.vault import RecoveryKey, Vault, executor, files


LONG = 30_000  # ms
MARK = b'{"host":"OFFICE-PC","pid":7,"since":"2026-03-12T09:12:00+00:00"}'


def said(page: QWidget | None) -> str:
    """Return every word that is seen."""
    assert page
    labels = page.findChildren(QLabel)
    return "\n".join(each.accessibleName() or each.text() for each in labels if each.isVisible())


@pytest.fixture
def there(
    vault: Vault, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Vault]:
    """Give a practice with one client as OFFICE-PC has it open."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    factory.add_client(vault.record)
    vault.close()
    with monkeypatch.context() as other:
        other.setattr(platform, "node", lambda: "OFFICE-PC")
        opened = Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now())
    yield opened
    opened.close()


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, vault_folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Give the program of this computer, in front of the same folder."""
    started = Program(qapp, Device(tmp_path / "config"), vault_folder)
    yield started
    started._prompt.executing.close()
    started.close()
    if started.front:
        started.front.close()
        started.front.deleteLater()
    started.deleteLater()


def come_in(program: Program, key: RecoveryKey, qtbot: QtBot) -> None:
    """Type the recovery key, and wait for the pages."""
    program.begin(expected=True)
    assert isinstance(program.front, Unlock)
    program.front.recovery_key_given.emit(str(key))
    executing = program._prompt.executing
    qtbot.waitUntil(lambda: executing.desk is not None, timeout=LONG)
    assert executing.desk
    contacts = executing.desk.contacts
    qtbot.waitUntil(lambda: bool(contacts.cards), timeout=LONG)


def test_it_is_read_on_and_what_is_written_meanwhile_is_told(
    there: Vault, program: Program, recovery_key: RecoveryKey, qtbot: QtBot, tmp_path: Path
) -> None:
    """Where it is open; stale pages say so; read anew they are of now; then it is closed."""
    before = sorted(path.name for path in there.folder.glob("*[!l]"))
    come_in(program, recovery_key, qtbot)
    assert "Open on OFFICE-PC since" in said(program.front)
    executing = program._prompt.executing
    (on,) = executing.findChildren(ReadingOn)
    on.look()
    there.record.run(clients.add, NewClient("Wren"), times.utc_now())
    on.look()
    qtbot.waitUntil(lambda: "OFFICE-PC has written since" in said(program.front), timeout=LONG)
    assert executing.desk
    desk = executing.desk
    assert len(desk.contacts.cards) == 1
    on.read_anew()
    qtbot.waitUntil(lambda: len(desk.contacts.cards) == 2, timeout=LONG)
    assert "Open on OFFICE-PC since" in said(program.front)
    assert sorted(path.name for path in there.folder.glob("*[!l]")) == before

    assert executing.vault
    with pytest.raises(VaultBusy):
        executing.vault.record.run(clients.add, NewClient("Rook"), times.utc_now())
    there.close()
    on.look()
    qtbot.waitUntil(lambda: "OFFICE-PC has closed the practice" in said(program.front))
    executing.lock()
    assert isinstance(program.front, Unlock)
    assert not (tmp_path / "config" / "reading").exists()


def test_a_folder_that_cannot_be_reached_is_read_anew_once_it_is_back(
    there: Vault, program: Program, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """The sentence stays where it is, and so it names the button that leads on."""
    come_in(program, recovery_key, qtbot)
    (on,) = program._prompt.executing.findChildren(ReadingOn)
    away = there.folder.rename(there.folder.with_name("Away.practice"))
    on.look()
    qtbot.waitUntil(lambda: "could not be reached" in said(program.front), timeout=LONG)
    away.rename(there.folder)
    named = said(program.front).partition("choose “")[2].partition("”")[0]
    assert program.front
    shown = [each for each in program.front.findChildren(QPushButton) if each.isVisible()]
    [anew] = [each for each in shown if each.text().replace("&", "") == named]
    anew.click()

    qtbot.waitUntil(lambda: "Open on OFFICE-PC since" in said(program.front), timeout=LONG)
    assert on._clock.isActive()


@pytest.mark.parametrize(
    "stops", ["ui.executor.desk.ReadingDesk.__init__", "ui.reading_on.over"], ids=["late", "early"]
)
def test_a_copy_that_cannot_be_shown_is_gone_at_once(
    there: Vault,
    program: Program,
    recovery_key: RecoveryKey,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stops: str,
) -> None:
    """The prompt says why, and no file of the practice stays where it was copied to."""

    def stop(*_: object, **__: object) -> None:
        assert list((tmp_path / "config" / "reading").iterdir())
        raise DiskFailing(None)

    monkeypatch.setattr(f"practicenotes.{stops}", stop)
    program.begin(expected=True)
    page = program.front
    assert isinstance(page, Unlock)

    page.recovery_key_given.emit(str(recovery_key))

    sentence = messages.sentence(DiskFailing(None))
    qtbot.waitUntil(lambda: page._view.warning.said() == sentence, timeout=LONG)
    assert not (tmp_path / "config" / "reading").exists()


def test_one_that_was_left_open_is_opened_again_with_a_word(
    vault: Vault, program: Program, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """No lock tells, only the mark; once it is said to be closed there, it opens as ever."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    factory.add_client(vault.record)
    vault.close()
    (vault.folder / files.LOCK).write_bytes(MARK)
    come_in(program, recovery_key, qtbot)
    assert "Opened on OFFICE-PC, 12 March" in said(program.front)
    (on,) = program._prompt.executing.findChildren(ReadingOn)
    on.ask()
    assert program.front
    (dialog,) = program.front.findChildren(NotOpenThere)
    assert not dialog.main.isEnabled()
    dialog.word.setText(WORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: isinstance(program.front, Unlock), timeout=LONG)

    Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now()).close()


def test_an_executor_opens_one_that_was_left_open_with_a_word(
    vault: Vault, program: Program, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """The sentence says so, the word is asked for over it, and the key need not be typed again."""
    key = executor.make(vault, recovery_key, at=times.utc_now())
    vault.close()
    (vault.folder / files.LOCK).write_bytes(MARK)
    program.begin(expected=True)
    page = program.front
    assert isinstance(page, Unlock)
    page._turn_to_executor()
    page.findChildren(KeyFields)[0]._take_paste(str(key))
    page.try_again()
    qtbot.waitUntil(lambda: bool(page.findChildren(NotOpenThere)), timeout=LONG)
    assert "say that it is not open there any more" in said(page)
    (dialog,) = page.findChildren(NotOpenThere)
    assert dialog.focusWidget() is dialog.word
    dialog.word.setText(WORD)
    dialog.main.click()

    executing = program._prompt.executing
    qtbot.waitUntil(lambda: executing.desk is not None, timeout=LONG)
    assert page.failures == 0


def test_an_executor_a_wrong_key_and_this_computer_are_refused_and_leave_nothing(
    there: Vault, tmp_path: Path
) -> None:
    """What an executor reads must be entered; a practice open here is brought to the front."""
    found = files.busy(there.folder)
    assert found.is_elsewhere
    with pytest.raises(VaultBusy):
        read_on(found, "execute", "any", tmp_path / "reading")
    with pytest.raises(VaultBusy):
        read_on(VaultBusy(there.folder, platform.node()), "unlock", "any", tmp_path / "reading")
    with pytest.raises(WrongPassphrase):
        read_on(found, "unlock", "a wrong passphrase", tmp_path / "reading")

    assert not (tmp_path / "reading").exists()


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_of_the_question_has_room(
    qtbot: QtBot,
    theme: Theme,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window it is read whole."""
    theme.set_text_size(size)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 700)
    window.show()
    dialog = NotOpenThere(window, "OFFICE-PC")
    dialog.open()

    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert unnamed(dialog) == []
    dialog.reject()
