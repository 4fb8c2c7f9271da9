"""A command of the terminal that is stopped, or cannot say what it did: one line, and no litter."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from journey import PASSPHRASE, command, terminal
from refusal import Desk, state

import disks
from practicenotes.cli import main


DONE = (main.DONE, -signal.SIGTERM)  # a stop may just come behind the last word
STOPPED = "practicenotes: Stopped. What was saved before is safe.\n"
HEEDLESS = """trap '' HUP; exec "$@\""""
MUTE = 'exec "$@" 2>&-'
SIGNALS = [signal.SIGINT, *(getattr(signal, n) for n in ("SIGTERM", "SIGHUP") if n in dir(signal))]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows stops a process another way"
)


def stopped(
    pipe: Path, number: int, *arguments: object, before: Sequence[str] = ()
) -> tuple[int, str, str]:
    """Start a command, stop it while it waits for what comes out of a pipe; return how it ended."""
    run = [*before, *command("practicenotes-cli"), *map(str, arguments)]
    shown = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(run, text=True, **shown) as process:
        held = os.open(pipe, os.O_WRONLY)  # waits until the command reads
        process.send_signal(number)
        out, told = process.communicate(timeout=60)
        os.close(held)
    return process.returncode, out, told


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_command_that_is_stopped_says_so_in_one_line(desk: Desk, number: int) -> None:
    """By the keyboard, by ending the process, by closing the terminal: no traceback, no change."""
    pipe, before = desk.around / "pipe", state(desk.vault)
    os.mkfifo(pipe)
    asked = ("--vault", desk.vault, "--passphrase-file", pipe, "--json", "info")

    assert stopped(pipe, number, *asked) == (main.REFUSED, "", STOPPED)
    assert state(desk.vault) == before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs a terminal that can hang up")
def test_a_command_that_is_to_outlive_its_terminal_does(desk: Desk) -> None:
    """Started as by `nohup`, it does not hear that the terminal was closed, and is done."""
    pipe = desk.around / "pipe"
    os.mkfifo(pipe)
    heedless = ["sh", "-c", HEEDLESS, "sh", *command("practicenotes-cli")]
    asked = ("--vault", str(desk.vault), "--passphrase-file", str(pipe), "info")
    with subprocess.Popen([*heedless, *asked], text=True, stdout=subprocess.PIPE) as process:
        with pipe.open("w") as held:  # waits until the command reads
            process.send_signal(signal.SIGHUP)
            held.write(f"{PASSPHRASE}\n")
        out, _ = process.communicate(timeout=60)

    assert (process.returncode, str(desk.vault) in out) == (main.DONE, True)


@pytest.mark.parametrize("wanted", ["*.part", "*.backup"])
def test_a_practice_that_is_handed_over_went_or_stayed(desk: Desk, wanted: str) -> None:
    """Whenever it is stopped, there is a backup and a copy that is only read, or neither."""
    stick = desk.around / "stick"
    asked = (*desk.opens, "hand-over", "--to", stick)

    code, out, told = stopped_once(lambda: list(stick.glob(wanted)), *asked)

    lies_there = list(stick.glob("*")) if stick.exists() else []
    went = terminal(*desk.opens, "take-back").returncode == main.DONE
    done = [(number, True, True, "") for number in DONE]
    assert (code, bool(lies_there), went, told) in [*done, (main.REFUSED, False, False, STOPPED)]
    assert (str(stick) in out) == went
    assert [path.suffix for path in lies_there] == [".backup"] * went


@pytest.mark.parametrize("asked", ["init", "new-recovery-key", "replace-keys"])
def test_no_key_counts_that_nobody_saw(desk: Desk, asked: str) -> None:
    """Stopped where its recovery key begins to count, a command says the key, and then ends."""
    new = desk.around / "New.practice"
    typed = desk.around / "typed"
    typed.write_text(f"{PASSPHRASE} and more\n")
    opens, folder = desk.opens, desk.vault
    more: tuple[object, ...] = ("--new-passphrase-file", typed)
    if asked == "init":
        opens, folder, more = ["--vault", new, "--passphrase-file", typed], new, ()
    elif asked == "new-recovery-key":
        more = ()
    before = keys_in(folder)

    code, out, told = stopped_once(
        lambda: keys_in(folder) != before, *opens, "--json", asked, *more
    )

    assert (code in DONE, told) == (True, "")
    typed.write_text(json.loads(out)["recovery_key"])
    known = terminal("--vault", folder, "--recovery-key-file", typed, "info")
    assert known.returncode == main.DONE


