"""The log of hours at the terminal, and an archive of reflections unpacked without any practice."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.exchange import archive_file
from practicenotes.records import hours
from practicenotes.vault import RecoveryKey, Vault, audit


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
PASSPHRASE = "seven quiet herons by the weir"
LINE = Hour(HourId(""), date(2025, 11, 5), HourKind.SUPERVISION, 60, "H. Abernathy", "Silence")
OTHER = replace(LINE, on=date(2024, 3, 2), kind=HourKind.READING, minutes=90, topic="=1+1")

Run = Callable[..., int]


@pytest.fixture
def practice(vault_folder: Path, recovery_key: RecoveryKey) -> Path:
    """Give a closed practice with two hours in its log."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        for line in (OTHER, LINE):
            vault.record.run(hours.add, line, AT)
    return vault_folder


@pytest.fixture
def run(practice: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on the practice."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")

    def command(*words: str, as_json: bool = False) -> int:
        options = ["--vault", str(practice), "--recovery-key-file", str(key)]
        options += ["--json"] if as_json else []
        return main.main([*options, *words], schemas=SCHEMAS, now=lambda: AT)

    return command


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Give a sealed archive that lies somewhere on its own."""
    path = tmp_path / "Reflections.zip.age"
    members = {"overview.html": b"kanarienvogel", "reflections.json": b"{}"}
    archive_file.write(path, members, AT, passphrase=PASSPHRASE, entropy=os.urandom, work=10)
    return path


def unpack(archive: Path, to: Path, passphrase: str, tmp_path: Path, *options: str) -> int:
    """Run `open-archive` with a passphrase from a file, and no practice anywhere."""
    given = tmp_path / "passphrase"
    given.write_text(f"{passphrase}\n")
    arguments = ["--passphrase-file", str(given), *options]
    arguments += ["open-archive", str(archive), "--to", str(to)]
    return main.main(arguments, schemas=SCHEMAS, now=lambda: AT)


# --- hours -----------------------------------------------------------------------------------


def test_the_log_is_listed_with_its_sums(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each hour, earliest first, then what each kind adds up to."""
    assert run("hours") == main.DONE
    assert capsys.readouterr().out.splitlines() == [
        "2024-03-02  reading, 1 h 30 min, H. Abernathy, =1+1",
        "2025-11-05  supervision, 1 h, H. Abernathy, Silence",
        "supervision: 1 h",
        "reading: 1 h 30 min",
    ]


def test_one_year_can_be_asked_for(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Only its lines and their sums are listed."""
    assert run("hours", "--year", "2024", as_json=True) == main.DONE
    facts = json.loads(capsys.readouterr().out)
    assert [line["on"] for line in facts["hours"]] == ["2024-03-02"]
    assert facts["sums"] == {"reading": 90}
    assert facts["file"] is None


def test_a_year_without_hours_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made up."""
    assert run("hours", "--year", "1999") == main.DONE
    assert capsys.readouterr().out == "No hours yet.\n"


def test_the_table_is_written(
    run: Run, practice: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """A file for this account alone, with no formula in it, and the trail tells of it."""
    file = tmp_path / "hours.csv"

    assert run("hours", "--to", str(file)) == main.DONE

    lines = file.read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].endswith("'=1+1")
    assert file.stat().st_mode & 0o777 == 0o600
    with closing(Vault.open(practice, recovery_key, SCHEMAS, at=AT)) as vault:
        assert "export" in [entry.act for entry in vault.record.run(audit.entries)]


def test_a_file_that_is_there_is_not_overwritten(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name is told, and the file stays as it was."""
    file = tmp_path / "hours.csv"
    file.write_text("mine")
    assert run("hours", "--to", str(file)) == main.REFUSED
    assert file.read_text() == "mine"
    assert "already there" in capsys.readouterr().err


# --- archives --------------------------------------------------------------------------------


def test_an_archive_is_unpacked(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its files lie in a new folder; nothing of what they say is shown."""
    assert unpack(archive, tmp_path / "out", PASSPHRASE, tmp_path) == main.DONE

    said = capsys.readouterr().out
    assert (tmp_path / "out" / "overview.html").read_bytes() == b"kanarienvogel"
    assert said == f"Wrote 2 files into {tmp_path / 'out'}. Anyone who has them can read them.\n"


def test_what_was_unpacked_is_said_as_json(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program hears where the files are."""
    assert unpack(archive, tmp_path / "out", PASSPHRASE, tmp_path, "--json") == main.DONE
    facts = json.loads(capsys.readouterr().out)
    assert [Path(file).name for file in facts["files"]] == ["overview.html", "reflections.json"]


def test_another_passphrase_opens_no_archive(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said which passphrase is wanted, and nothing is written."""
    assert unpack(archive, tmp_path / "out", "another", tmp_path) == main.REFUSED
    assert "of the day on which it was made" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_another_file_is_no_archive(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of any other kind is refused by its name."""
    other = shutil.copy(__file__, tmp_path / "other.txt")
    assert unpack(Path(other), tmp_path / "out", PASSPHRASE, tmp_path) == main.REFUSED
    assert "is not an archive of reflections" in capsys.readouterr().err


def test_a_folder_in_use_is_left_alone(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is mixed into what is there."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    assert unpack(archive, tmp_path / "out", PASSPHRASE, tmp_path) == main.REFUSED
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]
    assert "already holds something" in capsys.readouterr().err


def test_no_passphrase_is_taken_from_the_command_line(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal or a file there is none."""
    arguments = ["open-archive", str(archive), "--to", str(tmp_path / "out")]
    assert main.main(arguments, schemas=SCHEMAS, now=lambda: AT) == main.REFUSED
    assert "The passphrase could not be read: " in capsys.readouterr().err
