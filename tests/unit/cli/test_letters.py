"""Letters at the terminal: listed, begun with the writer’s words, written as they were approved."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import factory
from practicenotes import catalog, messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import letters as letter_papers
from practicenotes.cli import main
from practicenotes.domain.disclosures import Way
from practicenotes.domain.letters import Consent, Letter, LetterId
from practicenotes.domain.people import ClientId, Person
from practicenotes.errors import LetterIsDraft, NotFound
from practicenotes.records import clients, disclosures, letters
from practicenotes.vault import RecoveryKey, Store, Vault
from practicenotes.vault.audit import entries


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
PAGES = b"%PDF-1.7 the pages as they went out"

Run = Callable[..., int]


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on a practice with the client Heron."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        factory.add_client(vault.record, "Heron", people=(Person("Jonas Weber"),))
        factory.add_client(vault.record, "Wren", people=(Person("Mara Lind"),))

    def command(*words: str, as_json: bool = False) -> int:
        options = ["--vault", str(vault_folder), "--recovery-key-file", str(key)]
        options += ["--json"] if as_json else []
        return main.main([*options, *words], schemas=SCHEMAS, now=lambda: AT)

    return command


@pytest.fixture
def inside(run: Run, vault_folder: Path, recovery_key: RecoveryKey) -> Callable[..., Any]:
    """Give a way to do something in the record while no command runs."""

    def within(act: Callable[[Store], Any]) -> Any:
        with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
            return act(vault.record)

    return within


def of(record: Store) -> ClientId:
    """Return Heron."""
    listed = record.run(clients.find, datetime(2025, 11, 18, 18))
    return next(line.id for line in listed if line.code_name == "Heron")


def written(record: Store, *, final: bool, pages: bytes = PAGES) -> LetterId:
    """Write a letter about Heron, and approve it if it is to be final."""
    heron: ClientId = of(record)
    kind = catalog.letter_kind("attendance")
    begun: Letter = record.run(letters.begin, heron, kind, date(2025, 11, 17), AT)
    consent = Consent(date(2025, 11, 11), "", "dates")
    record.run(letters.save, replace(begun, recipient="The office", consent=consent), AT)
    if final:
        record.run(letters.approve, begun.id, pages, AT)
    return begun.id


def test_the_letters_of_a_client_are_listed(
    run: Run, inside: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """State, kind, day, reader, versions and how each went, for a reader and for a program."""
    assert run("letters", "--client", "Heron") == main.DONE
    assert capsys.readouterr().out.strip() == letter_papers.NONE_YET

    def write(record: Store) -> tuple[LetterId, LetterId]:
        old = written(record, final=True)
        record.run(disclosures.told_of_sending, old, date(2025, 11, 18), Way.POST, AT)
        return old, record.run(letters.correct, old, date(2025, 11, 18), AT).id

    old, new = inside(write)
    assert run("letters", "--client", "Heron") == main.DONE
    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        f"{new}  draft, Attendance letter, 18 November 2025 · to The office"
        " · replaces that of 17 November 2025"
    )
    assert second == (
        f"{old}  final, Attendance letter, 17 November 2025 · to The office,"
        " sent on 18 November 2025, by post"
    )
    assert run("letters", "--client", "Heron", as_json=True) == main.DONE
    facts = json.loads(capsys.readouterr().out)["letters"]
    assert [(each["id"], each["state"], each["replaces"]) for each in facts] == [
        (new, "draft", old),
        (old, "final", None),
    ]
    assert facts[1]["sent"] == "sent on 18 November 2025, by post"


def test_an_approved_letter_is_written_byte_for_byte(
    run: Run, inside: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For this account alone, with one sentence that says how it lies there; the trail has it."""
    letter = inside(lambda record: written(record, final=True))
    file = tmp_path / "out.pdf"
    assert run("save-letter", letter, "--to", str(file)) == main.DONE
    assert file.read_bytes() == PAGES
    assert file.stat().st_mode & 0o777 == 0o600
    assert "not encrypted: anyone who has it can read it" in capsys.readouterr().out
    assert [e.act for e in inside(lambda record: record.run(entries))][:2] == ["save", "unlock"]

    assert run("save-letter", letter, "--to", str(file)) == main.REFUSED
    assert "already there" in capsys.readouterr().err
    assert run("save-letter", letter, "--to", str(tmp_path / "no" / "out.pdf")) == main.REFUSED
    assert capsys.readouterr().err.count("\n") == 1


