"""An executor in the window: contacts, then a record; nothing is written but the trail."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import factory
from factory import AT
from outgoing import Papers
from practicenotes import messages
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.executor import NOBODY
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.newer import Kind, Newer
from practicenotes.domain.people import ClientId
from practicenotes.errors import DiskFull, RowDamaged, StoreClosed, StoreDamaged
from practicenotes.records import letterheads
from practicenotes.ui.device import Device
from practicenotes.ui.executor.contacts import AGAIN, ContactsPage
from practicenotes.ui.executor.desk import ReadingDesk
from practicenotes.ui.executor.manner import READ_ONLY
from practicenotes.ui.executor.reading import NOTHING_CHOSEN
from practicenotes.ui.executor.way import ExecutorView
from practicenotes.ui.papers.choosing import ChoiceDialog
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Store, Vault, audit
from practicenotes.vault.database import PAGE
from practicenotes.vault.executor_key import ExecutorKey
from practicenotes.vault.store import driver_of


CANARY = "a canary in the private store"
NOTED = "Bring one sentence to the next hour."
LONG = 30_000  # ms


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, key: ExecutorKey, vault_folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Give the program in front of the locked practice, on a computer that knows nothing of it."""
    started = Program(qapp, Device(tmp_path / "config"), vault_folder)
    started.begin(expected=True)
    yield started
    started._prompt.executing.close()
    started.close()
    if started.front:
        started.front.close()
        started.front.deleteLater()
    started.deleteLater()


def come_in(program: Program, key: ExecutorKey, qtbot: QtBot) -> ReadingDesk:
    """Come in with the key, as it stands on the sheet."""
    page = program.front
    assert isinstance(page, Unlock)
    page._turn_to_executor()
    view = page.findChildren(ExecutorView)[0]
    for field, group in zip(view.first._fields, key.groups, strict=True):
        field.setText(group)
    view.unlock.click()
    executing = program._prompt.executing
    qtbot.waitUntil(lambda: executing.desk is not None, timeout=LONG)
    assert executing.desk
    desk = executing.desk
    qtbot.waitUntil(lambda: bool(desk.contacts.cards), timeout=LONG)
    return desk


def said(page: QWidget) -> str:
    return "\n".join(each.accessibleName() or each.text() for each in page.findChildren(QLabel))


