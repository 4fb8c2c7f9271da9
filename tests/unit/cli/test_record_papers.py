"""A client's record as one PDF, from the terminal."""

import json
import shutil
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

import received
import strange_readers
from practicenotes.apart import program
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import demo, main
from practicenotes.vault import Vault
from practicenotes.vault.audit import entries


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(new_vault, tmp_path_factory) -> Path:
    """Play the fictional practice into a vault, once for this file."""
    folder, key = new_vault
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("filled") / "Practice.practice")
    with closing(Vault.open(copy, key, SCHEMAS, at=AT)) as vault:
        demo.fill(vault.record, vault.private, today=AT.date(), at=AT)
    return copy


@pytest.fixture
def run(filled, recovery_key, tmp_path):
    """Give a way to print Heron's record."""
    practice = shutil.copytree(filled, tmp_path / "Practice.practice")
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")

    def command(target: Path, *words: str) -> int:
        options = ["--vault", str(practice), "--recovery-key-file", str(key), "--json"]
        told = ["print-record", "--client", "Heron", "--to", str(target), *words]
        return main.main([*options, *told], schemas=SCHEMAS, now=lambda: AT)

    def add(file: Path) -> int:
        options = ["--vault", str(practice), "--recovery-key-file", str(key)]
        told = ["add-file", str(file), "--client", "Heron"]
        return main.main([*options, *told], schemas=SCHEMAS, now=lambda: AT)

    command.practice, command.add = practice, add
    return command


def _read(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(
            " ".join(document[n].get_textpage().get_text_range().split())
            for n in range(len(document))
        )


def test_a_record_is_written_as_one_pdf(run, tmp_path, capsys, recovery_key) -> None:
    """The whole record is in it, and the trail tells that it went out."""
    target = tmp_path / "heron.pdf"
    assert run(target) == main.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(target)
    text = _read(target)
    assert "Client record" in text
    assert "Sessions and notes" in text
    assert "Patient Health Questionnaire" in text
    with closing(Vault.open(run.practice, recovery_key, SCHEMAS, at=AT)) as vault:
        assert "save the record" in [entry.act for entry in vault.record.run(entries)]


def test_parts_and_days_can_be_chosen(run, tmp_path) -> None:
    """Only what was asked for is in the file."""
    target = tmp_path / "some.pdf"
    assert run(target, "--parts", "notes", "--since", "2025-11-01") == main.DONE
    text = _read(target)
    assert "Patient Health Questionnaire" not in text
    assert "from 1 November 2025" in text


def test_an_unknown_part_is_refused(run, tmp_path, capsys) -> None:
    """The parts that there are are named, and nothing is written."""
    target = tmp_path / "none.pdf"
    assert run(target, "--parts", "notes,thoughts") == main.REFUSED
    assert "thoughts" in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_is_there_is_not_overwritten(run, tmp_path) -> None:
    """What lies under that name stays as it is."""
    target = tmp_path / "there.pdf"
    target.write_bytes(b"mine")
    assert run(target) == main.REFUSED
    assert target.read_bytes() == b"mine"


def test_a_file_that_stops_what_reads_it_is_named_and_the_others_are_set(
    run, tmp_path, capsys, monkeypatch
) -> None:
    """The record is written without its pages, and says why, on paper and in the terminal."""
    for name in ("gp.pdf", "stranger.pdf"):
        (tmp_path / name).write_bytes(received.pdf(words=name))
        assert run.add(tmp_path / name) == main.DONE
    capsys.readouterr()
    usual = program.command()
    starts = iter([[sys.executable, "-P", strange_readers.__file__], usual])
    monkeypatch.setattr(program, "command", lambda: next(starts))

    target = tmp_path / "heron.pdf"
    assert run(target, "--parts", "pages") == main.DONE

    [sentence] = json.loads(capsys.readouterr().out)["unset"]
    assert sentence.endswith("it stopped what reads it, or took more time or room than a file may.")
    text = _read(target)
    assert sentence in text
    pages = {name for name in ("gp.pdf", "stranger.pdf") if f"{name} 1" in text}
    assert len(pages) == 1
    assert not any(f"“{name}”" in sentence for name in pages)
