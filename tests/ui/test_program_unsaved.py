"""What no store takes is never given up: not by a lock, not by a closed window."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.errors import DiskFailing, MemoryShort, StoreClosed, WorkUnsaved
from practicenotes.records import clients, notes, settings
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import SAVED, UNSAVED, Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Store, Vault


LONG = 20_000  # ms: deriving a key takes a while
WORDS = "He spoke of his brother for the first time. " * 600  # more than the pages at hand hold


@dataclass
class Full:
    """The program on an open practice whose record can grow no more, with words just typed."""

    program: Program
    client: ClientId
    window: Window

    @property
    def desk(self) -> Desk:
        assert self.program.desk
        return self.program.desk

    def free(self) -> None:
        """Give the disk its room back."""
        assert self.program.vault
        _let_grow(self.program.vault.record, pages=1_000_000)


def _let_grow(store: Store, pages: int) -> None:
    """Set how far a store may grow, past the guard that lets no operation do so."""

    def work(connection: Any) -> None:
        driver = connection.connection.driver_connection.driver
        guard, driver.authorizer = driver.authorizer, None
        driver.execute(f"PRAGMA max_page_count = {pages}")
        driver.authorizer = guard

    store.on_connection(work)


@pytest.fixture
def full(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Iterator[Full]:
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    client = vault.record.run(clients.add, NewClient("Heron"), datetime(2025, 8, 1, tzinfo=UTC))
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    assert isinstance(program.front, Window)
    made = Full(program, client, program.front)
    made.desk.new_note(client)
    qtbot.waitUntil(lambda: made.desk.session.record.is_open, timeout=LONG)
    qtbot.waitUntil(lambda: not made.desk.has_unsaved)
    _let_grow(vault.record, pages=1)
    made.desk.session.record.form.editor("data").setPlainText(WORDS)
    yield made
    if program.vault:
        made.free()
    program.close()
    cover.discard(w for w in (program.front, made.window) if w and shiboken6.isValid(w))
    program.deleteLater()


@pytest.fixture
def starved(full: Full, monkeypatch: pytest.MonkeyPatch) -> Full:
    """Give the same with room on the disk, where memory has run out for the record's thread."""
    full.free()
    assert full.program.save()
    assert full.program.vault

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as short:
        short.setattr(Future, "set_result", fail)
        with pytest.raises(MemoryShort):
            full.program.vault.record.run(lambda _db: None)
    return full


def _said(page: QWidget | None) -> list[str]:
    assert page
    return [widget.accessibleName() for widget in page.findChildren(QWidget)]


def _in_sight() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def _legal_name() -> list[QLineEdit]:
    """Return the field of the open sheet."""
    over = QApplication.activeModalWidget()
    lines = over.findChildren(QLineEdit) if over else []
    return [each for each in lines if each.accessibleName() == "Legal name"]


def _kept(vault: Vault, client: ClientId) -> str:
    return vault.record.run(notes.of_client, client)[0].sections[0].text


@pytest.mark.release(10)
def test_a_lock_keeps_what_the_disk_does_not_take(full: Full) -> None:
    """The prompt stands, nothing of the client is in sight, and the words are still there."""
    full.program.lock(automatic=True)

    assert isinstance(full.program.front, Unlock)
    assert UNSAVED in _said(full.program.front)
    assert SAVED not in _said(full.program.front)
    assert _in_sight() == [full.program.front]
    assert full.desk.session.record.form.editor("data").toPlainText() == WORDS


@pytest.mark.release(10)
def test_the_key_brings_the_words_back(full: Full, recovery_key: RecoveryKey, qtbot: QtBot) -> None:
    """Whoever has the key sees the page as it was left, and goes on writing."""
    full.program.lock()
    page = full.program.front
    assert isinstance(page, Unlock)

    page.recovery_key_given.emit(str(recovery_key))
    qtbot.waitUntil(full.window.isVisible, timeout=LONG)

    assert full.program.front is full.window
    assert full.desk.session.record.form.editor("data").toPlainText() == WORDS
    full.free()
    assert full.program.save()


def test_a_wrong_key_shows_nothing(full: Full, qtbot: QtBot) -> None:
    """A passphrase that does not fit leaves the windows hidden, and is counted."""
    full.program.lock()
    page = full.program.front
    assert isinstance(page, Unlock)

    page.passphrase_given.emit("not this one at all")
    qtbot.waitUntil(lambda: page.failures == 1, timeout=LONG)

    assert not full.window.isVisible()


def test_a_store_without_memory_for_its_thread_is_locked_all_the_same(starved: Full) -> None:
    """With all saved the prompt stands in front, and nobody holds the keys any more."""
    vault = starved.program.vault
    assert vault
    starved.program.lock(automatic=True)

    assert isinstance(starved.program.front, Unlock)
    assert _in_sight() == [starved.program.front]
    assert starved.program.vault is None
    with pytest.raises(StoreClosed):
        vault.with_keys(lambda ring: ring)


