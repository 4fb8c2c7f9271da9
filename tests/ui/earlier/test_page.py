"""A backup is looked into, what differs is said, and one note or one file comes back from it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import factory
from factory import AT, later
from practicenotes.app import keeping
from practicenotes.domain.copies import Found
from practicenotes.domain.earlier import (
    ComparedFile,
    ComparedNote,
    EarlierFile,
    EarlierNote,
    Standing,
)
from practicenotes.domain.notes import NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import BackupUnreadable
from practicenotes.messages import sentence
from practicenotes.records import notes
from practicenotes.ui.backups_page import BackupsPage
from practicenotes.ui.earlier import words
from practicenotes.ui.earlier.page import InsidePage
from practicenotes.ui.earlier.reading import EarlierReading
from practicenotes.ui.earlier.terms import BACKUP
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


@pytest.fixture
def door(vault: Vault, broadcast: Broadcast) -> Iterator[Tasks]:
    """Give the door to the record."""
    door = Tasks(vault.record.submit, broadcast)
    yield door
    door.deleteLater()


@pytest.fixture
def changed(vault: Vault, tmp_path: Path) -> tuple[Path, list[NoteId]]:
    """Make a backup of three notes; since then one was changed and the last was lost."""
    heron = factory.add_client(vault.record)
    ids = [
        factory.write_note(
            vault.record, factory.add_session(vault.record, heron), {"plan": f"number {n}"}
        ).id
        for n in range(3)
    ]
    file = vault.backup(tmp_path / "copies", at=later(days=1))
    vault.record.run(notes.save, ids[1], {"plan": "number one, and more"}, AT)
    for table, column in (("note_section", "note_id"), ("note", "id")):
        factory.meddle(vault.record, f"DELETE FROM {table} WHERE {column} = ?", ids[2])
    return file, ids


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, door: Tasks, changed: tuple[Path, Any]
) -> Iterator[InsidePage]:
    """Show what is in that backup."""
    care = keeping.care(vault).copies
    page = InsidePage(door, work, care.look_into, lambda: later(days=2))
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.open(Found(str(changed[0]), later(days=1), True, True, {}))
    page.show()
    qtbot.waitUntil(lambda: len(page.cards) == 1)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not (door.busy or work.busy))


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    labels = page.findChildren(QLabel)
    return "\n".join(each.accessibleName() or each.text() for each in labels if each.isVisible())


def test_one_note_is_read_and_brought_back_and_nothing_is_left(
    page: InsidePage, vault: Vault, changed: tuple[Path, list[NoteId]], qtbot: QtBot
) -> None:
    """The lost one comes as it was, the changed one beside itself; then the unpacked copy goes."""
    _, ids = changed
    assert "not here any more: one note. One note reads differently now." in said(page)
    reads, lost = page.cards[0].rows
    reads.read.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(EarlierReading)))
    (sheet,) = page.findChildren(EarlierReading)
    assert sheet.said.said() == BACKUP.legend
    assert "added “" in sheet.sheet.accessibleDescription()
    with qtbot.waitSignal(page.told, check_params_cb=lambda told: "beside" in told):
        sheet.main.click()
    qtbot.waitUntil(lambda: "One note was written since" in said(page))
    lost = page.cards[0].rows[1]
    with qtbot.waitSignal(page.told, check_params_cb=lambda told: told.startswith("Back again: ")):
        lost.bring.click()
    qtbot.waitUntil(lambda: len(page.cards[0].rows) == 1)

    texts = [
        section.text
        for note in vault.record.run(notes.of_client, vault.record.run(notes.get, ids[0]).client_id)
        for section in note.sections
    ]
    assert sorted(texts) == ["number 0", "number 1", "number 2", "number one, and more"]
    assert len(list(vault.folder.glob("*.part"))) == 1
    page.hide()
    qtbot.waitUntil(lambda: list(vault.folder.glob("*.part")) == [])


def test_what_is_missing_of_a_file_comes_in_one_go(
    page: InsidePage, vault: Vault, changed: tuple[Path, list[NoteId]], qtbot: QtBot
) -> None:
    """The lost note is here again; what was changed since stays as it is."""
    page.cards[0].rows[1].read.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(EarlierReading)))
    (sheet,) = page.findChildren(EarlierReading)
    assert sheet.said.said() == BACKUP.alone
    sheet.reject()
    page.cards[0].bring.click()
    qtbot.waitUntil(lambda: len(page.cards[0].rows) == 1)

    _, ids = changed
    found = [vault.record.run(notes.get, each).sections[0].text for each in ids]
    assert found == ["number 0", "number one, and more", "number 2"]
    assert not page.cards[0].bring.isVisible()


def test_a_backup_that_cannot_be_read_is_told(
    page: InsidePage, vault: Vault, changed: tuple[Path, list[NoteId]], qtbot: QtBot
) -> None:
    """One sentence stands in place of the differences, and nothing was unpacked."""
    file, _ = changed
    file.write_bytes(b"something else")
    page.open(Found(str(file), later(days=1), True, True, {}))

    qtbot.waitUntil(lambda: sentence(BackupUnreadable(file)) in said(page))
    qtbot.waitUntil(lambda: list(vault.folder.glob("*.part")) == [])
    assert page.cards == []


def test_the_way_in_stands_at_each_backup(
    qtbot: QtBot, vault: Vault, work: Work, door: Tasks, changed: tuple[Path, Any], theme: Theme
) -> None:
    """*Look into it* asks for the page of that backup."""
    page = BackupsPage(door, work, keeping.care(vault), lambda: later(days=2))
    qtbot.addWidget(page)
    page._show(0, keeping.care(vault).copies.overview((factory_place(changed[0]),)))
    with qtbot.waitSignal(page.look_wanted):
        page.rows[0].look.click()
    page.inside.deleteLater()


def test_a_file_from_elsewhere_is_looked_into(
    qtbot: QtBot,
    vault: Vault,
    work: Work,
    door: Tasks,
    changed: tuple[Path, Any],
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is chosen by hand, lies in no folder that is known, and its page says its day."""
    file, _ = changed
    page = BackupsPage(door, work, keeping.care(vault), lambda: later(days=2))
    qtbot.addWidget(page)
    qtbot.addWidget(page.inside)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.look_wanted.connect(page.inside.show)
    page.other.click()

    qtbot.waitUntil(lambda: "The backup of 19 November 2025" in said(page.inside))
    qtbot.waitUntil(lambda: len(page.inside.cards) == 1)
    page.inside.hide()
    qtbot.waitUntil(lambda: list(vault.folder.glob("*.part")) == [])


