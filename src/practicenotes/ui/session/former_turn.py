"""When a former note stands beside the one that is written, and when it goes."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from practicenotes.domain.carrying import Carried
from practicenotes.records import carrying
from practicenotes.ui.session.header import FORMER
from practicenotes.ui.session.record_former import FormerNote
from practicenotes.ui.session.record_side import RecordSide
from practicenotes.ui.session.sides import Sides
from practicenotes.ui.tasks import Tasks


class FormerTurn(QObject):
    """Puts the former note beside a draft, and away again; words go from it into the draft."""

    def __init__(
        self,
        record: RecordSide,
        former: FormerNote,
        sides: Sides,
        tasks: Tasks,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(record)
        self._record, self._former, self._sides = record, former, sides
        self._tasks, self._now = tasks, now
        record.form.carried.connect(self._remember)
        record.head.former_wanted.connect(self.turn)
        record.opened.connect(self._begin_anew)
        record.changed.connect(self._look_again)
        former.taken.connect(record.form.carry)
        former.closed.connect(sides.put_back)

    def turn(self) -> None:
        """Put the former note beside, or put it away."""
        if self._sides.other == FORMER:
            self._sides.put_back()
        elif self._record.writable:
            self._former.show_before(self._record.note.id)
            self._sides.go_to(FORMER)

    def _begin_anew(self) -> None:
        self._former.forget()
        self._sides.put_back()

    def _remember(self, carried: Carried) -> None:
        """Keep where words came from; the words themselves are saved as any others are."""
        self._tasks.run(self, carrying.take, self._record.note.id, carried, self._now())

    def _look_again(self) -> None:
        """Put it away where nothing can be written any more."""
        if not self._record.writable:
            self._sides.put_back()
