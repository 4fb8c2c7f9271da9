"""The executor sheet from the terminal, and what its key reads there."""

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

import disks
import factory
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import EXECUTOR, entries


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
ROOM = 150_000  # bytes: a sheet takes more than half of it
CANARY = "a canary that nobody else writes"


class Terminal:
    """Runs commands on one practice, as its therapist or as an executor."""

    def __init__(self, vault: Path, recovery: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.vault, self._recovery, self._capsys = vault, recovery, capsys

    def therapist(self, *words: str) -> tuple[int, dict]:
        return self._run("--recovery-key-file", str(self._recovery), *words)

    def executor(self, file: Path, *words: str) -> tuple[int, dict]:
        return self._run("--executor-key-file", str(file), *words)

    def _run(self, *words: str) -> tuple[int, dict]:
        told = ["--vault", str(self.vault), "--json", *words]
        code = main.main(told, schemas=SCHEMAS, now=lambda: AT)
        said = self._capsys.readouterr()
        self.error = said.err
        return code, json.loads(said.out) if said.out else {}


@pytest.fixture
def terminal(vault: Vault, recovery_key: RecoveryKey, tmp_path: Path, capsys) -> Terminal:
    """Give a terminal in front of a practice with one client and one signed note."""
    heron = factory.add_client(vault.record)
    hour = factory.add_session(vault.record, heron)
    factory.sign_note(vault.record, hour, {"plan": CANARY})
    vault.close()
    file = tmp_path / "recovery"
    file.write_text(f"{recovery_key}\n")
    return Terminal(vault.folder, file, capsys)


@pytest.fixture
def key_file(terminal: Terminal, tmp_path: Path) -> Path:
    """Give the file with an executor's key that was made and is to be tried."""
    code, told = terminal.therapist("executor-sheet", "make")
    assert code == main.DONE
    file = tmp_path / "executor"
    file.write_text("\n".join(told["keys"]))
    return file


def test_a_sheet_is_in_force_before_it_was_tried(terminal: Terminal, key_file: Path) -> None:
    """Made, it opens the record and is said not to be tried; a wrong key does not change that."""
    state = terminal.therapist("executor-sheet")[1]
    assert (state["in_force"], state["tried"]) == (True, False)
    assert terminal.executor(key_file, "clients")[0] == main.DONE
    wrong = key_file.with_name("wrong")
    wrong.write_text("810M-4GT4-8N34-EJ29-995M-RKAE-9X85-2MJK-MDHV")
    code, _ = terminal.therapist("executor-sheet", "try", "--key-file", str(wrong))
    assert (code, terminal.therapist("executor-sheet")[1]["tried"]) == (main.REFUSED, False)
    terminal.therapist("executor-sheet", "try", "--key-file", str(key_file))
    assert terminal.therapist("executor-sheet")[1]["tried"]
    terminal.therapist("executor-sheet", "revoke")
    assert not terminal.therapist("executor-sheet")[1]["in_force"]
    code, _ = terminal.executor(key_file, "clients")
    assert code == main.REFUSED
    assert "Look for the other part, or for a newer sheet." in terminal.error


def test_a_file_to_try_is_asked_for(terminal: Terminal) -> None:
    """Without a file nothing is opened, and the option is named."""
    code, _ = terminal.therapist("executor-sheet", "try")
    assert code == main.REFUSED
    assert "--key-file" in terminal.error


def test_two_sheets_are_written_and_needed(terminal: Terminal, tmp_path: Path) -> None:
    """Each part goes into its own PDF; both open the record in either order, one does not."""
    target = tmp_path / "executor.pdf"
    made = ("executor-sheet", "make", "--two-parts", "--to", str(target))
    code, told = terminal.therapist(*made)
    assert (code, told["keys"]) == (main.DONE, [])
    parts = [key_on(Path(file)) for file in told["files"]]
    file = tmp_path / "parts"
    for lines, outcome in (
        (parts, main.DONE),
        (parts[::-1], main.DONE),
        (parts[:1], main.REFUSED),
        (parts[1:], main.REFUSED),
    ):
        file.write_text("\n".join(lines))
        assert terminal.executor(file, "clients")[0] == outcome
    assert terminal.therapist(*made)[0] == main.REFUSED
    assert "already there" in terminal.error


def test_a_sheet_stays_in_force_where_a_new_one_cannot_be_written(
    terminal: Terminal, key_file: Path, tmp_path: Path
) -> None:
    """The key before it opens the record as before: there was no room for another."""
    terminal.therapist("executor-sheet", "try", "--key-file", str(key_file))
    made = ("executor-sheet", "make", "--two-parts", "--to", str(tmp_path / "none" / "sheet.pdf"))
    assert terminal.therapist(*made)[0] == main.REFUSED
    assert "There is no folder" in terminal.error
    assert terminal.therapist("executor-sheet")[1]["in_force"]
    assert terminal.executor(key_file, "clients")[0] == main.DONE


def key_on(sheet: Path) -> str:
    """Return the key that stands on a sheet, group by group."""
    with pypdfium2.PdfDocument(sheet) as document:
        words = document[0].get_textpage().get_text_range().split()
    groups = [word for word in words if (len(word) == 4 and word.isupper()) or word.isdigit()]
    return "-".join(group for group in groups if len(group) == 4 and group != "2025")


def test_reading_commands_read_and_are_entered(
    terminal: Terminal, key_file: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Clients, letters, search and the printed record are read; the trail has each of them."""
    assert terminal.executor(key_file, "clients")[1]["clients"][0]["code_name"] == "Heron"
    assert terminal.executor(key_file, "letters", "--client", "Heron")[0] == main.DONE
    assert terminal.executor(key_file, "search", "canary")[1]["hits"]
    printed = ("print-record", "--client", "Heron", "--to", str(tmp_path / "heron.pdf"))
    assert terminal.executor(key_file, *printed)[0] == main.DONE
    assert terminal.executor(key_file, "verify")[1]["sound"]
    with closing(Vault.open(terminal.vault, recovery_key, SCHEMAS, at=AT)) as vault:
        acts = [e.act for e in vault.record.run(entries) if e.actor == EXECUTOR][::-1]
    assert acts == [
        *("unlock", "use clients", "unlock", "use list letters", "read list letters"),
        *("unlock", "use search"),
        *("unlock", "use print record", "read print record", "save the record"),
        *("unlock", "use verify"),
    ]
    told = terminal.therapist("executor-sheet")[1]["opened"]
    assert len(told) == 5


def test_writing_commands_are_refused(
    terminal: Terminal, key_file: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """A file is not kept, a letter not begun and no sheet made; each time that is said."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(factory.PAPER)
    for words in (
        ("add-file", str(scan), "--client", "Heron"),
        ("letter", "--client", "Heron", "--kind", "progress", "--to", str(tmp_path / "x.pdf")),
        ("executor-sheet", "make"),
        ("executor-sheet", "revoke"),
        ("hand-over", "--to", str(tmp_path / "x.pdf")),
        ("remove", "--word", "remove"),
        ("second-passphrase", "set", "--new-passphrase-file", str(scan)),
        ("replace-keys", "--new-passphrase-file", str(scan)),
    ):
        assert terminal.executor(key_file, *words)[0] == main.REFUSED
        assert "for reading only" in terminal.error
    assert not (tmp_path / "x.pdf").exists()
    assert terminal.executor(key_file, "recovery-sheet")[0] == main.REFUSED
    assert "recovery-sheet needs --recovery-key-file FILE" in terminal.error


def test_an_executor_restores_a_backup(terminal: Terminal, key_file: Path, tmp_path: Path) -> None:
    """Where only a backup is left, the key unpacks it, and reads the record that was in it."""
    _, told = terminal.therapist("backup", "--to", str(tmp_path / "backups"))
    shutil.rmtree(terminal.vault)
    found = tmp_path / "Found.practice"
    assert terminal.executor(key_file, "restore", told["file"], "--to", str(found))[0] == main.DONE
    terminal.vault = found
    assert terminal.executor(key_file, "clients")[1]["clients"][0]["code_name"] == "Heron"


def test_a_sheet_that_finds_no_paper_leaves_the_one_before_in_force(
    terminal: Terminal, key_file: Path, tmp_path: Path
) -> None:
    """Where the new sheet cannot be written, no key is made, and the old one opens the record."""
    code, _ = terminal.therapist("executor-sheet", "make", "--to", str(tmp_path / "gone" / "x.pdf"))
    assert (code, "There is no folder" in terminal.error) == (main.REFUSED, True)
    code, _ = terminal.executor(key_file, "clients")
    assert code == main.DONE
    with disks.small(tmp_path / "disk", "1m") as disk:
        disks.stuff(disk, ROOM)
        twice = ("--two-parts", "--to", str(disk / "x.pdf"))
        code, _ = terminal.therapist("executor-sheet", "make", *twice)
        assert (code, "is full" in terminal.error) == (main.REFUSED, True)
        assert [path.name for path in disk.iterdir()] == ["ballast"]
    code, _ = terminal.executor(key_file, "clients")
    assert code == main.DONE


def test_a_sheet_takes_no_more_room_than_it_has(terminal: Terminal, tmp_path: Path) -> None:
    """Where there is room for one sheet and not for two, the one is written, and opens."""
    with disks.small(tmp_path / "disk", "1m") as disk:
        disks.stuff(disk, ROOM)
        sheet, file = disk / "x.pdf", tmp_path / "typed"
        code, _ = terminal.therapist("executor-sheet", "make", "--to", str(sheet))
        assert (code, terminal.error) == (main.DONE, "")
        file.write_text(key_on(sheet))
    assert terminal.executor(file, "clients")[0] == main.DONE


def test_a_sheet_goes_again_where_its_key_could_not_be_taken(
    terminal: Terminal, key_file: Path, tmp_path: Path
) -> None:
    """No paper stays whose key opens nothing, and the one before opens the record as before."""
    in_the_way = terminal.vault / "keys-a.txt.part"
    in_the_way.mkdir()
    made = ("executor-sheet", "make", "--two-parts", "--to", str(tmp_path / "x.pdf"))
    assert terminal.therapist(*made)[0] == main.REFUSED
    assert not list(tmp_path.glob("x*"))
    assert terminal.executor(key_file, "clients")[0] == main.DONE
