"""Damage, a newer practice, forbidden places and full disks, met in the terminal."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import damage
import pytest
from journey import CODE_NAME, PASSPHRASE, opened, terminal
from refusal import Desk, refused, refused_but_for_the_trail, state

import disks
from practicenotes.domain import times
from practicenotes.records import clients, letters
from practicenotes.vault import RecoveryKey


LEFT_ALONE = (
    "Nothing was changed. “repair FILE” puts back this one alone if the other file opens; else"
    " “restore FILE --to DIR” makes both anew."
)
DAMAGED_FILE = f"The file {{path}} is damaged. {LEFT_ALONE}"
SAID = {
    "half a page": f"The file {{path}} was cut off at its end. {LEFT_ALONE}",
    "nothing in it": f"The file {{path}} is empty: what was in it is lost. {LEFT_ALONE}",
    "no file": (
        "The file {path} is not there. Nothing was changed. Put it back, or let “repair FILE” do"
        " that from a backup if the other file opens; else “restore FILE --to DIR” makes both anew."
    ),
}
FULL = "is full. What you saved before is safe. Free some space and try again."
MAY_NOT_READ = "PracticeNotes may not read {path}. Nothing was changed."
MAY_NOT_WRITE = "PracticeNotes may not write in {path}. Nothing was changed."
NEWER = "This practice was written by a newer PracticeNotes. Nothing was changed. Install "
READ_ONLY = "The practice can be read but not written. What you saved before is safe."
LETTER = ("letter", "--client", CODE_NAME, "--kind", "progress", "--to")
EXPORT = ("export", "--client", CODE_NAME, "--to")
READING = (("info",), ("clients",), ("search", "words"), ("verify",))


def done(desk: Desk, *asked: object, before: tuple[str, ...] = ()) -> str:
    """Run a command that must succeed; return what it says."""
    told = terminal(*desk.opens, *asked, before=before)
    assert (told.returncode, told.stderr) == (0, ""), told
    return told.stdout


def letters_of(folder: Path, key: RecoveryKey) -> int:
    """Return how many letters a practice holds."""
    with closing(opened(folder, key)) as vault:
        listed = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
        return sum(len(vault.record.run(letters.of_client, line.id)) for line in listed)


# --- damage -------------------------------------------------------------------------------------


@pytest.mark.release(25)
def test_keys_that_are_damaged_twice_open_nothing(desk: Desk) -> None:
    """Both copies are bad: the stores are left alone, and the way out is named."""
    damage.spoil_keys(desk.vault)

    told = refused(desk.around, *desk.opens, "info")
    assert told.startswith(f"Both key files in {desk.vault} are lost or damaged.")


def test_keys_that_are_damaged_once_are_mended(desk: Desk) -> None:
    """One copy is enough: the practice opens, and the other copy is written anew."""
    whole = (desk.vault / "keys-b.txt").read_bytes()
    damage.flip(desk.vault / "keys-a.txt", 200)

    assert terminal(*desk.opens, "info").returncode == 0
    assert (desk.vault / "keys-a.txt").read_bytes() == whole


@pytest.mark.parametrize("harm", damage.TO_THE_RECORD)
def test_a_damaged_record_is_left_alone(desk: Desk, harm: str) -> None:
    """Every command names the file, changes nothing further, and makes no file on the way."""
    path = desk.vault / "record-1.db"
    damage.TO_THE_RECORD[harm](path)
    told = SAID.get(harm, DAMAGED_FILE).format(path=path)

    for asked in ("info", "verify"):
        assert refused(desk.around, *desk.opens, asked) == told
    assert refused(desk.around, *desk.opens, "backup", "--to", desk.around / "copies") == told


@pytest.mark.parametrize("store", ["record", "private"])
@pytest.mark.release(14)
def test_every_damaged_page_is_found(desk: Desk, store: str) -> None:
    """Wherever a bit was flipped, the check says so or names the file."""
    path = desk.vault / f"{store}-1.db"
    whole = path.read_bytes()
    for page in (2, 7, len(whole) // damage.PAGE - 1):
        path.write_bytes(whole)
        damage.flip(path, page * damage.PAGE + 1234)
        checked = terminal(*desk.opens, "verify")

        said = checked.stdout + checked.stderr
        assert checked.returncode == 1, (page, said)
        assert "1 damaged page" in said or DAMAGED_FILE.format(path=path) in said


@pytest.mark.release(20)
def test_a_backup_brings_a_damaged_practice_back(desk: Desk) -> None:
    """The way that every sentence about damage names can be gone."""
    done(desk, "backup", "--to", desk.around / "copies")
    (copy,) = (desk.around / "copies").iterdir()
    damage.flip(desk.vault / "record-1.db", damage.PAGE + 100)

    done(desk, "restore", copy, "--to", desk.around / "Again.practice")

    again = Desk(desk.around, desk.around / "Again.practice", desk.key)
    assert CODE_NAME in done(again, "clients")
    done(again, "verify")


@pytest.mark.release(20)
@pytest.mark.parametrize("store", ["record", "private"])
def test_a_backup_puts_one_damaged_file_back(
    desk: Desk, recovery_key: RecoveryKey, store: str
) -> None:
    """The other way that is named: what was written since stays, where it was not damaged."""
    done(desk, "backup", "--to", desk.around / "copies")
    (copy,) = (desk.around / "copies").iterdir()
    done(desk, *LETTER, desk.around / "letter.pdf")
    since = letters_of(desk.vault, recovery_key)
    damage.flip(desk.vault / f"{store}-1.db", 100)

    told = done(desk, "repair", copy)

    assert "was left as it is" in told or "were left as they are" in told
    assert letters_of(desk.vault, recovery_key) == since - (store == "record")
    done(desk, "verify")


def test_a_damaged_backup_restores_nothing(desk: Desk) -> None:
    """A flipped bit anywhere in it is found before a folder is made."""
    done(desk, "backup", "--to", desk.around / "copies")
    (copy,) = (desk.around / "copies").iterdir()
    damage.flip(copy, copy.stat().st_size // 2)
    told = refused(desk.around, *desk.opens, "restore", copy, "--to", desk.around / "new")

    assert told.startswith(f"{copy} is not a backup of PracticeNotes, or it is damaged.")


# --- newer --------------------------------------------------------------------------------------


def test_a_newer_practice_is_left_alone(desk: Desk, recovery_key: RecoveryKey) -> None:
    """What to install is said, with its version where that is known, and no number of ours."""
    damage.need_newer_tables(desk.vault, recovery_key)
    told = refused(desk.around, *desk.opens, "info")
    assert told == f"{NEWER}the newest version to open it."

    damage.need_newer_program(desk.vault)
    told = refused(desk.around, *desk.opens, "verify")
    assert told == f"{NEWER}version 99.1 or a later one to open it."


# --- forbidden ----------------------------------------------------------------------------------


@pytest.fixture
def minding() -> dict[str, tuple[str, ...]]:
    """Give what lets permissions count for a command."""
    return {"before": tuple(disks.minding_permissions())}


@pytest.fixture
def sealed(desk: Desk) -> Iterator[Desk]:
    """Give a practice in which nothing may be written."""
    paths = [desk.vault, *desk.vault.iterdir()]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield desk
    for path, mode in modes.items():
        path.chmod(mode)


@pytest.mark.release(9)
def test_a_practice_that_may_not_be_written_can_be_read(
    sealed: Desk, minding: dict[str, tuple[str, ...]]
) -> None:
    """Looking, checking and backing up work, and what would change it is refused and not begun."""
    before = state(sealed.vault)
    for asked in READING:
        done(sealed, *asked, **minding)
    done(sealed, "backup", "--to", sealed.around / "copies", **minding)

    letter = (
        "letter",
        "--client",
        CODE_NAME,
        "--kind",
        "progress",
        "--to",
        sealed.around / "l.pdf",
    )
    export = ("export", "--client", CODE_NAME, "--to", sealed.around / "out")
    for asked in (letter, export):
        assert refused(sealed.around, *sealed.opens, *asked, **minding).startswith(READ_ONLY)
    assert state(sealed.vault) == before


def test_nothing_is_written_where_nothing_may_be(
    desk: Desk, recovery_key: RecoveryKey, minding: dict[str, tuple[str, ...]]
) -> None:
    """A folder that may not be written to gets no file, no practice and no trace of either."""
    done(desk, "backup", "--to", desk.around / "copies")
    (copy,) = (desk.around / "copies").iterdir()
    place = desk.around / "closed"
    place.mkdir(mode=0o500)
    told = MAY_NOT_WRITE.format(path=place)
    init = ["--vault", place / "New.practice", "--passphrase-file", "-", "init"]
    assert refused(desk.around, *init, given=f"{PASSPHRASE}\n", **minding).startswith(told)
    restore = ("restore", copy, "--to", place / "New.practice")
    assert refused(desk.around, *desk.opens, *restore, **minding).startswith(told)

    for asked in (
        (*LETTER, place / "letter.pdf"),
        (*EXPORT, place),
        ("backup", "--to", place),
    ):
        assert refused_but_for_the_trail(desk, *asked, **minding).startswith(told)
    assert letters_of(desk.vault, recovery_key) == 0


@pytest.mark.parametrize("closed", ["folder", "keys", "record"])
def test_what_may_not_be_read_is_not_called_damaged(
    desk: Desk, minding: dict[str, tuple[str, ...]], closed: str
) -> None:
    """Permissions that were lost with a copy are told as what they are."""
    files = {"folder": [desk.vault], "record": [desk.vault / "record-1.db"]}
    forbidden = files.get(closed, [desk.vault / "keys-a.txt", desk.vault / "keys-b.txt"])
    modes = [path.stat().st_mode for path in forbidden]
    for path in forbidden:
        path.chmod(0)
    told = terminal(*desk.opens, "info", **minding)
    for path, mode in zip(forbidden, modes, strict=True):
        path.chmod(mode)

    named = desk.vault / "record-1.db" if closed == "record" else desk.vault
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith(f"practicenotes: {MAY_NOT_READ.format(path=named)}")
    done(desk, "info")


@pytest.mark.parametrize(
    "asked",
    [
        ("restore", "{file}", "--to", "{new}"),
        ("bring-back", "{file}", "--client", CODE_NAME),
        ("add-file", "{file}", "--client", CODE_NAME),
        ("forms", "import", "{file}"),
        ("backups", "{folder}"),
    ],
    ids=lambda asked: asked[0],
)
def test_what_lies_behind_a_closed_folder_is_said_to_be_unreadable(
    desk: Desk, minding: dict[str, tuple[str, ...]], asked: tuple[str, ...]
) -> None:
    """Nobody can say what it is, so it is called neither missing nor broken."""
    folder = desk.around / "closed"
    folder.mkdir()
    (folder / "file").write_text("words")
    folder.chmod(0)
    names = {"file": folder / "file", "folder": folder, "new": desk.around / "new"}
    told = terminal(*desk.opens, *(word.format_map(names) for word in asked), **minding)
    folder.chmod(0o700)

    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert told.stderr.startswith("practicenotes: PracticeNotes may not read ")
    assert not (desk.around / "new").exists()


# --- full ---------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 3 MB."""
    with disks.small(tmp_path / "disk", "3m") as mounted:
        yield mounted


