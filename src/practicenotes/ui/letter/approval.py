"""The one step that cannot be taken back: a letter is drawn as it goes out, kept, and frozen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from practicenotes.documents import letter as paper
from practicenotes.domain.letters import Letter, LetterId
from practicenotes.records import letters
from practicenotes.records.brief import Brief
from practicenotes.ui.tasks import Tasks, Work


def drawing(letter: Letter, brief: Brief, *, draft: bool) -> Callable[[], bytes]:
    """Return what draws a letter under the head of its practice, as its kind has it drawn."""
    kind = brief.kind
    large, stated = (kind.large, kind.states_purpose) if kind else (False, True)
    draw = partial(paper.draw, letter, brief.practitioner, letterhead=brief.letterhead)
    draw = partial(draw, charts=brief.charts)
    return partial(draw, draft=draft, large=large, states_purpose=stated)


class Approval(QObject):
    """Draws a saved letter without the watermark and has exactly these bytes kept.

    Signals:
        approved(LetterId): the letter is frozen.
        refused(LetterId, Exception): it is a draft still, with nothing lost.
    """

    approved = Signal(str)
    refused = Signal(str, object)

    def __init__(
        self, parent: QObject, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._record, self._work, self._now = record, work, now

    def approve(self, letter: Letter, brief: Brief) -> None:
        """Approve a letter as the store has it by now."""
        self._work.run(
            self,
            drawing(letter, brief, draft=False),
            then=partial(self._keep, letter.id),
            failed=partial(self._refuse, letter.id),
        )

    def _keep(self, letter_id: LetterId, pages: bytes) -> None:
        self._record.run(
            self,
            letters.approve,
            letter_id,
            pages,
            self._now(),
            then=lambda letter: self.approved.emit(letter.id),
            failed=partial(self._refuse, letter_id),
        )

    def _refuse(self, letter_id: LetterId, error: Exception) -> bool:
        self.refused.emit(letter_id, error)
        return True
