"""Where a passphrase comes from: a prompt, a file or standard input; never an argument."""

import getpass
import sys
from dataclasses import dataclass, field
from pathlib import Path

from practicenotes.errors import PassphraseUnread
from practicenotes.vault import RecoveryKey, executor_key


_PARTS = 2  # of an executor's key, at most
_MOST = 64 * 1024  # characters that are read of a file: a device has no end


@dataclass(frozen=True, slots=True)
class Secret:
    """What is to be read, as it is called, and the option that names the file which holds it."""

    what: str
    option: str


FIRST = Secret("passphrase", "--passphrase-file")
SECOND = Secret("passphrase of the reflections", "--second-passphrase-file")
NEW = Secret("new passphrase", "--new-passphrase-file")
RECOVERY = Secret("recovery key", "--recovery-key-file")
EXECUTOR = Secret("executor’s key", "--executor-key-file")
SHEET = Secret("executor’s key", "--key-file")
PASSWORD = Secret("password", "--password-file")
TRIED = Secret("passphrase", "--try")


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
            self._second.append(of_file(self.second_passphrase_file, SECOND))
        if not self._second:
            self._second.append(_prompt("Passphrase of the reflections: ", SECOND))
        return self._second[0]

    def key(self) -> str | RecoveryKey:
        """Return what opens an existing vault; raises PassphraseUnread, RecoveryKeyMistyped."""
        if self.executor_key_file is not None:
            return executor_key.read(*lines_of(self.executor_key_file, EXECUTOR))
        if self.recovery_key_file is not None:
            return RecoveryKey.parse(of_file(self.recovery_key_file, RECOVERY))
        return self.passphrase()

    def passphrase(self) -> str:
        """Return the passphrase; raises PassphraseUnread."""
        if self.passphrase_file is not None:
            return of_file(self.passphrase_file, FIRST)
        return _prompt("Passphrase: ", FIRST)


def new(file: str | None, secret: Secret = NEW) -> str:
    """Return a new passphrase, typed twice at a prompt; raises PassphraseUnread."""
    if file is not None:
        return of_file(file, secret)
    first = _prompt("New passphrase (at least 15 characters): ", secret)
    if _prompt("The same again: ", secret) != first:
        raise _unread(secret, "the two that were typed differ")
    return first


def password(file: str | None) -> str:
    """Return the password that a written file is to open with, or nothing if none is wanted."""
    return "" if file is None else of_file(file, PASSWORD)


def lines_of(file: str, secret: Secret) -> tuple[str, ...]:
    """Return the lines that hold an executor's key, or its two parts; raises PassphraseUnread."""
    text = _read(file, secret, whole=True)
    return tuple(line for line in text.splitlines() if line.strip())[:_PARTS]


def of_file(file: str, secret: Secret) -> str:
    """Return the first line without its line end; spaces belong to the passphrase."""
    return _read(file, secret).rstrip("\r\n")


def _read(file: str, secret: Secret, *, whole: bool = False) -> str:
    """Return the first line of a file, or all of it, unless there is nothing in that."""
    named = "standard input" if file == "-" else file
    try:
        text = _from_input(whole=whole) if file == "-" else _from_file(Path(file), whole=whole)
    except (FileNotFoundError, NotADirectoryError):
        raise _unread(secret, f"{named} is not there") from None
    except IsADirectoryError:
        raise _unread(secret, f"{named} is a folder") from None
    except UnicodeDecodeError:
        raise _unread(secret, f"{named} is no text") from None
    except OSError:
        raise _unread(secret, f"{named} may not be read") from None
    if not (text.strip() if whole else text.rstrip("\r\n")):
        raise _unread(secret, f"nothing stands in {'' if whole else 'the first line of '}{named}")
    return text


def _from_file(path: Path, *, whole: bool) -> str:
    with path.open(encoding="utf-8") as file:
        return file.read(_MOST) if whole else file.readline(_MOST)


def _from_input(*, whole: bool) -> str:
    if sys.stdin is None:  # it was closed before the program began
        return ""
    return sys.stdin.read(_MOST) if whole else sys.stdin.readline()


def _prompt(question: str, secret: Secret) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise _unread(secret, "there is no terminal to ask at")
    try:
        return getpass.getpass(question)
    except EOFError:
        raise _unread(secret, "nothing was typed") from None


def _unread(secret: Secret, why: str) -> PassphraseUnread:
    return PassphraseUnread(secret.what, why, secret.option)
