"""What a check found damaged is repaired from the newest good backup, by one button."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

import factory
from practicenotes import messages
from practicenotes.app import copying, keeping
from practicenotes.domain import findings, times
from practicenotes.domain.copies import Mended
from practicenotes.records import backups, notes
from practicenotes.reflections import reflections
from practicenotes.ui import mending
from practicenotes.ui.backup_status import BackupStatus
from practicenotes.ui.device import Device
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault
from practicenotes.vault.audit import entries


@pytest.fixture
def practice(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, broadcast: Broadcast, tmp_path: Path
) -> Iterator[PracticePage]:
    """Show the page of a practice with one note, with copies going to a folder."""
    vault.record.run(backups.add, str(tmp_path / "copies"), times.utc_now())
    factory.sign_note(
        vault.record, factory.add_session(vault.record, factory.add_client(vault.record))
    )
    door = Tasks(vault.record.submit, broadcast)
    page = PracticePage(door, work, keeping.care(vault), times.utc_now)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not (door.busy or work.busy))
    door.deleteLater()


def test_a_damaged_note_is_whole_again_and_the_damaged_file_is_kept(
    practice: PracticePage,
    vault: Vault,
    qtbot: QtBot,
    tmp_path: Path,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
) -> None:
    """Check, repair, check: from damage to nothing to say; the trail tells which backup it was."""
    vault.backup(tmp_path / "copies", at=times.utc_now() - timedelta(hours=1))
    (was,) = vault.record.run(_every)
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    practice._verify()
    qtbot.waitUntil(practice.mending.repair.isVisible)
    assert practice.mending.repair.text().startswith("Repair from the backup of ")
    qtbot.waitUntil(lambda: clipped(practice) == [])
    assert unnamed(practice) == []

    practice.mending.repair.click()
    qtbot.waitUntil(lambda: "One entry is again" in practice.mending.said.said())
    assert not practice._found.isVisible()
    assert vault.record.run(_every) == (was,)
    assert vault.record.run(entries)[0].act.startswith("mend from the backup of ")
    assert (vault.folder / "quarantine" / "record-1.db").exists()
    practice._verify()
    qtbot.waitUntil(lambda: "Everything is as it was written." in practice._found.said())
    assert not practice.mending.isVisible()


def test_what_is_older_than_it_was_is_taken_from_the_backup(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """A draft whose words went back to yesterday's has those of the backup again."""
    client_id = factory.add_client(vault.record, "Wren")
    note = factory.write_note(vault.record, factory.add_session(vault.record, client_id))
    chosen = "SELECT * FROM note_section WHERE note_id = ?"
    old = tuple(factory.rows_of(vault.record, chosen, note.id)[0])
    vault.record.run(notes.save, note.id, {"plan": "Words of today."}, times.utc_now())
    vault.backup(tmp_path / "copies", at=times.utc_now() - timedelta(hours=1))
    holes = ", ".join("?" for _ in old)
    factory.meddle(
        vault.record,
        f"INSERT OR REPLACE INTO note_section VALUES ({holes})",
        *old,
    )
    assert "Words of today." not in str(vault.record.run(notes.get, note.id))
    practice._verify()
    qtbot.waitUntil(practice.mending.repair.isVisible)
    assert findings.STALE in practice._found.said()
    practice.mending.repair.click()
    qtbot.waitUntil(lambda: "One entry is again" in practice.mending.said.said())

    assert "Words of today." in str(vault.record.run(notes.get, note.id))
    assert vault.verify().is_sound


