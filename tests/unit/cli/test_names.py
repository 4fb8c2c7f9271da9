"""What is typed as the name of a file or a folder, and names none: one sentence, no harm."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main, typed
from practicenotes.domain.attachments import AttachmentKind, NewAttachment
from practicenotes.errors import BackupMissing, TargetExists
from practicenotes.records import attachments
from practicenotes.vault import RecoveryKey, Vault


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
LONG = "n" * 300  # no disk takes a name like it

Run = Callable[..., int]

TO_FILES = [
    ["letter", "--client", "Heron", "--kind", "progress"],
    ["print-record", "--client", "Heron"],
    ["save-file", "{file}"],
    ["hours"],
    ["forms", "export", "soap"],
    ["letter-kinds", "export", "progress"],
    ["executor-sheet", "make"],
    ["recovery-sheet"],
]
TO_FOLDERS = [["export", "--client", "Heron"], ["backup"], ["hand-over"]]


@pytest.fixture
def file(vault_folder: Path, recovery_key: RecoveryKey) -> str:
    """Give the id of a file in the record of the one client."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        heron = factory.add_client(vault.record)
        kept = (heron, AttachmentKind.OTHER, "a.txt", "text/plain", AT.date(), b"words", "")
        return vault.record.run(attachments.add, NewAttachment(*kept), AT)


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on the practice."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    given = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key")]

    def command(*words: str) -> int:
        return main.main([*given, *words], schemas=SCHEMAS, now=lambda: AT)

    return command


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line that was said, without whose line it is."""
    out, line = capsys.readouterr()
    assert out == ""
    assert line.count("\n") == 1
    assert messages.UNEXPECTED not in line
    return line.strip().removeprefix("practicenotes: ")


@pytest.mark.parametrize("words", TO_FILES, ids=lambda words: words[0])
def test_what_has_the_name_already_is_not_written_over(
    run: Run, words: list[str], file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stays as it was, and so does a link, be it one that leads nowhere."""
    taken, link = tmp_path / "taken.pdf", tmp_path / "link.pdf"
    taken.write_bytes(b"of others")
    link.symlink_to(tmp_path / "nowhere")

    for target in (taken, link):
        asked = [word.format(file=file) for word in words]
        assert run(*asked, "--to", str(target)) == main.REFUSED
        assert refusal(capsys) == messages.sentence(TargetExists(target))

    assert (taken.read_bytes(), link.is_symlink()) == (b"of others", True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("words", TO_FILES + TO_FOLDERS, ids=lambda words: words[0])
def test_a_name_that_no_disk_takes_is_told_as_that(
    run: Run, words: list[str], file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever would write says so in the same sentence, and nothing lies there."""
    asked = [word.format(file=file) for word in words]

    assert run(*asked, "--to", str(tmp_path / LONG)) == main.REFUSED

    assert refusal(capsys).startswith("The disk takes no name as long as this one.")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("n")] == []


@pytest.mark.parametrize("words", [*TO_FILES, *TO_FOLDERS, ["restore", "x"]], ids=lambda w: w[0])
@pytest.mark.parametrize("name", ["", " ", "/"])
def test_what_is_no_name_is_a_mistake_of_usage(
    run: Run, words: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is opened for it, and the option is named."""
    with pytest.raises(SystemExit) as stopped:
        run(*words, "--to", name)

    assert stopped.value.code == main.USAGE
    assert capsys.readouterr().err.endswith("argument --to: name a file or a folder\n")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (".", "Deep"),
        ("..", ""),
        ("Deeper/..", "Deep"),
        ("link/..", "Elsewhere"),
        ("link", "Deep/link"),
    ],
)
def test_a_folder_that_is_said_by_its_place_is_known_by_its_name(
    said: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is called after it, as the folder of its backups, lies beside it and not inside."""
    for folder in ("Deep/Deeper", "Elsewhere/Deeper"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "Deep" / "link").symlink_to(tmp_path / "Elsewhere" / "Deeper")
    monkeypatch.chdir(tmp_path / "Deep")

    assert typed.path(said).absolute() == tmp_path / meant
    assert typed.path(said).name == (tmp_path / meant).name


@pytest.mark.parametrize("name", [LONG, "key/below", "loop"])
@pytest.mark.parametrize(
    "words", [["restore", "{name}", "--to", "{new}"], ["bring-back", "{name}", "--client", "x"]]
)
def test_a_backup_under_a_name_that_can_be_none_is_not_there(
    run: Run, words: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too long, below a file, or a link to itself: it is told like any that is missing."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    places = {"name": str(tmp_path / name), "new": str(tmp_path / "new")}

    assert run(*(word.format_map(places) for word in words)) == main.REFUSED

    assert refusal(capsys) == messages.sentence(BackupMissing(tmp_path / name))


@pytest.mark.parametrize("words", [["info"], ["rebuild-keys", "x"], ["remove", "--word", "remove"]])
def test_a_practice_under_a_name_that_no_disk_takes_is_not_there(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the option that names the folder."""
    (tmp_path / "passphrase").write_text("six words\n")
    given = ["--vault", str(tmp_path / LONG), "--passphrase-file", str(tmp_path / "passphrase")]

    assert main.main([*given, *words], schemas=SCHEMAS, now=lambda: AT) == main.REFUSED

    said = refusal(capsys)
    assert said.startswith("There is no practice in ")
    assert said.endswith("with --vault DIR.")


def test_a_practice_is_made_in_the_folder_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """“.” is that folder by its own name: empty, it becomes the practice."""
    (tmp_path / "passphrase").write_text("a lantern over seven quiet harbours\n")
    here = tmp_path / "Main.practice"
    here.mkdir()
    monkeypatch.chdir(here)
    given = ["--vault", ".", "--passphrase-file", "../passphrase", "--json", "init"]

    assert main.main(given, schemas=SCHEMAS, now=lambda: AT) == main.DONE

    assert json.loads(capsys.readouterr().out)["vault"] == str(here)
    assert (here / "keys-a.txt").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add-file", "{gone}", "--client", "Heron"], "is not there."),
        (["add-file", "{key}/below", "--client", "Heron"], "is not there."),
        (["forms", "import", "{gone}"], "is not there."),
        (["letter-kinds", "import", "{here}"], "is a folder or a device, and not a file."),
        (["backups", "{gone}"], "There is no folder {gone}."),
        (["backups", "{key}"], "The command backups needs a folder, and {key} is none."),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_what_is_not_there_is_said_to_be_that(
    run: Run,
    words: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is called neither forbidden, nor broken, nor without backups."""
    names = {"gone": tmp_path / "gone", "key": tmp_path / "key", "here": tmp_path}

    assert run(*(word.format_map(names) for word in words)) == main.REFUSED

    assert told.format_map(names) in refusal(capsys)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["hours", "--year", "0"], "--year: write a whole number above 0"),
        (["hours", "--year", "9" * 5000], "--year: write a number of at most 18 digits"),
        (["hours", "--year", "next"], "--year: write a whole number above 0"),
        (["forms", "export", "soap", "--version", "-1"], "--version: write a whole number above 0"),
        (["print-record", "--client", "x", "--since", "today"], "--since: write a day as 2025-08-"),
    ],
)
def test_what_is_no_number_and_no_day_is_a_mistake_of_usage(
    run: Run, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The option is named, with what it takes, in words that are no program’s."""
    with pytest.raises(SystemExit) as stopped:
        run(*words, "--to", "x")

    assert stopped.value.code == main.USAGE
    assert f"argument {told}" in capsys.readouterr().err


@pytest.mark.usefixtures("file")
def test_days_that_are_turned_round_print_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No empty record goes on paper as if it were one."""
    printed = ["print-record", "--client", "Heron", "--to", str(tmp_path / "out.pdf")]

    assert run(*printed, "--since", "2026-01-01", "--until", "2025-01-01") == main.REFUSED

    assert "behind --until that is not before --since" in refusal(capsys)
    assert not (tmp_path / "out.pdf").exists()


def test_a_name_of_two_lines_is_told_in_one(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """And what a terminal would obey in it is not said to the terminal."""
    assert run("files", "--client", "a\nb\x1b[2J") == main.REFUSED

    assert "called a b\N{REPLACEMENT CHARACTER}[2J." in refusal(capsys)