def test_an_approved_letter_is_sealed_with_a_password(
    run: Run, inside: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file opens with it alone, and says so instead."""
    pdf, key, file = tmp_path / "in.pdf", tmp_path / "word", tmp_path / "out.pdf"
    key.write_text("seven quiet herons\n")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(pdf)
    letter = inside(lambda record: written(record, final=True, pages=pdf.read_bytes()))
    words = ("save-letter", letter, "--to", str(file), "--password-file", str(key))
    assert run(*words) == main.DONE
    assert letter_papers.SEALED in capsys.readouterr().out
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)


def test_a_draft_has_no_approved_pages(
    run: Run, inside: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the sentence says where it is approved; nor of one that is not."""
    draft, file = inside(lambda record: written(record, final=False)), tmp_path / "out.pdf"
    assert run("save-letter", draft, "--to", str(file)) == main.REFUSED
    told = messages.sentence(LetterIsDraft(draft))
    assert capsys.readouterr().err == f"practicenotes: {told}\n"
    assert run("save-letter", "nothing", "--to", str(file)) == main.REFUSED
    told = messages.in_terminal(NotFound("letter", "nothing"))
    assert capsys.readouterr().err == f"practicenotes: {told}\n"
    assert not file.exists()


@pytest.mark.parametrize("kind", catalog.letter_kinds(), ids=lambda kind: kind.id)
def test_every_kind_can_be_made(run: Run, inside: Callable[..., Any], tmp_path: Path, kind) -> None:
    """What only the writer knows is given on the command line, and stands in the letter."""
    file = tmp_path / "out.pdf"
    words = ["letter", "--client", "Heron", "--kind", kind.id, "--to", str(file)]
    words += ["--recipient", "Dr A. Brook"]
    for asked in kind.asks:
        words += ["--place", f"{asked}=what was said of “{asked}”"]
    assert run(*words) == main.DONE
    assert file.read_bytes().startswith(b"%PDF-")
    [kept] = inside(lambda record: record.run(letters.of_client, of(record)))
    for phrase in kind.phrases:  # a sentence whose places were filled stands there untold
        if "{" in phrase.sentence:
            said = phrase.sentence.partition("{")[2].partition("}")[0]
            assert f"what was said of “{said}”" in " ".join(p.text for p in kept.paragraphs)


def test_a_place_is_named_or_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A place that the kind does not ask about, or words without a name, write nothing."""
    file = tmp_path / "out.pdf"
    words = ["letter", "--client", "Heron", "--kind", "consultation", "--to", str(file)]
    words += ["--recipient", "Dr A. Brook"]
    assert run(*words) == main.REFUSED
    assert "your question" in capsys.readouterr().err
    assert run(*words, "--place", "colour=red") == main.REFUSED
    assert "no place to fill called colour" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(*words, "--place", "red")
    assert "NAME=WORDS" in capsys.readouterr().err
    assert not file.exists()


def test_what_to_look_at_is_said_and_that_the_rest_was_not_asked(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names where a code name goes, other clients, judging words: of the record and no further."""
    file = tmp_path / "out.pdf"
    words = ["letter", "--client", "Heron", "--kind", "consultation", "--to", str(file)]
    words += ["--recipient", "Dr A. Brook"]
    words += ["--place", "your question=is Weber manipulative with Mara Lind"]
    assert run(*words) == main.DONE
    told = capsys.readouterr().out.splitlines()
    assert told[1] == letter_papers.TO_LOOK_AT
    assert told[2].startswith("- A name where a code name goes: “Weber” This is a legal name")
    assert told[3].startswith("- Another client: “Mara Lind”")
    assert told[4].startswith("- A word that judges: “manipulative”")
    assert told[-1] == letter_papers.NOT_ASKED
