"""Two copies of one practice, in the terminal: what is read, what is told, what is refused."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.domain.key_files import MENDED
from practicenotes.errors import MemoryShort, PracticeHandedOver
from practicenotes.records import handing
from practicenotes.vault import RecoveryKey, Vault


AT = datetime(2026, 3, 12, 16, 2, tzinfo=UTC)

Run = Callable[..., int]


@pytest.fixture
def practice(vault_folder: Path, recovery_key: RecoveryKey) -> Path:
    """Give a closed practice with one client that was handed over."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        factory.add_client(vault.record)
        vault.record.run(handing.hand_over, "a.backup", AT)
    return vault_folder


@pytest.fixture
def run(practice: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on the copy."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")
    given = ["--vault", str(practice), "--recovery-key-file", str(key)]

    def command(*words: str) -> int:
        return main.main([*given, *words], schemas=SCHEMAS, now=lambda: AT)

    return command


def test_what_reads_works_and_says_so(
    run: Run, practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lists, checks and backups come as ever, a line beside them tells, and no bit changes."""
    before = (practice / "record-1.db").read_bytes()
    for words in (["--json", "clients"], ["info"], ["verify"], ["backup", "--to", str(tmp_path)]):
        assert run(*words) == 0
        out, told = capsys.readouterr()
        assert told == f"practicenotes: {messages.handed_over(AT)}\n"
        assert json.loads(out)["clients"] if "clients" in words else out

    assert (practice / "record-1.db").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["add-file", "{file}", "--client", "Heron"],
        ["export", "--client", "Heron", "--to", "{new}"],
        ["print-record", "--client", "Heron", "--to", "{new}"],
        ["hours", "--to", "{new}"],
        ["letter", "--client", "Heron", "--kind", "attendance", "--to", "{new}"],
        ["executor-sheet", "make", "--to", "{new}"],
        ["new-recovery-key"],
        ["remove", "--word", "remove"],
        ["bring-back", "{file}", "--client", "Heron"],
    ],
    ids=lambda words: words[0],
)
def test_what_writes_is_refused_in_one_sentence_and_leaves_nothing(
    words: list[str],
    run: Run,
    practice: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """So is what hands something out, as that is entered in the trail."""
    before = (practice / "record-1.db").read_bytes()
    file, new = tmp_path / "letter.txt", tmp_path / "new"
    file.write_text("A letter that came in.")

    assert run(*(word.format(file=file, new=new) for word in words)) == main.REFUSED

    assert capsys.readouterr() == (
        "",
        f"practicenotes: {messages.in_terminal(PracticeHandedOver(AT))}\n",
    )
    assert not new.exists()
    assert (practice / "record-1.db").read_bytes() == before


def test_a_copy_beside_the_files_is_told_and_explained_by_verify(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A line beside every outcome; the check says what it is, and is content."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    (vault_folder / "record-1 (1).db").write_bytes((vault_folder / "record-1.db").read_bytes())
    given = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key"), "--json"]

    assert main.main([*given, "verify"], schemas=SCHEMAS, now=lambda: AT) == 0

    out, told = capsys.readouterr()
    assert "“record-1 (1).db”" in told
    (copy,) = json.loads(out)["copies"]
    assert (copy["of"], copy["course"]) == ("record", "behind")
    assert messages.verification(json.loads(out)).splitlines()[-2] == copy["said"]


def test_a_mark_that_another_computer_left_is_heeded_until_somebody_says_otherwise(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence says where it was opened and when; an option says that it is closed there."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    mark = '{"host":"OFFICE-PC","pid":7,"since":"2026-03-12T09:12:00+00:00"}'
    (vault_folder / "lock").write_text(mark)
    given = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key")]

    assert main.main([*given, "info"], schemas=SCHEMAS, now=lambda: AT) == main.REFUSED
    told = capsys.readouterr().err
    assert "opened on the computer OFFICE-PC, 12 March 2026, " in told
    assert " and not closed there." in told
    assert told.endswith("or say --closed-elsewhere.\n")

    closed = [*given, "--closed-elsewhere", "info"]
    assert main.main(closed, schemas=SCHEMAS, now=lambda: AT) == main.DONE


def test_a_key_file_that_was_mended_is_told_in_one_line(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command does what it does as ever; the next one has nothing to tell."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    (vault_folder / "keys-b.txt").write_bytes(b"x")
    info = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key"), "info"]

    for told in (f"practicenotes: {MENDED}\n", ""):
        assert main.main(info, schemas=SCHEMAS, now=lambda: AT) == main.DONE
        assert capsys.readouterr().err == told


def test_a_copy_that_cannot_be_asked_for_want_of_memory_is_not_taken_for_one_that_stayed(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been handed over, so that is told, and nothing is opened for writing."""

    def fail(_db: object) -> None:
        raise MemoryShort

    monkeypatch.setattr(handing, "standing", fail)
    with pytest.raises(MemoryShort):
        handing.guard(vault)