@pytest.mark.release(5)
def test_a_practice_on_a_full_disk_can_be_read_and_saved(
    desk: Desk, disk: Path, recovery_key: RecoveryKey
) -> None:
    """Looking and backing up elsewhere work; what needs room is refused, and goes again later."""
    folder = Path(shutil.move(desk.vault, disk / "Practice.practice"))
    full = Desk(desk.around, folder, desk.key)
    ballast = disks.stuff(disk)
    for asked in READING[:2]:
        done(full, *asked)
    done(full, "backup", "--to", desk.around / "copies")

    letter = (*LETTER, desk.around / "letter.pdf")
    export = (*EXPORT, desk.around / "out")
    for asked in (letter, export, ("backup", "--to", disk)):
        assert FULL in refused(desk.around, *full.opens, *asked)
    assert letters_of(folder, recovery_key) == 0

    ballast.unlink()
    for asked in (letter, export, ("verify",)):
        done(full, *asked)
    assert letters_of(folder, recovery_key) == 1


def test_nothing_is_half_written_to_a_full_disk(
    desk: Desk, disk: Path, recovery_key: RecoveryKey
) -> None:
    """A file, a backup, a practice or a fictional one is there whole, or it is not there."""
    done(desk, "backup", "--to", desk.around / "copies")
    (copy,) = (desk.around / "copies").iterdir()
    ballast = disks.stuff(disk, 100_000)
    new = disk / "New.practice"
    init = ["--vault", new, "--passphrase-file", "-", "init"]
    assert FULL in refused(desk.around, *init, given=f"{PASSPHRASE}\n")
    assert FULL in refused(desk.around, *desk.opens, "restore", copy, "--to", new)
    assert FULL in refused_but_for_the_trail(desk, "backup", "--to", disk)

    ballast.unlink()
    disks.stuff(disk, 1_200_000)
    fiction = ["--vault", new, "--passphrase-file", "-", "demo"]
    assert FULL in refused(desk.around, *fiction, given=f"{PASSPHRASE}\n")

    disks.stuff(disk)
    for asked in (
        (*LETTER, disk / "letter.pdf"),
        (*EXPORT, disk / "out"),
        ("backup", "--to", disk / "copies"),
    ):
        assert FULL in refused_but_for_the_trail(desk, *asked)
    assert letters_of(desk.vault, recovery_key) == 0