def keys_in(folder: Path) -> bytes:
    """Return the key file that is written first, as far as there is one."""
    file = folder / "keys-a.txt"
    return file.read_bytes() if file.exists() else b""


def stopped_once(moment: Callable[[], object], *arguments: object) -> tuple[int, str, str]:
    """Start a command, and stop it as soon as a moment is there; return how it ended."""
    run = [*command("practicenotes-cli"), *map(str, arguments)]
    shown = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(run, text=True, **shown) as process:
        while process.poll() is None and not moment():
            pass
        process.send_signal(signal.SIGTERM)
        out, told = process.communicate(timeout=60)
    return process.returncode, out, told


@pytest.mark.parametrize(
    ("asked", "code"),
    [(("--vault", "none", "clients"), main.REFUSED), (("--json", "letters"), main.USAGE)],
    ids=["refused", "mistyped"],
)
def test_a_refusal_that_nobody_hears_is_no_outcome(
    desk: Desk, asked: tuple[str, ...], code: int
) -> None:
    """Without a standard error nothing is said on the output instead; the exit code tells."""
    told = terminal("--recovery-key-file", desk.key, *asked, before=("sh", "-c", MUTE, "sh"))

    assert (told.returncode, told.stdout) == (code, "")


def test_what_cannot_be_told_beside_it_keeps_no_outcome_back(desk: Desk) -> None:
    """A full disk behind the standard error takes no line, and the command says what it did."""
    handed = terminal(*desk.opens, "hand-over", "--to", desk.around / "stick")
    assert handed.returncode == main.DONE
    with disks.small(desk.around / "disk", "64k") as disk:
        disks.stuff(disk)
        full = ("sh", "-c", 'exec "$@" 2>"$0"', disk / "told")
        told = terminal(*desk.opens, "info", before=map(str, full))

    assert (told.returncode, told.stdout.startswith("Vault: ")) == (main.DONE, True)


def test_a_stop_that_nobody_hears_ends_a_command(desk: Desk) -> None:
    """Without a standard error it ends with 1, and nothing is said on the output instead."""
    pipe = desk.around / "pipe"
    os.mkfifo(pipe)
    asked = ("--vault", desk.vault, "--passphrase-file", pipe, "info")

    ended = stopped(pipe, signal.SIGTERM, *asked, before=("sh", "-c", MUTE, "sh"))

    assert ended == (main.REFUSED, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_takes_nothing_is_told(desk: Desk) -> None:
    """What was done is done, and the command ends with 1, as a key that it made is not shown."""
    run = [*command("practicenotes-cli"), *map(str, desk.opens), "clients"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(run, check=False, stdout=full, stderr=subprocess.PIPE, text=True)

    assert (done.returncode, done.stderr) == (main.REFUSED, f"practicenotes: {main.UNSAID}\n")


def test_a_new_try_clears_what_a_killed_one_left(desk: Desk) -> None:
    """A practice that was being made or restored when it was killed is in nobody's way."""
    copy = terminal(*desk.opens, "backup", "--to", desk.around / "copies")
    assert copy.returncode == main.DONE
    backup = next((desk.around / "copies").iterdir())
    target = desk.around / "New.practice"
    (desk.around / "passphrase").write_text(f"{PASSPHRASE} and more\n")
    opens = ("--vault", target, "--passphrase-file", desk.around / "passphrase")
    for asked in (
        (*opens, "init"),
        (*desk.opens, "restore", backup, "--to", target),
    ):
        names = {path.name for path in desk.around.iterdir()}
        assert killed_while_making(desk.around, names, *asked)
        assert not target.exists()

        assert terminal(*asked).returncode == main.DONE
        assert {path.name for path in desk.around.iterdir()} == names | {target.name}
        target.rename(desk.around / f"done{len(names)}")


def killed_while_making(folder: Path, names: set[str], *arguments: object) -> bool:
    """Kill a command as soon as a folder that is being filled lies there; say whether it does.

    On a busy machine it may be done before the look or the kill: it is then tried anew.
    """
    run = [*command("practicenotes-cli"), *map(str, arguments)]
    for _ in range(5):
        with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            while process.poll() is None:
                if parts(folder, names):
                    process.kill()
                    break
        if parts(folder, names):
            return True
        for path in set(folder.iterdir()) - {folder / name for name in names}:
            shutil.rmtree(path)
    return False


def parts(folder: Path, names: set[str]) -> list[Path]:
    """Return what is being filled and was not there before."""
    return [path for path in folder.glob(".*.part") if path.name not in names]