def test_words_that_a_store_without_memory_does_not_take_are_hidden(starved: Full) -> None:
    """What was typed since waits behind the prompt, as where the disk is full; quitting ends it."""
    starved.desk.session.record.form.editor("data").setPlainText("No store takes this.")
    starved.program.lock(automatic=True)

    assert UNSAVED in _said(starved.program.front)
    assert _in_sight() == [starved.program.front]
    assert starved.desk.has_unsaved
    starved.program.close()
    assert starved.program.vault is None


def test_whatever_goes_wrong_in_a_lock_hides_the_words(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours on the way is told, and the prompt stands in front all the same."""

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(full.desk, "flush", fail)
        with pytest.raises(MemoryError):
            full.program.lock(automatic=True)

    assert UNSAVED in _said(full.program.front)
    assert _in_sight() == [full.program.front]


@pytest.mark.release(5, 10)
def test_the_lock_ends_as_soon_as_all_is_saved(full: Full, qtbot: QtBot) -> None:
    """When the disk has room again, the words are kept and the practice is closed behind them."""
    vault = full.program.vault
    assert vault
    full.program.lock(automatic=True)

    full.free()
    qtbot.waitUntil(lambda: full.program.vault is None, timeout=LONG)

    assert SAVED in _said(full.program.front)
    assert full.program.desk is None


def test_the_cursor_in_a_sheet_is_found_again_after_a_lock_that_waited(
    full: Full, qtbot: QtBot, recovery_key: RecoveryKey
) -> None:
    """It is taken up before the windows are hidden: behind the prompt nothing has the keyboard."""
    full.desk.show_client(full.client)
    full.desk.clients.edit_again(full.client)
    qtbot.waitUntil(lambda: bool(_legal_name()), timeout=LONG)
    _legal_name()[0].setFocus()
    qtbot.keyClicks(_legal_name()[0], "Ann Lee")
    _legal_name()[0].setCursorPosition(3)
    full.program.lock(automatic=True)
    full.free()
    qtbot.waitUntil(lambda: full.program.vault is None, timeout=LONG)

    full.program.enter(Vault.open(full.program.folder, recovery_key, SCHEMAS, at=datetime.now(UTC)))

    qtbot.waitUntil(lambda: bool(_legal_name()), timeout=LONG)
    back = _legal_name()[0]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is back, timeout=LONG)
    qtbot.waitUntil(lambda: (back.text(), back.cursorPosition()) == ("Ann Lee", 3), timeout=LONG)


def test_a_window_that_cannot_save_stays_open_once(full: Full) -> None:
    """Closing says what is not kept, anew on another page; once more, after any error, leaves."""
    full.desk.practice._form.field("address").setPlainText(WORDS)
    said = messages.sentence(WorkUnsaved())
    first = full.window.close()
    told = _said(full.window)
    still_open = full.program.vault is not None
    full.window.show_page(full.desk.today)
    elsewhere = full.window.close()
    told_anew = full.window.problem.said()
    full.program.tell(DiskFailing(None))
    last = full.window.close()

    assert (first, still_open, elsewhere, last) == (False, True, False, True)
    assert said in told
    assert told_anew == said
    assert full.program.vault is None


def test_a_window_that_could_save_meanwhile_stays_open_once_more(full: Full, qtbot: QtBot) -> None:
    """The sentence goes with its cause, and a later trouble is told before anything is left."""
    problem = full.window.problem
    full.window.close()
    full.free()
    qtbot.waitUntil(lambda: not full.desk.has_unsaved, timeout=LONG)
    qtbot.waitUntil(problem.isHidden, timeout=LONG)
    assert full.program.vault
    _let_grow(full.program.vault.record, pages=1)
    full.desk.session.record.form.editor("plan").setPlainText(WORDS * 3)

    assert not full.window.close()
    assert problem.said() == messages.sentence(WorkUnsaved())
    assert full.program.vault


def test_closing_a_window_saves_first(
    full: Full, recovery_key: RecoveryKey, vault_folder: Path
) -> None:
    """With room on the disk, the last word before the window closed is in the store."""
    full.free()

    closed = full.window.close()

    assert closed
    reopened = Vault.open(vault_folder, recovery_key, SCHEMAS, at=datetime.now(UTC))
    kept = _kept(reopened, full.client)
    reopened.close()
    assert kept == WORDS


def test_a_form_that_is_kept_behind_the_prompt_does_not_come_back(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    """A window that is gone by the time of the key is not missed by the others."""
    window, form = QWidget(), QWidget()
    for each in (window, form):
        qtbot.addWidget(each)
        each.show()
    waiting = cover.Cover(window, lambda: False)
    waiting.draw(None)
    shiboken6.delete(form)

    assert waiting.lift() is window
    assert window.isVisible()
