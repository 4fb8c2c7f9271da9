"""A letter on its way out: the kept pages, or those of a draft once they are drawn."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain.letters import LetterId
from practicenotes.records import letters
from practicenotes.records.brief import Brief
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work


class WayOut(QObject):
    """Hands the pages over, and enters in the audit trail that they went out.

    Signals:
        gone(str): what went out, and what that means.
    """

    gone = Signal(str)

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        proof: Proof,
    ) -> None:
        super().__init__(page)
        self._page, self._record, self._now, self._proof = page, record, now, proof
        self.ways = Ways(page, record, work)
        self.ways.told.connect(self._tell)
        self._away = False  # whether another letter is shown than the one that goes out
        self._turned = 0  # one for each letter that was shown

    def turn(self) -> None:
        """Hear that another letter is shown: what is still told belongs to the one before."""
        self._away = True
        self._turned += 1

    def keep(self, brief: Brief) -> None:
        """Write the pages where the therapist wants them."""
        self._with_pages(brief, self.ways.save)

    def print(self, brief: Brief) -> None:
        """Print the pages."""
        self._with_pages(brief, self.ways.print)

    def _with_pages(self, brief: Brief, act: Callable[[Paper], object]) -> None:
        """Do something with the pages that are kept, or with those of a draft once it is drawn."""
        name = f"{brief.client.code_name}, {brief.letter.kind_name.lower()}"  # never a legal name
        enter = partial(self._enter, brief.letter.id)
        wanted = partial(self._is_still, self._turned)

        def hand_over(data: bytes) -> None:
            self._away = False
            act(Paper(data, "letter", name, enter, wanted=wanted))

        if brief.pages:
            hand_over(brief.pages)
        else:
            self._proof.then(hand_over)

    def _is_still(self, turned: int) -> bool:
        """Say whether the letter that goes out is the one in front, and no other on its way."""
        return turned == self._turned and self._page.isVisible() and self._page.isEnabled()

    def _tell(self, words: str) -> None:
        if not self._away:
            self.gone.emit(words)

    def _enter(self, letter_id: LetterId, how: str, tell: Told) -> None:
        arguments = (letter_id, how, self._now())
        self._record.run(self, letters.told_of_printing, *arguments, then=lambda _: tell())
