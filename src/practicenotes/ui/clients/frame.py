"""What happened to the frame of a therapy: noted, changed, taken out and put back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import FrameEvent, FrameKind
from practicenotes.domain.unfinished import Mark
from practicenotes.records import sessions, unfinished
from practicenotes.ui import damage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.strip import UndoStrip


# What no session says by itself: lateness, cancellations and missed sessions stand there already.
_KINDS = (
    (FrameKind.BREAK, "Break"),
    (FrameKind.FEE, "Change of fee"),
    (FrameKind.ROOM, "Change of room"),
    (FrameKind.GIFT, "Gift"),
    (FrameKind.CONTACT, "Contact outside the sessions"),
    (FrameKind.ABSENCE, "My absence"),
)
_WORDS_HELP = (
    "What happened, as the record may say it. What it meant to you belongs to a reflection."
)

SHEET = "frame"
DAY_MISSING = "This needs a day, for example 25 November 2026."


class FrameDialog(FormDialog):
    """Asks what happened to the frame, and when."""

    def __init__(self, event: FrameEvent, parent: QWidget) -> None:
        self._event = event
        new = not event.id
        kinds: tuple[tuple[FrameKind, str], ...] = _KINDS
        if event.kind not in dict(kinds):  # an older one, noted as what sessions say now
            kinds = ((event.kind, event.kind.value.capitalize()), *kinds)
        rows = (
            Field("kind", "&What", Kind.CHOICE, event.kind, options=kinds),
            Field("on", "&Day", Kind.DAY, event.on),
            Field("words", "In &words", Kind.LINES, event.words, _WORDS_HELP),
        )
        heading = "Something about the frame" if new else "Change what was noted"
        super().__init__(parent, heading, rows, "Note it" if new else "Keep changes")

    def _ask(self) -> None:
        if self.form.values()["on"] is None and not self.form.unclear_days():
            self.say("on", DAY_MISSING)
        else:
            super()._ask()

    def given(self) -> FrameEvent:
        """Return what happened as it was typed."""
        typed = self.form.values()
        return replace(
            self._event, kind=typed["kind"], on=typed["on"], words=typed["words"].strip()
        )


class Framing(QObject):
    """Keeps what is said about the frame, and offers to put back what was taken out.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(
        self, record: Tasks, now: Callable[[], datetime], strip: UndoStrip, over: QWidget
    ) -> None:
        super().__init__(over)
        self._record, self._now, self._strip, self._over = record, now, strip, over

    def begin(self, client_id: ClientId) -> None:
        """Ask what happened with a client."""
        today = times.on_the_wall(self._now()).date()
        self._ask(FrameEvent("", client_id, today, FrameKind.BREAK), sessions.note_frame)

    def change(self, event_id: str) -> None:
        """Ask for changes to what was noted."""
        ask = partial(self._ask, operation=sessions.change_frame)
        self._record.run(self, sessions.frame_event, event_id, then=ask)

    def remove(self, event_id: str) -> None:
        """Take out what was noted; it can be put back."""
        self._record.run(self, sessions.remove_frame, event_id, self._now(), then=self._offer_back)

    def _ask(self, event: FrameEvent, operation: Callable[..., object]) -> None:
        dialog = FrameDialog(event, self._over)
        mark = Mark(SHEET, (event.client_id, event.id))
        standing = Standing(dialog, self._record, unfinished, mark, self._now)

        def kept(_: object) -> None:
            dialog.accept()
            self.told.emit(f"Noted: {_name(dialog.given())}.")

        def keep() -> None:
            standing.hand_in(operation, dialog.given(), self._now(), then=kept)

        dialog.asked.connect(keep)
        dialog.open()

    def _offer_back(self, event: FrameEvent) -> None:
        put_back = partial(self._put_back, event)
        self._strip.offer(f"Taken out: {_name(event)}.", "Undo", put_back)

    def _put_back(self, event: FrameEvent) -> None:
        def back(_: str) -> None:
            self.told.emit(f"Back again: {_name(event)}.")

        self._record.run(self, sessions.restore_frame, event, self._now(), then=back)


def _name(event: FrameEvent) -> str:
    kind = dict(_KINDS).get(event.kind, event.kind.value)
    return damage.words(f"{kind.lower()}, {times.in_full(event.on)}")
