"""The practice goes to another computer: one live copy, and one that is only read."""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app import restoring
from practicenotes.app.handed import compare
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.errors import DiskFull, FolderInside, PracticeHandedOver
from practicenotes.messages import sentence
from practicenotes.records import clients, handing, settings
from practicenotes.ui.device import Device
from practicenotes.ui.earlier.page import InsidePage
from practicenotes.ui.executor.banner import Banner
from practicenotes.ui.executor.desk import ReadingDesk
from practicenotes.ui.executor.manner import Act, entering_nothing
from practicenotes.ui.hand_over import HandOverSheet
from practicenotes.ui.handed import COMPARE, TAKE_BACK, WORD, TakeBack, over
from practicenotes.ui.restore.asked import Asked
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Store, Vault, audit
from practicenotes.vault.audit import entries


LONG = 30_000  # ms


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
        program._prompt.executing.close()
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


def reading(program: Program, qtbot: QtBot) -> ReadingDesk:
    """Wait for the pages of a copy that is only read."""
    executing = program._prompt.executing
    desk = executing.desk
    assert desk
    qtbot.waitUntil(lambda: bool(desk.contacts.cards or desk.contacts.findChildren(EmptyState)))
    return desk


def link(program: Program, words: str) -> LinkButton:
    """Return what the line over the page in front offers."""
    assert program.front
    buttons = program.front.findChildren(LinkButton)
    return next(each for each in buttons if each.isVisible() and each.text() == words)


def handed_over(vault: Vault, tmp_path: Path) -> Path:
    """Hand a practice with one client over, and close it; return the backup."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(clients.add, NewClient("Heron"), times.utc_now())
    file = handing.pass_on(vault, tmp_path / "stick", times.utc_now())
    vault.close()
    return file


def gone_on(file: Path, key: RecoveryKey, tmp_path: Path) -> Path:
    """Go on with it on the other computer, and return a backup of that."""
    folder = tmp_path / "there" / "Main.practice"
    asked = Asked(file, folder, str(key), by_recovery=True)
    with closing(restoring.restore(tmp_path / "there" / "anchors", asked)) as vault:
        vault.record.run(clients.add, NewClient("Wren"), times.utc_now())
        return vault.backup(tmp_path / "back", at=times.utc_now())


def test_the_practice_goes_on_elsewhere_and_the_copy_that_stayed_is_read(
    vault: Vault,
    start: Callable[..., Program],
    recovery_key: RecoveryKey,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sheet, folder, lock; opened there without a question, and here for reading."""
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
    reading(here, qtbot)
    copy = here._prompt.executing.vault
    assert copy
    standing = handing.found(copy)
    assert standing
    assert standing.file == str(file)
    assert here.desk is None
    assert over(standing.at) in said(here.front)


def test_the_copy_is_read_and_compared_and_nothing_in_it_changes(
    vault: Vault,
    start: Callable[..., Program],
    recovery_key: RecoveryKey,
    tmp_path: Path,
    qtbot: QtBot,
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """A record is read, what the other computer has is named, and the file stays bit by bit."""
    folder = vault.folder
    file = handed_over(vault, tmp_path)
    theirs = gone_on(file, recovery_key, tmp_path)
    before = (folder / "record-1.db").read_bytes()
    here = start("here", Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now()))
    desk, window = reading(here, qtbot), here.front
    assert isinstance(window, Window)
    desk.contacts.cards[0].read.click()
    qtbot.waitUntil(lambda: not desk.reading.sentence, timeout=LONG)
    assert not desk.reading.out.isVisible()
    assert unnamed(window) == []
    copy = here._prompt.executing.vault
    assert copy
    for store in (copy.record, copy.private):
        with pytest.raises(PracticeHandedOver):
            store.run(audit.append, "unlock", "vault", times.utc_now())
    with pytest.raises(PracticeHandedOver):
        copy.change_passphrase("any", "thing", at=times.utc_now())

    compare(copy, here._prompt._background.work, window, str(theirs))
    qtbot.waitUntil(lambda: "In that copy, and not here: one client file." in said(window))
    page = window.page
    assert isinstance(page, InsidePage)
    assert not any(card.bring.isVisible() for card in page.cards)
    page.back.click()
    qtbot.waitUntil(lambda: not list(folder.glob("*.part")))
    here._prompt.executing.close()
    assert (folder / "record-1.db").read_bytes() == before


