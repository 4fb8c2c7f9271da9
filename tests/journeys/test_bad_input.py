"""What bad input gets: one plain sentence, exit code 1, and nothing lost or half-created."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from journey import CODE_NAME, PASSPHRASE, command, opened, terminal
from refusal import Desk, refused, refused_but_for_the_trail, state

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.vault import RecoveryKey


NOTHING_THERE = "There is no practice in {folder}. Nothing was changed."


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.mkdir(), "is a folder or a device"),
        (lambda path: path.touch(), "There is nothing in"),
        (os.mkfifo, "is a folder or a device"),
        (lambda path: (path.touch(), os.truncate(path, 100_000_000)), "is larger than 25 MB"),
        (lambda path: None, "thing.pdf is not there."),
    ],
)
def test_what_cannot_be_kept_as_a_file_adds_nothing(desk: Desk, make, told: str) -> None:
    """A folder, a pipe, an empty, a huge and a missing file are each refused in one sentence."""
    thing = desk.around / "thing.pdf"
    make(thing)

    assert told in refused(desk.around, *desk.opens, "add-file", thing, "--client", CODE_NAME)


# --- keys ---------------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(desk: Desk) -> None:
    """It is said in one sentence, whichever way the passphrase was given."""
    told = messages.sentence(WrongPassphrase())
    (desk.around / "wrong").write_text("not the passphrase at all\n")

    options = ["--vault", desk.vault, "--passphrase-file"]
    assert refused(desk.around, *options, desk.around / "wrong", "info") == told
    assert refused(desk.around, *options, "-", "clients", given="nor is this one\n") == told


def test_a_recovery_key_of_another_practice_opens_nothing(desk: Desk) -> None:
    """A key that is well formed, and one that is mistyped, are told apart."""
    other = desk.around / "other"
    other.write_text(f"{RecoveryKey(bytes(range(20)))}\n")
    options = ["--vault", desk.vault, "--recovery-key-file", other]

    assert refused(desk.around, *options, "info").startswith("That recovery key belongs to another")
    other.write_text(desk.key.read_text().replace("-", "")[:-3])
    assert "nine groups" in refused(desk.around, *options, "info")


@pytest.mark.parametrize("name", ["PASSPHRASE", "PRACTICENOTES_PASSPHRASE", "VAULT_PASSPHRASE"])
def test_no_passphrase_is_taken_from_the_environment(desk: Desk, name: str) -> None:
    """Without a terminal to ask at, nothing is opened, whatever the variables say."""
    told = refused(desk.around, "--vault", desk.vault, "info", **{name: PASSPHRASE})

    assert told.startswith("The passphrase could not be read: there is no terminal to ask at.")


def test_no_passphrase_is_taken_from_an_argument(desk: Desk) -> None:
    """There is no option for it, and what looks like one is refused as a mistake of usage."""
    before = state(desk.around)
    done = terminal("--vault", desk.vault, "--passphrase", PASSPHRASE, "info")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert state(desk.around) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made as Unix makes one")
def test_a_passphrase_that_is_typed_is_not_shown(desk: Desk) -> None:
    """At a real terminal the passphrase is asked for, and no letter of it appears."""
    asked = [*command("practicenotes-cli"), "--vault", str(desk.vault), "clients"]
    behind = f"import pty, sys; sys.exit(pty.spawn({asked!r}))"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", behind], stdin=pipe, stdout=pipe) as program:
        seen = b""
        while b"Passphrase: " not in seen:  # what is typed before is thrown away
            seen += os.read(program.stdout.fileno(), 1024)
        program.stdin.write(f"{PASSPHRASE}\n".encode())
        program.stdin.flush()
        seen += program.stdout.read()

    assert program.returncode == 0
    assert CODE_NAME.encode() in seen
    assert PASSPHRASE[:7].encode() not in seen


# --- folders ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["missing", "empty", "full", "file"])
def test_a_folder_that_is_no_practice(desk: Desk, what: str) -> None:
    """Whatever is found there is left alone, and no practice is made on the way."""
    folder = desk.around / what
    if what == "file":
        folder.write_bytes(b"x")
    elif what != "missing":
        folder.mkdir()
    if what == "full":
        (folder / "diary.txt").write_text("mine")
    told = refused(desk.around, "--vault", folder, "--recovery-key-file", desk.key, "info")

    assert told.startswith(NOTHING_THERE.format(folder=folder))


def test_a_practice_is_never_made_over_something(desk: Desk) -> None:
    """`init` and `restore` refuse a folder that holds anything, and `restore` what is no backup."""
    taken = desk.around / "taken"
    taken.mkdir()
    (taken / "diary.txt").write_text("mine")
    held = f"The folder {taken} already holds something. Nothing in it was touched."
    init = ["--vault", taken, "--passphrase-file", "-", "init"]
    assert refused(desk.around, *init, given=f"{PASSPHRASE}\n").startswith(held)

    made = terminal(*desk.opens, "--json", "backup", "--to", desk.around / "copies")
    assert made.returncode == 0
    (copy,) = (desk.around / "copies").iterdir()
    assert refused(desk.around, *desk.opens, "restore", copy, "--to", taken).startswith(held)
    no_backup = "{} is not a backup of PracticeNotes, or it is damaged."
    for wrong, says in (
        (desk.key, no_backup),
        (desk.vault, no_backup),
        (desk.around / "no such file", "{} is not there. Nothing was changed."),
    ):
        arguments = ["restore", wrong, "--to", desk.around / "new"]
        assert refused(desk.around, *desk.opens, *arguments).startswith(says.format(wrong))


def test_a_short_passphrase_makes_no_practice(desk: Desk) -> None:
    """What is too short or known to everyone is refused before anything is made."""
    init = ["--vault", desk.around / "new", "--passphrase-file", "-", "init"]

    assert "at least 15" in refused(desk.around, *init, given="too short\n")
    assert "tried first" in refused(desk.around, *init, given="passwordpassword\n")


def test_a_practice_that_is_open_elsewhere(desk: Desk, recovery_key: RecoveryKey) -> None:
    """While one program has it open, no other gets in, and it is told where it is open."""
    with closing(opened(desk.vault, recovery_key)):
        told = refused(desk.around, *desk.opens, "info")

    assert told.startswith("This practice is already open in another window on this computer")
    assert terminal(*desk.opens, "info").returncode == 0


# --- what the commands are asked for ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("letter --client Nobody --kind progress --to {new}", "client"),
        (f"letter --client {CODE_NAME} --kind sonnet --to {{new}}", "called sonnet"),
        (f"letter --client {CODE_NAME} --kind progress --to {{new}} --facts age", "called age"),
        (f"letter --client {CODE_NAME} --kind progress --to {{key}}", "already there"),
        (f"letter --client {CODE_NAME} --kind progress --to {{new}}/x/l.pdf", "There is no folder"),
        ("export --client Nobody --to {new}", "client"),
        (f"export --client {CODE_NAME} --to {{key}}", "already there"),
        (f"export --client {CODE_NAME} --to {{new}}/x/y", "There is no folder"),
        ("backup --to {key}", "There is no folder"),
        ("search ...", "nothing to search for"),
    ],
)
def test_what_cannot_be_done_is_said(desk: Desk, arguments: str, words: str) -> None:
    """A client, kind, fact or place that does not exist is named in one sentence."""
    asked = arguments.format(new=desk.around / "new", key=desk.key).split()

    assert words in refused_but_for_the_trail(desk, *asked)


@pytest.mark.parametrize(
    "arguments",
    [
        *("", "dance", "letter", "letter --client Heron", "export --client Heron", "backup"),
        *("restore", "search", "demo --size enormous", "info --all", "--json", "info extra"),
    ],
)
def test_a_mistake_of_usage_is_told_apart(desk: Desk, arguments: str) -> None:
    """What cannot be understood ends with exit code 2, before any key is asked for."""
    before = state(desk.around)
    done = terminal("--vault", desk.vault, *arguments.split())

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: practicenotes-cli")
    assert "Traceback" not in done.stderr
    assert state(desk.around) == before
