"""What a command in a terminal can lack."""

from dataclasses import dataclass

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class PassphraseUnread(PracticeNotesError):
    """No passphrase or key could be read: which one, what was wrong, and what names its file."""

    what: str
    why: str
    option: str


@dataclass(eq=False)
class ArgumentMissing(PracticeNotesError):
    """A command was given too little: `wants` names what it needs."""

    command: str
    wants: str