def test_the_copy_is_taken_back_with_a_word(
    vault: Vault,
    start: Callable[..., Program],
    recovery_key: RecoveryKey,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """The line over the pages leads to the question; then it is the practice again, for good."""
    folder = vault.folder
    handed_over(vault, tmp_path)
    here = start("here", Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now()))
    reading(here, qtbot)
    link(here, TAKE_BACK).click()
    assert here.front
    (dialog,) = here.front.findChildren(TakeBack)
    dialog.word.setText("yes")
    assert not dialog.main.isEnabled()
    dialog.word.setText(WORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: here.desk is not None, timeout=LONG)
    assert here.vault
    assert acts(here.vault.record)[:2] == ["unlock", "use a copy that was handed over"]
    here.lock()
    here.enter(Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now()))
    assert here.desk


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


def test_no_backup_stays_behind_where_the_mark_was_not_taken(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A practice went or it stayed: there are never two that can be written in."""

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(handing, "hand_over", full)
    with pytest.raises(DiskFull):
        handing.pass_on(vault, tmp_path / "stick", times.utc_now())

    assert list((tmp_path / "stick").iterdir()) == []
    assert handing.found(vault) is None


def test_a_mark_that_was_taken_all_the_same_keeps_its_backup(vault: Vault, tmp_path: Path) -> None:
    """Whoever stops waiting for the mark does not undo it: the practice went."""
    stopped = Event()

    def busy(_db: object) -> None:
        stopped.wait()

    def stop() -> None:
        signal.raise_signal(signal.SIGINT)
        stopped.set()

    def at_the_end(share: float) -> None:
        if share == 1.0:
            vault.record.submit(busy)
            Timer(0.1, stop).start()

    with pytest.raises(KeyboardInterrupt):
        handing.pass_on(vault, tmp_path / "stick", times.utc_now(), at_the_end)

    (file,) = (tmp_path / "stick").iterdir()
    standing = handing.found(vault)
    assert standing
    assert standing.file == str(file)


def test_a_stop_at_the_last_moment_of_a_backup_takes_it_back(vault: Vault, tmp_path: Path) -> None:
    """It had its name, and nobody was told of it: it goes, and this copy is the practice."""

    def stop(share: float) -> None:
        if share == 1.0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        handing.pass_on(vault, tmp_path / "stick", times.utc_now(), stop)

    assert not (tmp_path / "stick").exists()
    assert handing.found(vault) is None


def test_locked_again_it_stays_handed_over(
    vault: Vault, start: Callable[..., Program], recovery_key: RecoveryKey, qtbot: QtBot
) -> None:
    """Whoever leaves it as it is finds it so, and the trail tells of nothing."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(handing.hand_over, "a.backup", times.utc_now())
    told = acts(vault.record)
    program = start("here", vault)
    reading(program, qtbot)
    program._prompt.executing.lock()

    assert isinstance(program.front, Unlock)
    again = Vault.open(vault.folder, recovery_key, SCHEMAS, at=times.utc_now())
    standing, now = handing.found(again), acts(again.record)
    again.close()
    assert standing
    assert standing.file == "a.backup"
    assert now == told


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_has_room(
    qtbot: QtBot,
    theme: Theme,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window the line over the pages and the question are read whole."""
    theme.set_text_size(size)
    file = "/media/stick/PracticeNotes_8dd76a49_20251118T160200Z.backup"
    offered = Act(COMPARE, lambda: None), Act(TAKE_BACK, lambda: None)
    page = QWidget()
    qtbot.addWidget(page)
    stack = QVBoxLayout(page)
    stack.addWidget(Banner(entering_nothing(over(times.utc_now()), *offered)))
    stack.addStretch()
    page.resize(width, 700)
    page.show()
    dialog = TakeBack(page, times.utc_now(), file)
    dialog.open()

    qtbot.waitUntil(lambda: clipped(page) == [])
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert unnamed(page) == []
    dialog.reject()


def test_the_copy_is_not_taken_back_while_the_disk_takes_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and what cannot be entered is not done."""
    vault.record.run(handing.hand_over, "a.backup", times.utc_now())
    handing.guard(vault)

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(handing, "take_back", full)
    with pytest.raises(DiskFull):
        handing.resume(vault, times.utc_now())

    with pytest.raises(PracticeHandedOver):
        vault.record.run(clients.add, NewClient("Wren"), times.utc_now())


def test_what_cannot_be_read_is_no_handing_over(record: Store) -> None:
    """A setting that says something else asks nothing."""
    record.run(settings.put, known.HANDED_OVER, "yesterday")

    assert record.run(handing.standing) is None
