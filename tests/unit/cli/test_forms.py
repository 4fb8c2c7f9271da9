"""Forms for notes at the terminal: listed, written into a file, and taken in from one."""

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
from practicenotes.domain.forms import NoteTemplate
from practicenotes.errors import ArgumentMissing
from practicenotes.exchange import form_file
from practicenotes.records import form_shelf
from practicenotes.vault import RecoveryKey, Vault


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
WANTS_BOTH = messages.sentence(
    ArgumentMissing("forms export", "the id of a form, and --to FILE.toml")
)
DAP = catalog.note_template("dap")

Run = Callable[..., int]


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one `forms` command on an empty practice."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")

    def command(*words: str, as_json: bool = False) -> int:
        options = ["--vault", str(vault_folder), "--recovery-key-file", str(key)]
        options += ["--json"] if as_json else []
        return main.main([*options, "forms", *words], schemas=SCHEMAS, now=lambda: AT)

    return command


@pytest.fixture
def kept(vault_folder: Path, recovery_key: RecoveryKey) -> Callable[[str], list[int]]:
    """Give the versions of a form that the practice has, the newest first."""

    def versions(form_id: str) -> list[int]:
        with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
            line = vault.record.run(form_shelf.of).find(form_id)
            return [form.template.version for form in line.versions] if line else []

    return versions


def written(folder: Path, template: NoteTemplate) -> str:
    """Write a form into a file and return its path."""
    path = folder / "theirs.toml"
    form_file.write(path, template)
    return str(path)


def test_every_form_is_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """By name, with its id, its version and how many sections it has."""
    assert run() == main.DONE
    said = capsys.readouterr().out.splitlines()

    assert len(said) == len(catalog.note_templates())
    assert "dap  DAP, version 1, 3 sections" in said


def test_a_damaged_form_is_counted(
    run: Run,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And left out."""
    run("import", written(tmp_path, replace(DAP, id="mine", name="Mine")))
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        factory.meddle(vault.record, "UPDATE form SET source = 'x'")
    capsys.readouterr()
    assert run("list") == main.DONE
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "Damaged and left out: 1"
    assert not [line for line in said if line.startswith("mine ")]


def test_a_program_reads_the_list(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """With every section, its kind and its layer."""
    assert run("list", as_json=True) == main.DONE
    found = {form["id"]: form for form in json.loads(capsys.readouterr().out)["forms"]}

    assert found["dap"]["versions"] == [1]
    assert found["dap"]["own"] is False
    assert {s["layer"] for s in found["gibbs"]["sections"]} == {"private"}


def test_a_form_is_written_and_never_over_another_file(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file reads as the form; a second time it is refused."""
    path = tmp_path / "dap.toml"

    assert run("export", "dap", "--to", str(path)) == main.DONE
    assert form_file.read(path) == DAP
    assert "DAP, version 1" in capsys.readouterr().out
    assert run("export", "dap", "--to", str(path)) == main.REFUSED
    assert "not overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "gone", "--to", "x.toml"), "no form called gone"),
        (("export", "dap", "--to", "x.toml", "--version", "9"), "no version of it called 9"),
        (("export", "dap"), WANTS_BOTH),
        (("export", "--to", "x.toml"), WANTS_BOTH),
        (("import",), messages.sentence(ArgumentMissing("forms import", "a file"))),
        (("import", "gone.toml"), "gone.toml"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence on the error channel."""
    assert run(*words) == main.REFUSED
    assert said in capsys.readouterr().err


def test_a_form_is_taken_in(
    run: Run, tmp_path: Path, kept: Callable[[str], list[int]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its id was free."""
    assert run("import", written(tmp_path, replace(DAP, id="mine", name="Mine"))) == main.DONE
    assert "Mine is here as mine, version 1." in capsys.readouterr().out
    assert kept("mine") == [1]


def test_a_taken_id_needs_a_word(
    run: Run, tmp_path: Path, kept: Callable[[str], list[int]], capsys: pytest.CaptureFixture[str]
) -> None:
    """As a version it has the next number, as a copy an id of its own; unasked nothing happens."""
    run("import", written(tmp_path, replace(DAP, id="mine", name="Mine")))
    path = written(tmp_path, replace(DAP, id="mine", name="Mine, shorter"))

    assert run("import", path) == main.REFUSED
    assert "--as version or --as copy" in capsys.readouterr().err
    assert run("import", path, "--as", "version") == main.DONE
    assert run("import", path, "--as", "copy") == main.DONE
    assert (kept("mine"), kept("mine_2")) == ([2, 1], [1])


def test_an_older_version_is_written_too(run: Run, tmp_path: Path) -> None:
    """The one that is asked for, and the newest where none is."""
    run("import", written(tmp_path, replace(DAP, id="mine", name="Old")))
    run("import", written(tmp_path, replace(DAP, id="mine", name="New")), "--as", "version")

    for name, options in (("Old", ["--version", "1"]), ("New", [])):
        path = tmp_path / f"{name}.toml"
        assert run("export", "mine", "--to", str(path), *options) == main.DONE
        assert form_file.read(path).name == name


def test_a_hostile_file_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten megabytes and a page of brackets end as one sentence each."""
    path = tmp_path / "bad.toml"
    for content in (b"#" * (10 * 1024 * 1024), b"a = " + b"[" * 1900, b"\xff\xfe\x00"):
        path.write_bytes(content)
        assert run("import", str(path)) == main.REFUSED
        said = capsys.readouterr().err
        assert "bad.toml" in said
        assert said.count("\n") == 1
