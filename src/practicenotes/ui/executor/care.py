"""What can be done about the executor sheet; `app` hands it in, and nothing here knows of Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from practicenotes.domain.executor import SheetState
from practicenotes.ui.first_run.needs import Groups


@dataclass(frozen=True, slots=True)
class SheetCare:
    """Functions for the card and the steps; each may take seconds."""

    state: Callable[[], SheetState]
    make: Callable[[str, bool], tuple[Groups, ...]]  # passphrase, in two parts; WrongPassphrase
    sheet: Callable[[Groups, int], bytes]  # a PDF of the key, or of part 1 or 2
    attempt: Callable[[Sequence[str]], object]  # really opens with what was typed
    revoke: Callable[[], object]
