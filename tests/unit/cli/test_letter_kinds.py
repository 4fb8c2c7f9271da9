"""Kinds of letters at the terminal: listed, written into a file, taken in, and used."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes import catalog, messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.errors import CatalogBroken, FormTaken
from practicenotes.exchange import letter_kind_file
from practicenotes.vault import RecoveryKey, Vault


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
ATTENDANCE = catalog.letter_kind("attendance")
MINE = replace(ATTENDANCE, id="mine", name="Mine")

Run = Callable[..., int]


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on an empty practice."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")

    def command(*words: str, as_json: bool = False) -> int:
        options = ["--vault", str(vault_folder), "--recovery-key-file", str(key)]
        options += ["--json"] if as_json else []
        return main.main([*options, "letter-kinds", *words], schemas=SCHEMAS, now=lambda: AT)

    return command


def test_every_kind_is_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """With its id, its version and how much is on offer; a program gets the same as JSON."""
    assert run() == 0
    told = capsys.readouterr().out.splitlines()
    assert "attendance  Attendance letter, version 2, 2 parts, 4 on offer" in told
    assert len(told) == len(catalog.letter_kinds())
    assert run("list", as_json=True) == 0
    found = json.loads(capsys.readouterr().out)["kinds"]
    (attendance,) = (kind for kind in found if kind["id"] == "attendance")
    assert attendance["facts"] == ["dates_seen", "rhythm", "setting", "appointments"]
    assert "reason" in attendance["never"]


def test_a_kind_goes_out_and_comes_back(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is the same text as a shipped one; one’s own is listed as such."""
    out = tmp_path / "out.toml"
    assert run("export", "attendance", "--to", str(out)) == 0
    assert letter_kind_file.read(out) == ATTENDANCE
    letter_kind_file.write(tmp_path / letter_kind_file.name_for(MINE), MINE)
    assert run("import", str(tmp_path / "mine.toml")) == 0
    assert "Mine is here as mine, version 2." in capsys.readouterr().out
    assert run() == 0
    assert "mine  Mine, version 2, 2 parts, 4 on offer, your own" in capsys.readouterr().out


def test_a_taken_id_comes_in_only_as_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says that it is a kind of letter, and what can be done."""
    path = tmp_path / "theirs.toml"
    letter_kind_file.write(path, replace(ATTENDANCE, footer="Theirs."))
    assert run("import", str(path)) == 1
    sentence = messages.in_terminal(FormTaken("attendance", own=False, what="kind of letter"))
    assert sentence in capsys.readouterr().err
    assert run("import", str(path), "--as", "copy") == 0


def test_what_is_missing_is_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither act guesses a file."""
    assert run("export", "attendance") == 1
    assert "kind of letter" in capsys.readouterr().err
    assert run("import") == 1
    assert "letter-kinds import" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe\x00", "cannot be read as text"),
        (b"# " + b"a" * (11 * 1024 * 1024), "larger than 256 KiB"),
        (b"a = " + b"[\n" * 20_000, "nested too deeply"),
        (b'id = "mine"\ncolour = "red"\n', "not known here"),
        (b"", "missing"),
    ],
)
def test_a_hostile_file_gets_one_sentence(text: bytes, said: str, tmp_path: Path) -> None:
    """It names the file, the place and the fault, and nothing comes in."""
    path = tmp_path / "theirs.toml"
    path.write_bytes(text)
    with pytest.raises(CatalogBroken) as caught:
        letter_kind_file.read(path)
    assert caught.value.file == "theirs.toml"
    assert said in caught.value.why
    assert messages.sentence(caught.value).count("\n") == 0


def test_the_factory_kind_is_a_kind(tmp_path: Path) -> None:
    """A kind with every fact goes out and comes back as well."""
    kind = replace(factory.letter_kind(), summary="All.")
    letter_kind_file.write(tmp_path / "all.toml", kind)
    assert letter_kind_file.read(tmp_path / "all.toml") == kind


def test_a_letter_is_begun_with_a_kind_of_ones_own(
    run: Run, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """What was taken in can be written with at once, and what only the writer knows stops it."""
    letter_kind_file.write(tmp_path / "mine.toml", MINE)
    assert run("import", str(tmp_path / "mine.toml")) == 0
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        factory.add_client(vault.record, "Heron")
    key, out = tmp_path / "key", tmp_path / "letter.pdf"
    options = ["--vault", str(vault_folder), "--recovery-key-file", str(key), "letter"]
    options += ["--client", "Heron", "--recipient", "The office", "--to", str(out)]
    assert main.main([*options, "--kind", "mine"], schemas=SCHEMAS, now=lambda: AT) == 0
    assert out.read_bytes().startswith(b"%PDF")
    out.unlink()
    assert main.main([*options, "--kind", "court"], schemas=SCHEMAS, now=lambda: AT) == 1
    assert not out.exists()