def read(file: Path) -> str:
    """Return the words of a PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def written_to(store: Store) -> list[str]:
    """Return the list into which SQLite puts every table that it writes a row of."""
    seen: list[str] = []
    store.on_connection(
        lambda connection: driver_of(connection).driver.set_update_hook(
            lambda _kind, _database, table, _row: seen.append(table)
        )
    )
    return seen


@pytest.mark.release(32, 38)
def test_an_executor_reads_and_nothing_else(
    program: Program,
    key: ExecutorKey,
    heron: ClientId,
    recovery_key: RecoveryKey,
    qtbot: QtBot,
    papers: Papers,
    tmp_path: Path,
) -> None:
    """From the sheet to a saved record: contacts first, no reflection, each view in the trail."""
    desk = come_in(program, key, qtbot)
    vault = program._prompt.executing.vault
    assert vault
    seen = written_to(vault.record)
    with pytest.raises(StoreClosed):
        _ = vault.private
    told = said(desk.contacts)
    assert READ_ONLY in told
    assert told.index("0151 2345") < told.index("In an emergency") < told.index("0171 99")
    assert "Next appointments" in told
    desk.contacts.read()

    qtbot.waitUntil(lambda: len(desk.contacts.cards) == 1 and bool(seen), timeout=LONG)
    desk.contacts.cards[0].read.click()
    reading = desk.reading
    qtbot.waitUntil(lambda: not reading.sentence, timeout=LONG)
    assert NOTED in " ".join(reading.preview.text().split())
    assert CANARY not in reading.preview.text() + said(reading)
    assert READ_ONLY in said(reading)

    qtbot.keyClick(program.front, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [dialog] = [d for d in reading.findChildren(ChoiceDialog) if d.isVisible()]
    dialog._save()
    file = tmp_path / "heron.pdf"
    papers.save_to(reading, file)
    qtbot.waitUntil(lambda: file.exists() and seen.count("audit") >= 3, timeout=LONG)
    assert CANARY not in read(file)

    assert set(seen) == {"audit", "audit_state"}
    qtbot.waitUntil(lambda: not papers.open(reading))
    assert program.front
    program.front.activateWindow()
    qtbot.waitUntil(program.front.isActiveWindow)
    qtbot.keyClick(program.front, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.front, Unlock)
    assert program._prompt.executing.vault is None
    with closing(Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now())) as again:
        done = again.record.run(audit.by, audit.EXECUTOR)
        assert again.verify().is_sound
    assert [(entry.act, entry.object) for entry in done] == [
        ("unlock", "vault"),
        ("read all contacts", "vault"),
        ("read all contacts", "vault"),
        ("read record", f"client:{heron}"),
        ("save the record", f"client:{heron}"),
        ("lock", "vault"),
    ]


@pytest.mark.release(32)
def test_the_list_of_contacts_goes_out_and_that_is_entered(
    program: Program, key: ExecutorKey, qtbot: QtBot, papers: Papers, tmp_path: Path
) -> None:
    """Ctrl+P asks for a printer, the menu for a place; the list has no reflection in it."""
    desk = come_in(program, key, qtbot)
    vault = program._prompt.executing.vault
    assert program.front
    assert vault

    def entered() -> list[str]:
        return [entry.act for entry in vault.record.run(audit.by, audit.EXECUTOR)][2:]

    qtbot.keyClick(program.front, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    papers.print_to(desk.contacts, tmp_path / "printed.pdf")
    qtbot.waitUntil(lambda: entered() == ["print all contacts"], timeout=LONG)
    qtbot.waitUntil(lambda: not papers.open(desk.contacts))
    desk._save_contacts()
    saved = tmp_path / "saved.pdf"
    assert papers.save_to(desk.contacts, saved) == "Contacts.pdf"
    qtbot.waitUntil(lambda: entered()[1:] == ["save all contacts"], timeout=LONG)
    listed = read(saved)
    assert listed.index("0151 2345") < listed.index("In an emergency") < listed.index("0171 99")
    assert CANARY not in listed


def test_a_newer_copy_beside_it_is_told(
    program: Program,
    key: ExecutorKey,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    qtbot: QtBot,
) -> None:
    """Above the contacts stands where the therapist went on, and how it is opened."""
    beside = shutil.copytree(vault_folder, vault_folder.with_name("Newer.practice"))
    with closing(Vault.open(beside, recovery_key, SCHEMAS, at=times.utc_now())) as there:
        there.record.run(audit.append, "lock", "vault", times.utc_now())
    strip = come_in(program, key, qtbot).contacts.newer
    qtbot.waitUntil(strip.isVisible, timeout=LONG)
    assert f"is newer than this one. It is {beside}. At the prompt, “Open another”" in strip.said()


def test_an_executor_who_is_not_there_is_locked_out(
    program: Program, key: ExecutorKey, qtbot: QtBot
) -> None:
    """When the time without a key is over, the prompt stands there and the record is closed."""
    come_in(program, key, qtbot)
    program._prompt.executing.presence.gone.emit()
    assert isinstance(program.front, Unlock)
    assert program._prompt.executing.vault is None


class Recorded:
    """Stands where the fresh process would begin, and notes what it is told and what is open."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.told: list[tuple[Path, bool, bool]] = []

    def take_over(self, folder: Path, *, automatic: bool) -> None:
        held = self._program._prompt.executing.vault is not None
        self.told.append((folder, automatic, held))


def test_a_lock_gives_way_to_a_fresh_process(
    program: Program, key: ExecutorKey, vault_folder: Path, qtbot: QtBot
) -> None:
    """The record is closed before another process asks for a key of the same practice."""
    come_in(program, key, qtbot)
    after = Recorded(program)
    program.successor = after  # type: ignore[assignment]
    program._prompt.executing.lock()
    assert after.told == [(vault_folder, False, False)]
    program._prompt.executing.lock()
    assert len(after.told) == 1


def test_a_closed_window_closes_the_record(
    program: Program, key: ExecutorKey, qtbot: QtBot
) -> None:
    """Nothing stays open behind a window that was closed; nothing is asked."""
    come_in(program, key, qtbot)
    assert isinstance(program.front, Window)
    program.front.close()
    assert program._prompt.executing.vault is None


def test_a_wrong_key_is_told_and_counted(program: Program, qtbot: QtBot) -> None:
    """The sentence of a key that opens nothing stands at the prompt, and the try is remembered."""
    page = program.front
    assert isinstance(page, Unlock)
    page._turn_to_executor()
    view = page.findChildren(ExecutorView)[0]
    page.executor_key_given.emit(str(ExecutorKey(bytes(20))))
    qtbot.waitUntil(lambda: bool(view.warning.said()), timeout=LONG)
    assert "Look for the other part, or for a newer sheet." in view.warning.said()
    assert program._device.get(known.FAILED_UNLOCKS) == 1


# --- the first page by itself --------------------------------------------------------------------


@pytest.fixture
def contacts(
    qtbot: QtBot, theme: Theme, record: Store, broadcast: Broadcast, work: Work
) -> Iterator[ContactsPage]:
    """Give the first page on a record."""
    door = Tasks(record.submit, broadcast)
    page = ContactsPage(door, work, times.utc_now)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not door.busy)
    door.deleteLater()


