"""Where a passphrase comes from: a prompt, a file or standard input; never an argument."""

import getpass
import sys
from dataclasses import dataclass, field
from pathlib import Path

from practicenotes.errors import PassphraseUnread
from practicenotes.vault import RecoveryKey, executor_key


_PARTS = 2  # of an executor's key, at most


@dataclass(frozen=True, slots=True)
class Source:
    """How the therapist chose to give the key."""

    passphrase_file: str | None
    recovery_key_file: str | None
    executor_key_file: str | None = None
    second_passphrase_file: str | None = None
    _second: list[str] = field(default_factory=list, repr=False, compare=False)

    def second_passphrase(self) -> str:
        """Return the passphrase of the reflections, asked for once; raises PassphraseUnread.

        Standard input gives each secret as a line of its own, and none of them twice.
        """
        if not self._second and self.second_passphrase_file is not None:
            self._second.append(_first_line(self.second_passphrase_file))
        if not self._second:
            self._second.append(_prompt("Passphrase of the reflections: "))
        return self._second[0]

    def key(self) -> str | RecoveryKey:
        """Return what opens an existing vault; raises PassphraseUnread, RecoveryKeyMistyped."""
        if self.executor_key_file is not None:
            return executor_key.read(*lines_of(self.executor_key_file))
        if self.recovery_key_file is not None:
            return RecoveryKey.parse(_first_line(self.recovery_key_file))
        return self.passphrase()

    def passphrase(self) -> str:
        """Return the passphrase; raises PassphraseUnread."""
        if self.passphrase_file is not None:
            return _first_line(self.passphrase_file)
        return _prompt("Passphrase: ")

    def new_passphrase(self) -> str:
        """Return the passphrase of a new vault, typed twice at a prompt."""
        if self.passphrase_file is not None:
            return _first_line(self.passphrase_file)
        first = _prompt("New passphrase (at least 15 characters): ")
        if _prompt("The same again: ") != first:
            raise PassphraseUnread("the two differ")
        return first


def of_file(file: str | None) -> str:
    """Return the password that a written file is to open with, or nothing if none is wanted."""
    return "" if file is None else _first_line(file)


def lines_of(file: str) -> tuple[str, ...]:
    """Return the lines that hold an executor's key, or its two parts; raises PassphraseUnread."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise PassphraseUnread("the file cannot be read") from None
    lines = tuple(line for line in text.splitlines() if line.strip())
    if not lines:
        raise PassphraseUnread("nothing was given")
    return lines[:_PARTS]


def _first_line(file: str) -> str:
    """Return the first line without its line end; spaces belong to the passphrase."""
    try:
        if file == "-":
            line = sys.stdin.readline()
        else:
            line = Path(file).read_text("utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        raise PassphraseUnread("the file cannot be read") from None
    line = line.rstrip("\r\n")
    if not line:
        raise PassphraseUnread("nothing was given")
    return line


def _prompt(question: str) -> str:
    if not sys.stdin.isatty():
        raise PassphraseUnread("there is no terminal to ask at")
    try:
        return getpass.getpass(question)
    except EOFError:
        raise PassphraseUnread("nothing was given") from None
