"""Where a passphrase may come from, and what is said when none can be read."""

import getpass
import io
import sys
from pathlib import Path

import pytest

from practicenotes import messages
from practicenotes.cli import secrets
from practicenotes.cli.secrets import Source
from practicenotes.errors import PassphraseUnread, RecoveryKeyMistyped
from practicenotes.vault import RecoveryKey


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


def from_file(file: object) -> Source:
    return Source(str(file), None)


ASKED = Source(None, None)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of what the person at the terminal types, in order."""
    typed: list[str] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _question: typed.pop(0))
    return typed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("six words\n", "six words"),
        ("six words", "six words"),
        ("six words\r\n", "six words"),
        ("  spaces belong to it  \n", "  spaces belong to it  "),
        ("first line\nsecond line\n", "first line"),
        ("größe und träume\n", "größe und träume"),
    ],
)
def test_a_file_gives_its_first_line(tmp_path: Path, written: str, read: str) -> None:
    """The first line is the passphrase, without its line end and with its spaces."""
    file = tmp_path / "passphrase"
    file.write_bytes(written.encode())

    assert from_file(file).passphrase() == read
    assert from_file(file).key() == read
    assert secrets.new(str(file)) == read


def test_standard_input_gives_its_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single hyphen reads one line and leaves the rest."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("seven quiet herons\nand more\n"))

    assert from_file("-").passphrase() == "seven quiet herons"
    assert sys.stdin.read() == "and more\n"


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n", b"\xff\xfe not utf-8\n"])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file or one that is no text opens nothing."""
    file = tmp_path / "passphrase"
    file.write_bytes(content)

    with pytest.raises(PassphraseUnread) as refused:
        from_file(file).passphrase()

    assert str(file) in refused.value.why


def test_a_file_that_cannot_be_read_is_named_with_what_it_was_to_hold(tmp_path: Path) -> None:
    """Missing, a folder in its place, or a link to itself: each says so of the file by its name."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    for name, why in {
        "absent": "is not there",
        "file/below": "is not there",
        ".": "is a folder",
        "loop": "may not be read",
        "n" * 300: "may not be read",
    }.items():
        place = tmp_path / name
        with pytest.raises(PassphraseUnread) as refused:
            Source(None, str(place)).key()

        assert refused.value.why == f"{place} {why}"
        said = messages.in_terminal(refused.value)
        assert said.startswith(f"The recovery key could not be read: {place} {why}.")
        assert said.endswith("Name the file that holds it with --recovery-key-file.")


@pytest.mark.parametrize("secret", [secrets.EXECUTOR, secrets.SHEET], ids=lambda one: one.option)
def test_an_executors_key_is_called_by_its_name(tmp_path: Path, secret: secrets.Secret) -> None:
    """Its file is named, and the option that names it: a key is no passphrase."""
    with pytest.raises(PassphraseUnread) as refused:
        secrets.lines_of(str(tmp_path / "absent"), secret)

    said = messages.in_terminal(refused.value)
    assert said.startswith(f"The executor’s key could not be read: {tmp_path / 'absent'} is not")
    assert said.endswith(f"with {secret.option}.")


@pytest.mark.parametrize("empty", [None, io.StringIO(), io.StringIO("\n")])
def test_an_input_that_gives_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, empty: io.StringIO | None
) -> None:
    """Closed, at its end, or with an empty line: nothing is waited for, and nothing opens."""
    monkeypatch.setattr(sys, "stdin", empty)

    with pytest.raises(PassphraseUnread) as refused:
        from_file("-").passphrase()

    assert refused.value.why == "nothing stands in the first line of standard input"


def test_a_device_without_an_end_is_read_no_further_than_a_passphrase_goes() -> None:
    """What never ends a line gives no more than a key can be, and takes no memory."""
    assert len(from_file("/dev/zero").passphrase()) == 64 * 1024


def test_nobody_to_ask_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal and without a file nothing waits for an answer, also if input is shut."""
    for stdin in (io.StringIO("a pipe is no person\n"), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(PassphraseUnread) as refused:
            ASKED.second_passphrase()

        assert messages.in_terminal(refused.value) == (
            "The passphrase of the reflections could not be read: there is no terminal to ask at."
            " Nothing was changed. Name the file that holds it with"
            " --second-passphrase-file."
        )


def test_a_person_is_asked(answers: list[str]) -> None:
    """At a terminal the passphrase is asked for once."""
    answers.append("typed by hand")

    assert ASKED.passphrase() == "typed by hand"
    assert answers == []


def test_a_new_passphrase_is_asked_for_twice(answers: list[str]) -> None:
    """A new passphrase counts when both times are alike."""
    answers += ["typed by hand", "typed by hand"]

    assert secrets.new(None) == "typed by hand"


def test_two_different_passphrases_are_refused(answers: list[str]) -> None:
    """A slip in one of the two does not become the passphrase of a vault."""
    answers += ["typed by hand", "typed by hnad"]

    with pytest.raises(PassphraseUnread) as refused:
        secrets.new(None)

    assert refused.value.why == "the two that were typed differ"


def test_leaving_the_prompt_is_said(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    """Ctrl+D at the prompt is an answer too: nothing was given."""

    def left(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", left)

    with pytest.raises(PassphraseUnread) as refused:
        ASKED.passphrase()

    assert refused.value.why == "nothing was typed"


def test_a_recovery_key_stands_in_for_the_passphrase(tmp_path: Path) -> None:
    """A file with the recovery key is read as a key, however it was copied from the paper."""
    key = RecoveryKey.new(lambda count: bytes(range(count)))
    file = tmp_path / "key"
    file.write_text(f"{str(key).lower().replace('-', ' ')}\n")

    assert Source(None, str(file)).key() == key


def test_a_mistyped_recovery_key_names_its_groups(tmp_path: Path) -> None:
    """A slip in the recovery key is found before anything is opened."""
    file = tmp_path / "key"
    file.write_text("0000-0000-0000\n")

    with pytest.raises(RecoveryKeyMistyped):
        Source(None, str(file)).key()
