"""Damage, a newer practice, forbidden places and full disks, met in a real window."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import damage
import pytest
from journey import CODE_NAME, PASSPHRASE, opened
from real_window import Program, Screen, keyboard
from refusal import state

import disks
from practicenotes.domain import times
from practicenotes.records import clients, notes
from practicenotes.vault import RecoveryKey


LINE = "Heron came on time. "
DOUBLED = 10  # times: more than the pages at hand hold
FRESH = "seven lanterns by the mill"
NEWER = "This practice was written by a newer PracticeNotes. Nothing was changed. Install "
KEYS = (
    "Both key files in {folder} are lost or damaged. What else lies there was not touched. Any"
    " backup that was made since the keys were last replaced can give the keys back; the newest is"
    " best. Your notes stay as they are now."
)
RECORD = (
    "The file {folder}/record-1.db is damaged. The reflections stay as they are, with all that was"
    " written in them. A backup gives the record back as on its day; what was written there since"
    " is not in it. The newest is best."
)
TOLD = {
    "keys": KEYS,
    "record": RECORD,
    "newer program": f"{NEWER}version 99.1 or a later one to open it.",
    "newer tables": f"{NEWER}the newest version to open it.",
}
HARM: dict[str, Callable[[Path, RecoveryKey], object]] = {
    "keys": lambda folder, _: damage.spoil_keys(folder),
    "record": lambda folder, _: damage.blank(folder / "record-1.db", damage.PAGE),
    "newer program": lambda folder, _: damage.need_newer_program(folder),
    "newer tables": damage.need_newer_tables,
}


def unlock(program: Program) -> None:
    """Give the passphrase."""
    program.go_to("Passphrase")
    program.write(PASSPHRASE)
    program.press("Return")


def begin_note(program: Program) -> None:
    """Unlock, and go to the note of today's session with the one client."""
    unlock(program)
    program.find("Who comes today")
    program.press("ctrl+2")
    program.says(CODE_NAME)
    program.find("New session note")
    program.press("ctrl+n")


@pytest.mark.parametrize("harm", HARM)
def test_what_cannot_be_opened_is_told_at_the_prompt(
    screen: Screen, practice: Path, recovery_key: RecoveryKey, harm: str
) -> None:
    """One sentence stands at the field, nothing is changed, and the window goes on."""
    HARM[harm](practice, recovery_key)
    before = state(practice)
    program = screen.start(practice)
    unlock(program)
    program.find(TOLD[harm].format(folder=practice))

    assert program.quit("alt+F4") == (0, "")
    assert state(practice) == before


def test_a_practice_that_is_gone_is_missed(screen: Screen, practice: Path) -> None:
    """Where the last practice was is told, no new one is begun, and it opens when it is back."""
    first = screen.start(practice)
    unlock(first)
    first.find("Who comes today")
    assert first.quit() == (0, "")
    away = practice.rename(practice.with_name("away"))
    program = screen.start()
    program.says(f"There is no practice in {practice}. Nothing was changed.")
    assert not practice.exists()

    away.rename(practice)
    program.take("Look again")
    program.find("Your notes are locked.")
    assert program.quit("alt+F4") == (0, "")


