"""The commands of the terminal over a real practice: words, JSON, exit codes."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import demo, main
from practicenotes.domain.letters import LetterState
from practicenotes.domain.people import NewClient
from practicenotes.errors import TextBroken
from practicenotes.records import clients, letters
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)

Run = Callable[..., int]


@pytest.fixture(scope="module")
def filled(new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the fictional practice into a vault, once for this file."""
    folder, key = new_vault
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("filled") / "Practice.practice")
    with closing(Vault.open(copy, key, SCHEMAS, at=AT)) as vault:
        demo.fill(vault.record, vault.private, today=AT.date(), at=AT)
    return copy


@pytest.fixture
def practice(filled: Path, tmp_path: Path) -> Path:
    """Give a vault of one's own with the fictional practice, closed."""
    return shutil.copytree(filled, tmp_path / "Practice.practice")


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


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def reopened(practice: Path, key: RecoveryKey) -> Vault:
    return Vault.open(practice, key, SCHEMAS, at=AT)


def test_info_counts_and_names_nobody(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What the vault holds is said in numbers, without a code name."""
    assert run("info") == main.DONE
    words = capsys.readouterr().out
    assert run("info", as_json=True) == main.DONE
    facts = told(capsys)

    assert "Heron" not in words
    assert facts["clients"] == 8
    assert facts["notes"] > 60
    assert facts["recovery_key_tried"] is False
    assert "has not been tried yet" in words


def test_clients_are_listed_by_code_name(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Every client stands on a line with its id; no legal name is among them."""
    assert run("clients") == main.DONE
    lines = capsys.readouterr().out.splitlines()
    assert run("clients", as_json=True) == main.DONE
    facts = told(capsys)["clients"]

    assert [fact["code_name"] for fact in facts][:3] == ["Alder", "Birch", "Heron"]
    assert all(line.startswith(fact["id"]) for line, fact in zip(lines, facts, strict=True))
    assert "Whitcombe" not in "".join(lines)


@pytest.mark.parametrize("named", ["Heron", "heron", "HERON"])
def test_a_letter_is_written_for_a_code_name(
    run: Run, tmp_path: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A client is known by the code name in any case; that reflections were not asked is said."""
    file = tmp_path / "letter.pdf"

    assert run("letter", "--client", named, "--kind", "progress", "--to", str(file)) == main.DONE

    assert "in your reflections was not asked" in capsys.readouterr().out
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_letter_is_sealed_with_a_password_from_a_file(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It opens with that password alone, which stands in no word that is said."""
    file, key = tmp_path / "letter.pdf", tmp_path / "word"
    key.write_text("seven quiet herons\n")
    words = ("letter", "--client", "Heron", "--kind", "progress", "--to", str(file))
    assert run(*words, "--password-file", str(key)) == main.DONE
    said = capsys.readouterr()
    assert "opens with that password" in said.out
    assert "herons" not in said.out + said.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password="seven quiet herons") as document:
        assert len(document.pages) == 1


def test_a_password_that_seals_nothing_stops_the_letter(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused before anything is written or kept."""
    file, key = tmp_path / "letter.pdf", tmp_path / "word"
    key.write_text("a\u0007b\n")
    words = ("letter", "--client", "Heron", "--kind", "progress", "--to", str(file))
    assert run(*words, "--password-file", str(key)) == main.REFUSED
    assert "typed everywhere" in capsys.readouterr().err
    assert not file.exists()


def test_a_letter_that_cannot_be_written_is_not_kept(
    run: Run, practice: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Where its file finds no place, the record holds no draft of it either."""
    file = tmp_path / "missing" / "letter.pdf"
    assert run("letter", "--client", "Heron", "--kind", "progress", "--to", str(file)) == 1

    with closing(reopened(practice, recovery_key)) as vault:
        now = datetime(2025, 11, 18, 18, 0)
        listed = vault.record.run(clients.find, now)
        assert not any(vault.record.run(letters.of_client, line.id) for line in listed)


def test_a_letter_stays_a_draft_in_the_record(
    run: Run, practice: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """The letter is kept as a draft with the facts that were named, and its saving is audited."""
    file = tmp_path / "letter.pdf"
    facts = ["--facts", "dates_seen,focus"]
    run("letter", "--client", "Heron", "--kind", "progress", "--to", str(file), *facts)
    vault = reopened(practice, recovery_key)
    now = datetime(2025, 11, 18, 18, 0)
    heron = next(c for c in vault.record.run(clients.find, now) if c.code_name == "Heron")
    [kept] = vault.record.run(letters.of_client, heron.id)
    acts = [entry.act for entry in vault.record.run(entries)]
    vault.close()
    said = " ".join(paragraph.text for paragraph in kept.paragraphs)

    assert kept.state is LetterState.DRAFT
    assert "We have met" in said
    assert "PHQ-9" not in said
    assert acts[0] == "save"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--client", "Nobody", "--kind", "progress"], "no client called Nobody"),
        (["--client", "Heron", "--kind", "sonnet"], "no kind of letter called sonnet"),
        (["--client", "Heron", "--kind", "progress", "--facts", "dreams"], "called dreams"),
        (["--client", "Alder", "--kind", "progress"], "still empty"),
    ],
)
def test_a_letter_that_cannot_be_written_leaves_nothing(
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    """What is amiss is said in one line, no file is left, and the record has no new letter."""
    file = tmp_path / "letter.pdf"

    assert run("letter", *words, "--to", str(file)) == main.REFUSED
    err = capsys.readouterr().err

    assert said in err
    assert err.count("\n") == 1
    assert not file.exists()


def test_a_letter_overwrites_no_file(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of that name stays as it was."""
    file = tmp_path / "letter.pdf"
    file.write_text("something dear")

    code = run("letter", "--client", "Heron", "--kind", "progress", "--to", str(file))

    assert code == main.REFUSED
    assert file.read_text() == "something dear"
    assert "already there" in capsys.readouterr().err


def test_a_recipient_can_be_named(run: Run, tmp_path: Path) -> None:
    """A client without a referrer gets a letter when the recipient is given."""
    file = tmp_path / "letter.pdf"
    words = ["--client", "Alder", "--kind", "progress", "--to", str(file)]

    assert run("letter", *words, "--recipient", "Dr Osei") == main.DONE


def test_search_shows_where_the_words_stand(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Each place is named by client, day and section; nothing found is said."""
    assert run("search", "sleep", as_json=True) == main.DONE
    hits = told(capsys)["hits"]
    assert run("search", "zzzyx") == main.DONE
    nothing = capsys.readouterr().out

    assert hits
    assert {"Heron"} <= {hit["code_name"] for hit in hits}
    assert nothing == "Nothing found.\n"


def test_search_for_nothing_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Signs without a letter or digit cannot be searched for."""
    assert run("search", "!?") == main.REFUSED
    assert "nothing to search for" in capsys.readouterr().err


def test_verify_says_that_all_is_sound(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Both stores are read and nothing is said of what they hold."""
    assert run("verify") == main.DONE
    words = capsys.readouterr().out

    assert words.count("every mark is right") == 2
    assert words.endswith("Everything is as it was written.\n")


def test_a_backup_is_remembered(
    run: Run, practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a backup the vault knows when it was made."""
    assert run("backup", "--to", str(tmp_path)) == main.DONE
    capsys.readouterr()
    run("info", as_json=True)

    assert told(capsys)["last_backup"] == "2025-11-18T18:00:00+00:00"
    assert len(list(tmp_path.glob("*.backup"))) == 1


def test_backups_are_listed_with_what_they_hold(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of backups tells day and counts, and no name; an empty one says so."""
    run("backups", str(tmp_path))
    assert "No backups of this practice there." in capsys.readouterr().out
    run("backup", "--to", str(tmp_path))
    capsys.readouterr()
    run("backups", str(tmp_path))
    words = capsys.readouterr().out
    run("backups", str(tmp_path), as_json=True)

    assert words.startswith("2025-11-18 18:00 UTC  PracticeNotes_")
    assert "8 clients, " in words
    assert "Heron" not in words
    assert told(capsys)["backups"][0]["holds"]["clients"] == 8


def test_a_restore_says_what_it_brought(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a restore the counts are told; into a synchronised folder nothing is restored."""
    run("backup", "--to", str(tmp_path))
    (file,) = tmp_path.glob("*.backup")
    capsys.readouterr()
    assert run("restore", str(file), "--to", str(tmp_path / "R.practice")) == main.DONE
    assert "R.practice: 8 clients, " in capsys.readouterr().out
    place = tmp_path / "Dropbox" / "R.practice"
    assert run("restore", str(file), "--to", str(place)) == main.REFUSED
    assert not place.exists()


def test_usage_is_its_own_exit_code(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that does not exist, or lacks an option, is a matter of usage."""
    for words in (["dance"], ["letter", "--client", "Heron"], []):
        with pytest.raises(SystemExit) as left:
            run(*words)

        assert left.value.code == main.USAGE
    assert "usage:" in capsys.readouterr().err


def test_a_letter_that_is_refused_leaves_no_draft(
    run: Run, practice: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Refused is refused: however often it is tried, the record holds no letter more."""
    with closing(reopened(practice, recovery_key)) as vault:
        before = vault.record.run(_letter_count)
    words = ["letter", "--client", "Heron", "--kind", "progress", "--recipient", "{a gap}"]

    assert run(*words, "--to", str(tmp_path / "letter.pdf")) == main.REFUSED

    with closing(reopened(practice, recovery_key)) as vault:
        assert vault.record.run(_letter_count) == before


def _letter_count(db: Any) -> int:
    return sum(len(letters.of_client(db, line.id)) for line in clients.find(db, datetime.now()))


def test_every_opening_is_entered_in_the_trail(
    run: Run, practice: Path, recovery_key: RecoveryKey
) -> None:
    """Whoever reads the record from a terminal leaves the same trace as at the window."""
    run("clients")

    with closing(reopened(practice, recovery_key)) as vault:
        assert vault.record.run(entries)[0].act == "unlock"


def test_what_a_note_holds_commands_no_terminal(
    run: Run, practice: Path, recovery_key: RecoveryKey, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control signs that were pasted into a note are shown as such, as words and as JSON."""
    with closing(reopened(practice, recovery_key)) as vault:
        at = datetime(2025, 8, 1, tzinfo=UTC)
        vault.record.run(clients.add, NewClient("Wren \x1b]0;mine\x07 \x9b31m"), at)

    for as_json in (False, True):
        run("clients", as_json=as_json)

        said = capsys.readouterr().out
        assert "Wren" in said
        assert not {"\x1b", "\x07", "\x9b"} & set(said)


def test_half_a_sign_is_refused_in_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An argument with a byte that is no text is refused, and nothing is written."""
    file = tmp_path / "letter.pdf"
    words = ["letter", "--client", "Heron", "--kind", "progress", "--recipient", "Dr \udcff"]

    assert run(*words, "--to", str(file)) == main.REFUSED

    assert capsys.readouterr().err == f"practicenotes: {messages.sentence(TextBroken())}\n"
    assert not file.exists()


def test_a_terminal_of_few_signs_shows_the_rest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a sign cannot be shown stands a question mark, and the command is done."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))

    assert run("search", "sleep") == main.DONE

    assert b"sle" in written.getvalue()
    assert written.getvalue().isascii()


def test_measures_lists_what_a_client_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Each form has its day and its result in words, and as JSON its answers."""
    assert run("measures", "--client", "heron") == main.DONE
    words = capsys.readouterr().out
    assert "PHQ-9: 15 of 27, moderately severe" in words.splitlines()[0]

    assert run("measures", "--client", "Heron", as_json=True) == main.DONE
    facts = told(capsys)
    first = facts["results"][0]
    assert (first["measure_id"], first["total"]) == ("phq9", 15)
    assert len(first["answers"]) == 9
    assert facts["damaged"] == 0


def test_measures_of_somebody_new(
    run: Run, practice: Path, recovery_key: RecoveryKey, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody filled in anything yet, and a client who is not there is named."""
    with closing(reopened(practice, recovery_key)) as vault:
        vault.record.run(clients.add, NewClient("Wagtail"), AT)
    assert run("measures", "--client", "Wagtail") == main.DONE
    assert capsys.readouterr().out == "No questionnaire was filled in yet.\n"
    assert run("measures", "--client", "Nobody") == main.REFUSED


def test_damaged_forms_are_counted(
    run: Run, practice: Path, recovery_key: RecoveryKey, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form changed from outside is left out, and said to be."""
    with closing(reopened(practice, recovery_key)) as vault:
        vault.record.on_connection(
            lambda connection: connection.exec_driver_sql("UPDATE measure_result SET total = 1")
        )
    assert run("measures", "--client", "Heron") == main.DONE
    assert "Damaged and left out: " in capsys.readouterr().out


def test_a_synchronised_vault_is_refused_unless_it_is_wished(
    practice: Path, recovery_key: RecoveryKey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder of Dropbox a command does nothing, and with the option it does its work."""
    moved = shutil.copytree(practice, tmp_path / "Dropbox" / "Practice.practice")
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")
    options = ["--vault", str(moved), "--recovery-key-file", str(key)]

    assert main.main([*options, "info"], schemas=SCHEMAS, now=lambda: AT) == main.REFUSED
    assert "is kept in step by Dropbox" in capsys.readouterr().err
    options.append("--in-synchronised-folder")
    assert main.main([*options, "info"], schemas=SCHEMAS, now=lambda: AT) == main.DONE