def test_what_the_database_itself_complains_of_is_repaired_likewise(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """A text that is no text: the words lead to the button below them, and call nothing safe."""
    vault.backup(tmp_path / "copies", at=times.utc_now() - timedelta(hours=1))
    factory.meddle(vault.record, "UPDATE note_section SET body = CAST(x'68a6' AS TEXT)")
    practice._verify()
    qtbot.waitUntil(practice.mending.repair.isVisible)

    assert practice._found.said().endswith(f"\nNothing was changed. {findings.WINDOW.record}")
    practice.mending.repair.click()
    qtbot.waitUntil(lambda: not practice.mending.repair.isVisible())
    assert "again as in the backup" in practice.mending.said.said()
    assert vault.verify().is_sound


def test_a_torn_page_that_holds_nothing_is_told_and_not_repaired(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """Everything is as it was written, and so there is no button below that."""
    vault.backup(tmp_path / "copies", at=times.utc_now())
    vault.record.on_connection(_free_some_pages)
    vault.record.set_aside(lambda: _tear_the_last_page(vault.record.path))
    practice._verify()
    qtbot.waitUntil(lambda: findings.WHOLE in practice._found.said())
    qtbot.waitUntil(lambda: not (practice._record.busy or practice._work.busy))

    assert "1 damaged page holds nothing any more." in practice._found.said()
    assert not practice.mending.isVisible()


def test_what_the_copy_of_the_day_found_leads_to_the_repair(
    practice: PracticePage, vault: Vault, broadcast: Broadcast, qtbot: QtBot, tmp_path: Path
) -> None:
    """The strip over the day says it; its button checks; after the repair it is said no more."""
    (tmp_path / "copies").mkdir()
    vault.backup(tmp_path / "copies", at=times.utc_now() - timedelta(hours=1))
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    window = Window(Device(tmp_path / "config"))
    qtbot.addWidget(window)
    door = Tasks(vault.record.submit, broadcast)
    status = BackupStatus(window, door, broadcast, times.utc_now, practice)
    practice.refresh()
    qtbot.waitUntil(lambda: bool(practice.copies.places))
    practice.copies.make()
    qtbot.waitUntil(lambda: "something is damaged" in status.strip.said())

    status.strip.acted.emit()
    qtbot.waitUntil(practice.mending.repair.isVisible)
    practice.mending.repair.click()
    qtbot.waitUntil(lambda: "damaged" not in status.strip.said())
    qtbot.waitUntil(lambda: not door.busy)
    assert vault.verify().is_sound
    door.deleteLater()


def test_a_backup_of_a_newer_program_is_told_of_the_backup(
    practice: PracticePage, vault: Vault, broadcast: Broadcast, qtbot: QtBot, tmp_path: Path
) -> None:
    """The practice is of this program, and can be repaired from another backup."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    factory.backup_of_newer(vault, tmp_path / "copies", times.utc_now() - timedelta(hours=1))
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    practice._verify()
    qtbot.waitUntil(practice.mending.repair.isVisible)
    practice.mending.repair.click()
    qtbot.waitUntil(lambda: bool(raised))

    assert messages.sentence(raised[0]).startswith("This backup was made by a newer PracticeNotes.")
    assert practice.mending.repair.isEnabled()


def test_without_a_good_backup_it_is_said_what_to_do(
    practice: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """There is no button, and one sentence asks for the disk."""
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    practice._verify()
    qtbot.waitUntil(lambda: practice.mending.said.said() == mending.NONE)

    assert not practice.mending.repair.isVisible()


def test_what_was_done_is_said_in_words() -> None:
    """One and many are told apart, and what is damaged still is not kept back."""
    assert mending.words(Mended(2, 0)).startswith("Two entries are again as in the backup.")
    assert "One entry is damaged still" in mending.words(Mended(1, 1))
    assert "“See the backups”" in mending.words(Mended(1, 1))
    assert mending.words(Mended(1, 0)).endswith(mending.ASIDE.format(of=""))
    assert findings.NOT_ALL not in mending.words(Mended(1, 0))
    assert findings.NOT_ALL in mending.words(Mended(0, 0, is_latest=False))
    assert mending.ONCE_MORE not in mending.words(Mended(1, 0))


def test_where_no_entry_was_taken_the_words_say_why() -> None:
    """A page of an index is mended without one; an entry may be damaged in the backup as well."""
    assert mending.words(Mended(0, 0)).startswith("No entry had to be taken from the backup. The")
    assert mending.words(Mended(0, 1)).startswith("No entry could be taken from the backup. One")


@pytest.mark.parametrize("is_aside", [True, False])
@pytest.mark.parametrize(
    ("refused", "mended"), [("private", "the record"), ("record", "your reflections")]
)
def test_the_file_that_was_mended_and_the_one_that_was_not_are_told_apart(
    refused: str, mended: str, is_aside: bool
) -> None:
    """What lies in the quarantine is named before the one that stays, and a way on ends it all."""
    said = mending.words(Mended(1, 0, is_aside, refused=refused))

    kept = mending.ASIDE if is_aside else mending.IN_PLACE
    told = f"{kept.format(of=f' of {mended}')} {mending.REFUSED[refused]} {mending.ONCE_MORE}"
    assert said == f"One entry is again as in the backup. {told}"


@pytest.mark.parametrize(("private", "says_so"), [(0, False), (1, True)])
def test_reflections_are_not_looked_for_in_an_older_backup(private: int, says_so: bool) -> None:
    """Looking into one shows the record alone: where reflections are damaged, that is said."""
    left = mending.words(Mended(1, 2, left_private=private))

    assert (mending.FROM_THERE in left) == says_so
    assert (mending.FROM_THERE in mending.about(reflections=bool(private))) == says_so


def test_a_reflection_that_no_repair_mends_is_said_to_come_back_otherwise(
    practice: PracticePage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    """Written after the backup and then damaged: the words above the button and behind it tell."""
    vault.backup(tmp_path / "copies", at=times.utc_now() - timedelta(hours=1))
    wren = factory.add_client(vault.record, "Wren")
    written = factory.reflection(factory.add_session(vault.record, wren), wren, "pull")
    vault.private.run(reflections.save, written, times.utc_now())
    factory.meddle(vault.private, "UPDATE facet_entry SET noticed = 'changed'")
    practice._verify()
    qtbot.waitUntil(practice.mending.repair.isVisible)
    assert mending.FROM_THERE in practice.mending.said.said()

    practice.mending.repair.click()
    qtbot.waitUntil(lambda: "One entry is damaged still" in practice.mending.said.said())
    assert mending.FROM_THERE in practice.mending.said.said()


def test_a_damaged_file_that_stays_in_its_place_is_not_said_to_lie_aside(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repair counts, and the words say when the file is moved."""
    factory.sign_note(
        vault.record, factory.add_session(vault.record, factory.add_client(vault.record))
    )
    file = vault.backup(tmp_path / "copies", at=times.utc_now())
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    monkeypatch.setattr("practicenotes.vault.changeover.files.retire", held_open)

    assert mending.words(copying.mend(vault, str(file))).endswith(mending.IN_PLACE.format(of=""))
    assert (vault.folder / "record-1.db").exists()


def _free_some_pages(connection: Connection) -> None:
    for statement in (
        "CREATE TABLE big (x BLOB)",
        "INSERT INTO big VALUES (randomblob(50000))",
        "DROP TABLE big",
    ):
        connection.exec_driver_sql(statement)


def _tear_the_last_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1000] ^= 4
    path.write_bytes(data)


def held_open(_path: Path) -> None:
    """Refuse to move a file, as a system does while another program holds it open."""
    raise PermissionError


def _every(db: object) -> object:
    from practicenotes.records import note_rows

    return note_rows.find(db)  # type: ignore[arg-type]