@pytest.fixture(params=["forbidden", "full"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Give a folder in which no practice can be made."""
    if request.param == "full":
        with disks.small(tmp_path / "disk", "1m") as disk:
            disks.stuff(disk, 100_000)
            yield disk
    else:
        (tmp_path / "closed").mkdir(mode=0o500)
        yield tmp_path / "closed"


def test_a_practice_is_not_half_made_where_there_is_no_place(screen: Screen, nowhere: Path) -> None:
    """The first steps say why, keep what was typed, and leave nothing in the folder."""
    before = state(nowhere)
    program = screen.start(nowhere / "New.practice", before=disks.minding_permissions())
    program.says(f"There is no practice in {nowhere / 'New.practice'}.")
    program.take("Begin a new practice")
    program.fill("Passphrase", FRESH)
    program.fill("Passphrase again", FRESH)
    program.take("Make my practice")
    told = "is full" if nowhere.name == "disk" else "PracticeNotes may not write in"
    assert str(nowhere) in program.says(told)

    program.find("Passphrase again")
    assert program.quit("alt+F4") == (0, "")
    assert state(nowhere) == before


def test_a_folder_that_may_not_be_read_is_not_built_over(screen: Screen, practice: Path) -> None:
    """It is told as what it is, and opens once reading is allowed."""
    mode = practice.stat().st_mode
    practice.chmod(0)
    program = screen.start(practice, before=disks.minding_permissions())
    program.find(
        f"PracticeNotes may not read {practice}. Nothing was changed."
        " Allow reading there and try again."
    )
    practice.chmod(mode)
    program.take("Look again")
    unlock(program)
    program.find("Who comes today")

    assert program.quit() == (0, "")


def test_a_practice_that_may_not_be_written_can_be_read(screen: Screen, practice: Path) -> None:
    """The pages open, and writing is refused in one sentence and changes nothing."""
    paths = [practice, *practice.iterdir()]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = state(practice)
    program = screen.start(practice, before=disks.minding_permissions())
    begin_note(program)
    program.find(
        "The practice can be read but not written. What you saved before is safe."
        " Allow writing in its folder, then lock and unlock."
    )
    ended = program.quit()
    for path, mode in modes.items():
        path.chmod(mode)

    assert ended == (0, "")
    assert state(practice) == before


def test_words_wait_until_files_may_be_written_again(
    screen: Screen, practice: Path, recovery_key: RecoveryKey
) -> None:
    """When no file can be written while a note is typed, that is told, and it is saved later."""
    program = screen.start(practice)
    begin_note(program)
    program.until(lambda seen: (here := keyboard(seen)) and here.name == "Data", "the note")
    program.may_write(False)
    program.write(LINE)
    program.says("Your text is kept here; ")
    program.write(LINE)
    program.until(lambda seen: any(LINE * 2 in node.text for node in seen), "both lines")
    program.may_write(True)
    program.says("Saved ")
    assert program.quit() == (0, "")

    with closing(opened(practice, recovery_key)) as vault:
        (client,) = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
        (note,) = vault.record.run(notes.of_client, client.id)
        assert note.sections[0].text == LINE * 2
        assert vault.verify().is_sound


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 3 MB, which outlives the screen."""
    with disks.small(tmp_path / "disk", "3m") as mounted:
        yield mounted


def test_words_wait_for_room_on_a_full_disk(
    disk: Path, screen: Screen, practice: Path, recovery_key: RecoveryKey
) -> None:
    """The page says that the disk is full, and saves what was typed when there is room."""
    folder = Path(shutil.move(practice, disk / "Practice.practice"))
    program = screen.start(folder)
    begin_note(program)
    program.until(lambda seen: (here := keyboard(seen)) and here.name == "Data", "the note")
    ballast = disks.stuff(disk)
    program.write(LINE)
    for _ in range(DOUBLED):
        program.press("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
    program.says("Your text is kept here; free some space and it will save.")
    ballast.unlink()
    program.says("Saved ")
    assert program.quit() == (0, "")

    with closing(opened(folder, recovery_key)) as vault:
        (client,) = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
        (note,) = vault.record.run(notes.of_client, client.id)
        assert note.sections[0].text == LINE * 2**DOUBLED
        assert vault.verify().is_sound


def test_a_full_disk_keeps_nobody_out(disk: Path, screen: Screen, practice: Path) -> None:
    """What was saved can be read in the window when there is no room for a single byte."""
    folder = Path(shutil.move(practice, disk / "Practice.practice"))
    disks.stuff(disk)
    program = screen.start(folder)
    unlock(program)
    program.find("Who comes today")
    program.press("ctrl+2")
    program.says(CODE_NAME)
    assert program.quit() == (0, "")