def test_a_client_is_found_by_code_name_and_by_name(
    contacts: ContactsPage, heron: ClientId, qtbot: QtBot
) -> None:
    """Typing leaves whoever fits, and says when nobody does."""
    contacts.read()
    qtbot.waitUntil(lambda: bool(contacts.cards))
    [card] = contacts.cards
    for typed, fits in (("weber", True), ("HER", True), ("otter", False), ("", True)):
        contacts.search.setText(typed)
        assert card.isVisible() == fits
        assert contacts.none.isVisible() != fits


def test_a_practice_without_clients_says_so(contacts: ContactsPage, qtbot: QtBot) -> None:
    """One sentence, and the one thing that can be done: lock; there is no list to print."""
    contacts.read()
    qtbot.waitUntil(lambda: bool(contacts.findChildren(EmptyState)))
    [state] = contacts.findChildren(EmptyState)
    assert NOBODY in said(state)
    assert not contacts.out.isVisible()
    assert not contacts.out.print.isEnabled()
    with qtbot.waitSignal(contacts.lock_wanted):
        state.button.click()


def test_what_cannot_be_entered_is_not_shown(
    contacts: ContactsPage, heron: ClientId, qtbot: QtBot
) -> None:
    """When the trail takes no entry, nobody is shown; a sentence says why."""
    contacts._refuse(DiskFull())
    [state] = contacts.findChildren(EmptyState)
    assert contacts.cards == []
    assert not contacts.out.isVisible()
    assert messages.sentence(DiskFull()) in said(state)
    assert state.button.text() == AGAIN
    state.button.click()
    qtbot.waitUntil(lambda: bool(contacts.cards))
    assert contacts.out.isVisible()


def test_a_damaged_place_leads_to_a_backup_at_the_prompt(
    contacts: ContactsPage, record: Store, heron: ClientId, qtbot: QtBot
) -> None:
    """Their window has no page that repairs anything, so none is named."""

    def wear() -> None:
        data = bytearray(record.path.read_bytes())
        data[PAGE:] = bytes(len(data) - PAGE)
        record.path.write_bytes(data)

    record.set_aside(wear)
    contacts.read()
    qtbot.waitUntil(lambda: bool(contacts.findChildren(EmptyState)))

    [state] = contacts.findChildren(EmptyState)
    assert messages.to_reader(StoreDamaged(record.path, "place")) in said(state)
    assert "Practice page" not in said(state)


def test_a_damaged_letterhead_leads_to_a_button_of_the_prompt(
    vault: Vault, program: Program, key: ExecutorKey, recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """Over the record and in the window the same is said, and the prompt has what it names."""
    with closing(Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now())) as before:
        before.record.run(letterheads.save, Letterhead(language="de-DE"), AT)
        factory.meddle(before.record, "UPDATE letterhead SET language = 'fr-FR'")
    told = messages.to_reader(RowDamaged("letterhead", ""))
    desk = come_in(program, key, qtbot)
    desk.contacts.cards[0].read.click()
    qtbot.waitUntil(lambda: desk.reading.sentence == told, timeout=LONG)
    program._background.broadcast.raised.emit(RowDamaged("letterhead", ""))
    assert desk._window.problem.said() == told

    program._prompt.executing.lock()
    assert program.front
    named = [each.text().replace("&", "") for each in program.front.findChildren(QPushButton)]
    assert "Restore from a backup…" in named
    assert "“Restore from a backup…” at the prompt" in told


def test_a_sentence_in_the_place_of_the_pages_begins_under_their_head(
    program: Program, key: ExecutorKey, qtbot: QtBot
) -> None:
    """It does not lie against the edge of the window."""
    desk = come_in(program, key, qtbot)
    page = desk.reading
    desk._window.show_page(page)
    [state] = page.findChildren(EmptyState)

    def left(part: QWidget) -> int:
        return part.mapTo(page, QPoint()).x()

    qtbot.waitUntil(lambda: left(state.button) == left(page.back))


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_or_without_a_name(
    program: Program, key: ExecutorKey, theme: Theme, qtbot: QtBot, size: int, unnamed, clipped
) -> None:
    """In a small window and with large text both pages are whole, and every control has a name."""
    theme.set_text_size(size)
    desk = come_in(program, key, qtbot)
    desk.tell_of(Newer(Path("/media/stick/Copies of March/Practice.practice"), AT, Kind.FOLDER))
    assert program.front
    program.front.resize(1024, 700)
    for page in (desk.contacts, desk.reading):
        desk._window.show_page(page)
        assert unnamed(page) == []
        qtbot.waitUntil(lambda page=page: clipped(page) == [])
    assert desk.reading.sentence == NOTHING_CHOSEN