def factory_place(file: Path) -> Any:
    """Return the folder of a backup as one that was chosen."""
    from practicenotes.domain.copies import Place

    return Place(str(file.parent), AT)


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (864, 200)])
def test_every_word_has_room(
    page: InsidePage,
    theme: Theme,
    qtbot: QtBot,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text and a small window the page is read whole, and each button has its name."""
    theme.set_text_size(size)
    page.resize(width, 700)

    qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []


def test_differences_are_one_sentence() -> None:
    """Counts in words, one and many told apart, and nothing where nothing differs."""
    note = EarlierNote(NoteId("n"), factory.DAY, "SOAP", NoteState.SIGNED, "")
    file = EarlierFile(ClientId("c"), "Heron", ())
    stand = (Standing.GONE, Standing.GONE, Standing.DIFFERS, Standing.DAMAGED)
    all_of_them = tuple(ComparedNote(note, each) for each in stand)
    found = ComparedFile(file, True, all_of_them, {"frame entries": 1, "letters": 2}, 1)

    assert words.differences([found, ComparedFile(file, False, ())]) == (
        "In the backup, and not here any more: one client file, two notes, two letters and one"
        " frame entry. One note reads differently now. One note is damaged here. One note was"
        " written since."
    )
    assert words.differences([]) == "Nothing differs from now."
    assert words.of_note(all_of_them[0]) == "18 November 2025, SOAP, signed"


def test_what_came_of_a_client_file_is_told_with_what_has_no_room() -> None:
    """Nothing is called back that did not come, and the way of the note by itself is named."""
    assert words.brought("Heron", 3, 0) == "Back again: what was missing of Heron."
    assert words.brought("Heron", 0, 1) == (
        "Nothing came of Heron. One signed note has no room here."
        " Bring each back by itself, as a draft."
    )
