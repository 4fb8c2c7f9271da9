"""What goes wrong while a practice is being opened is told by the page that stands at the door.

Nobody else would hear of it: the window that tells such things is not there yet.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from practicenotes.ui.unlock import Unlock


if TYPE_CHECKING:
    from practicenotes.app.reading_on import Copy
    from practicenotes.vault import Vault


class Program(Protocol):
    """What this needs of the program."""

    front: QWidget | None
    vault: "Vault | None"

    def ask(self) -> None:
        """Show the prompt."""

    def close(self) -> None:
        """Save what is written and close the stores."""


def tell(program: Program, error: Exception) -> None:
    """Let the page in front tell an error that nobody claimed, if it is one of those at the door.

    While windows wait behind the prompt, what the stores refuse is theirs: a try has its own way to
    hear how it ended. A mistake of ours may have stopped it, and is told to whoever tries a key.
    """
    from practicenotes.errors import PracticeNotesError

    front = program.front
    if isinstance(front, Unlock):
        ours = not isinstance(error, PracticeNotesError)
        if program.vault is None or (ours and front.is_trying):
            front.refuse(error)
        return
    from practicenotes.ui.first_run import FirstRun
    from practicenotes.ui.first_run.sheet import Sheet

    page = front.step if isinstance(front, FirstRun) else front
    if isinstance(page, Sheet):
        page.refuse(error)


def close(opened: "Vault | Copy") -> None:
    """Close what was opened for a page that is not there any more."""
    opened.close()


@contextmanager
def turned_back(program: Program, vault: "Vault") -> Iterator[None]:
    """Close a practice again that cannot be shown, and let the prompt say why."""

    def close() -> None:
        (program.close if program.vault is vault else vault.close)()

    def say(error: Exception) -> None:
        if not isinstance(program.front, Unlock):
            program.ask()
        tell(program, error)

    with unless(close, say):
        yield


@contextmanager
def unless(close: Callable[[], object], say: Callable[[Exception], object]) -> Iterator[None]:
    """Close and say it where something fails; a mistake of ours is then told with its place too."""
    from practicenotes.errors import PracticeNotesError

    try:
        yield
    except PracticeNotesError as error:
        close()
        say(error)
    except Exception as error:
        close()
        say(error)
        raise
