"""Files of a client from the terminal: kept, listed, and copied out again."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.test_commands import AT, Run, filled, practice, run

from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries


__all__ = ["filled", "practice", "run"]

PAPER = b"%PDF-1.4 both have signed"


@pytest.fixture
def kept(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Keep a consent form in Heron's file; give its id."""
    paper = tmp_path / "consent.pdf"
    paper.write_bytes(PAPER)
    words = ("add-file", str(paper), "--client", "heron", "--kind", "consent form")
    assert run(*words, "--about", "signed in August", as_json=True) == main.DONE
    return str(json.loads(capsys.readouterr().out)["id"])


def listed(run: Run, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what is listed of Heron's files."""
    assert run("files", "--client", "heron", as_json=True) == main.DONE
    return json.loads(capsys.readouterr().out)["files"]


def test_a_file_is_kept_listed_and_found(
    run: Run, kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list says what it is, and search finds it by its words."""
    [found] = listed(run, capsys)
    assert (found["id"], found["name"], found["kind"]) == (kept, "consent.pdf", "consent form")
    assert run("files", "--client", "heron") == main.DONE
    assert "consent.pdf, consent form, 1 kB" in capsys.readouterr().out
    assert run("search", "signed", "august") == main.DONE
    assert "consent form: consent.pdf signed in August" in capsys.readouterr().out


def test_a_copy_is_written_for_this_account_and_entered(
    run: Run, kept: str, practice: Path, recovery_key: RecoveryKey, tmp_path: Path, capsys
) -> None:
    """The copy is byte for byte what was kept, and the trail tells of it."""
    target = tmp_path / "copy.pdf"
    assert run("save-file", kept, "--to", str(target)) == main.DONE
    assert "not encrypted" in capsys.readouterr().out
    assert target.read_bytes() == PAPER
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    vault = Vault.open(practice, recovery_key, SCHEMAS, at=AT)
    acts = [e.act for e in vault.record.run(entries) if e.object == f"attachment:{kept}"]
    vault.close()
    assert acts == ["save a copy", "add"]


def test_a_copy_replaces_nothing(run: Run, kept: str, tmp_path: Path) -> None:
    """What is already there stays."""
    target = tmp_path / "copy.pdf"
    target.write_text("mine")
    assert run("save-file", kept, "--to", str(target)) == main.REFUSED
    assert target.read_text() == "mine"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "is a folder or a device"),
        (lambda path: path.touch(), "There is nothing in"),
        (lambda path: None, "thing is not there."),
    ],
)
def test_what_is_no_file_is_refused_in_one_sentence(
    run: Run, tmp_path: Path, make, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, an empty file and a missing one add nothing."""
    make(tmp_path / "thing")
    assert run("add-file", str(tmp_path / "thing"), "--client", "heron") == main.REFUSED
    assert said in capsys.readouterr().err
    assert listed(run, capsys) == []


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """A wrong id writes nothing."""
    assert run("save-file", "f" * 32, "--to", str(tmp_path / "copy")) == main.REFUSED
    assert not (tmp_path / "copy").exists()


def test_no_files_are_said_in_words(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list is a sentence."""
    assert run("files", "--client", "heron") == main.DONE
    assert capsys.readouterr().out == "No files yet.\n"
