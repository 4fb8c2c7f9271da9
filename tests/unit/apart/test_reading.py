"""A file from outside is read apart: whatever it does to what reads it, the program goes on."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import strange_readers
from practicenotes import messages
from practicenotes.apart import program, reading, serving
from practicenotes.apart.reading import Reading
from practicenotes.errors import PagesUnreadable, ReadingStopped, StoreClosed


NAME = "letter of 3 May.pdf"
START = [sys.executable, "-P", strange_readers.__file__]

Open = Callable[..., Reading]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Give what hands bytes to the readers of these tests."""
    held = []

    def opening(data: bytes = b"%PDF", start: list[str] = START) -> Reading:
        held.append(Reading("any", data, NAME, start))
        return held[-1]

    yield opening
    for each in held:
        each.close()
    assert reading._running == set()


def as_it_is(said: Any, body: bytes) -> tuple[Any, bytes]:
    return said, body


def test_one_process_reads_one_file_as_long_as_it_is_asked(opened: Open) -> None:
    """Numbers and bytes come back from another process, which is given the file once."""
    file, other = opened(b"abc" * 100_000), opened(b"other")
    (count, number), body = file.ask(as_it_is, "length", most=300_000)
    again, _ = file.ask(as_it_is, "length", most=300_000)

    assert (count, body) == (300_000, b"cba" * 100_000)
    assert again == [count, number]
    assert number not in (os.getpid(), other.ask(as_it_is, "length", most=9)[0][1])


@pytest.mark.parametrize("how", ["crash", "eat", "stumble", "flood", "babble", "no such reader"])
def test_whatever_goes_wrong_is_one_sentence_that_names_the_file(opened: Open, how: str) -> None:
    """A crash, a flood and nonsense end the process alone, and the next question is answered."""
    file = opened()
    with pytest.raises(ReadingStopped) as stopped:
        file.ask(as_it_is, how)

    said = messages.sentence(stopped.value)
    assert NAME in said
    assert "Nothing of it was taken in." in said
    assert file.ask(as_it_is, "length", most=9)[1] == b"FDP%"


def test_what_never_ends_is_ended(opened: Open) -> None:
    """The wall clock counts, also for what only waits."""
    with pytest.raises(ReadingStopped):
        opened().ask(as_it_is, "hang", seconds=0.5)


def test_what_has_another_form_than_was_asked_for_is_not_used(opened: Open) -> None:
    """An answer is taken apart by whoever asked, and nothing stumbles over it."""
    with pytest.raises(ReadingStopped):
        opened().ask(lambda said, _: [float(size) for size in said], "nonsense")


def test_a_reader_may_refuse_in_words_of_its_own(opened: Open) -> None:
    """What is damaged is told as damaged, and the process lives on."""
    with pytest.raises(PagesUnreadable):
        opened().ask(as_it_is, "refuse")


def test_a_program_that_cannot_be_started_reads_nothing(opened: Open) -> None:
    """Where no process can be had, nothing is read in the program instead."""
    with pytest.raises(ReadingStopped):
        opened(start=["/nowhere/at/all"]).ask(as_it_is, "length")


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of it there")
def test_the_process_holds_nothing_and_may_nothing(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No open file of the program, no word of the environment, no file, no socket, no look in."""
    monkeypatch.setenv("PASSPHRASE", "correct horse")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with (tmp_path / "key").open("wb") as key:
        os.set_inheritable(key.fileno(), True)
        found, _ = opened().ask(as_it_is, "rights")

    assert found["held"] == [0, 1, 2, 3]
    assert found["may"] == {"write": "refused", "read": "refused", "connect": "refused"}
    assert found["dumpable"] == 0
    assert found["told"].keys() - {"LC_CTYPE"} <= set(program._NEEDED)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_lock_ends_what_reads_even_in_the_middle(opened: Open) -> None:
    """Nothing that holds a file outlives the practice; whoever waits hears that it is closed."""
    file, heard = opened(), []

    def wait() -> None:
        try:
            file.ask(as_it_is, "hang")
        except StoreClosed as error:
            heard.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not reading._running:
        pass
    (process,) = reading._running
    reading.end()
    waiting.join()

    assert process.returncode is not None
    assert len(heard) == 1


def test_a_file_that_nobody_holds_is_let_go_of(opened: Open) -> None:
    """The process ends with the last thing that could ask it."""
    file = Reading("any", b"x", NAME, START)
    file.ask(as_it_is, "length", most=1)
    (process,) = reading._running
    del file
    gc.collect()

    assert process.returncode is not None


def is_alive(number: int) -> bool:
    """Say whether a process still runs; one that only waits to be counted does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of it there")
def test_the_process_ends_with_the_program_that_asked() -> None:
    """A program that is killed leaves nobody behind that holds a file of a client."""
    source = (
        "import os, signal, sys\n"
        "from practicenotes.apart.reading import Reading\n"
        "file = Reading('any', b'x', 'x', sys.argv[1:])\n"
        "file.ask(lambda said, _: print(said[1], flush=True), 'length', most=1)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    told = subprocess.run([sys.executable, "-c", source, *START], capture_output=True, check=False)
    while is_alive(int(told.stdout)):
        pass


def test_a_process_that_waited_long_is_not_asked_any_more(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may end by itself any moment is replaced before it is asked."""
    file = opened()
    first = file.ask(as_it_is, "length", most=9)[0][1]
    monkeypatch.setattr(serving, "IDLE", 0)

    assert file.ask(as_it_is, "length", most=9)[0][1] != first
