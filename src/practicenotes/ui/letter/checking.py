"""Looks a letter over: asks the record for names, and whoever it was given for private words."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMetaMethod, QObject, Signal

from practicenotes import catalog
from practicenotes.domain import letter_check
from practicenotes.domain.letters import Letter
from practicenotes.records import letter_names
from practicenotes.records.letter_names import KnownToRecord
from practicenotes.ui.letter.check import CheckPane
from practicenotes.ui.tasks import Tasks


Answer = Callable[[Sequence[bool] | None], object]  # None: locked, nobody could be asked


class Checks(QObject):
    """Keeps the list of what to look at.

    Signals:
        stands(): there is something to look at before the letter is final.
        private_asked(runs, answer): whether each run of words stands on the private side. Whoever
            hears it gives a yes or no for each to `answer`; nothing else comes across, and nothing
            that is held here leads there.
    """

    stands = Signal()
    private_asked = Signal(object, object)

    def __init__(self, pane: CheckPane, record: Tasks) -> None:
        super().__init__(pane)
        self._pane, self._record = pane, record
        self._letter: Letter | None = None
        self._visit = 0  # one for each turn: what was asked before that answers nobody
        pane.look_wanted.connect(self.look)

    def turn(self, letter: Letter) -> None:
        """Turn to another letter, or to this one anew."""
        self._letter = letter
        self._visit += 1
        self._pane.show_seen(letter)

    def show_letter(self, letter: Letter) -> None:
        """Hear how the letter stands now; it is looked over when that is asked for."""
        self._letter = letter

    def look(self) -> None:
        """Look the letter over and show what was found."""
        self._look(lambda: None)

    def before(self, act: Callable[[], object]) -> None:
        """Look the letter over, and do something at once unless there is something to look at."""
        self._look(partial(self._weigh, act))

    def _weigh(self, act: Callable[[], object]) -> None:
        assert self._letter is not None
        waiting = letter_check.unseen(self._letter.id, self._pane.all_seen, self._pane.findings)
        if not waiting:
            act()
            return
        self._pane.wait_for(act, len(waiting))
        self.stands.emit()

    def _look(self, then: Callable[[], object]) -> None:
        letter = self._letter
        if letter is None:
            return
        ask = partial(self._ask_private, letter, then, self._visit)
        self._record.run(self, letter_names.of_letter, letter, then=ask)

    def _ask_private(
        self, letter: Letter, then: Callable[[], object], visit: int, known: KnownToRecord
    ) -> None:
        if visit != self._visit:
            return
        runs = letter_check.private_runs(letter)
        answer = partial(self._show, letter, known, then, visit)
        if not runs:
            answer(())
        elif self.isSignalConnected(QMetaMethod.fromSignal(self.private_asked)):
            self.private_asked.emit(runs, answer)
        else:
            answer(None)

    def _show(
        self,
        letter: Letter,
        known: KnownToRecord,
        then: Callable[[], object],
        visit: int,
        private: Sequence[bool] | None,
    ) -> None:
        if visit != self._visit:  # turned away meanwhile
            return
        if self._letter != letter:  # written on meanwhile: nobody has looked at that yet
            self._look(then)
            return
        found = letter_check.look_over(
            *(letter, known.names, known.about_others), catalog.language_helpers(), private
        )
        self._pane.show_findings(found, asked=private is not None)
        then()
