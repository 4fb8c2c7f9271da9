"""What is asked about a request for a record, and about handing it over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_requests import Clock, RecordRequest, RequestId, due_on
from practicenotes.ui.measures.asking import NotedDialog
from practicenotes.ui.papers import choosing
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.words import Words


ABOUT = (
    "Note the request as soon as it comes: its clock runs from the day of receipt. Nothing of your"
    " reflections can be in the pack. Whether the law lets them be asked for is another question."
)
CHECK = "Periods differ and change: look at what your regulator says."
WHO_MISSING = "Who asked? For example: the client, a solicitor with the client’s consent."
DAY_MISSING = "This needs the day on which the request came."
OWN_MISSING = "Write the day until which you answer."
KEPT = (
    "The pack is kept in the record exactly as it is handed over, and entered in the list of what"
    " left the practice. After that nothing in it changes."
)
WITHOUT = "Hand over without"
STAY_OUT = "The pack says so. Nothing was handed over yet."


class RequestDialog(NotedDialog):
    """Asks who wants what, since when, until when, and which parts go into the pack."""

    def __init__(self, request: RecordRequest, parent: QWidget) -> None:
        self._request = request
        heading, act = ("The request", "Keep changes") if request.id else ("New request", "Note it")
        super().__init__(parent, heading, tuple(_rows(request)), act, width=660)
        self.surround([Words(ABOUT, "body", wraps=True)])

    def given(self) -> RecordRequest:
        """Return the request as it was typed."""
        typed = self.form.values()
        received = typed["received_on"] or self._request.received_on
        own = typed["clock"] is Clock.OWN
        return replace(
            self._request,
            asked_by=typed["asked_by"].strip(),
            received_on=received,
            scope=typed["scope"].strip(),
            clock=typed["clock"],
            due_on=typed["due_on"] if own else due_on(received, typed["clock"]),
            remarks=typed["remarks"].strip(),
            choice=choosing.chosen(typed, tuple(self._request.reasons)),
        )

    def _ask(self) -> None:
        typed = self.form.values()
        clear = not self.form.unclear_days()
        if not typed["asked_by"].strip():
            self.say("asked_by", WHO_MISSING)
        elif typed["received_on"] is None and clear:
            self.say("received_on", DAY_MISSING)
        elif typed["clock"] is Clock.OWN and typed["due_on"] is None and clear:
            self.say("due_on", OWN_MISSING)
        else:
            super()._ask()


class HandOverDialog(NotedDialog):
    """Asks to whom a pack is handed over, and says what that means."""

    def __init__(self, request: RecordRequest, parent: QWidget) -> None:
        rows = [Field("recipient", "&To", value=request.asked_by, help="A person or an office.")]
        self._told_of: tuple[str, ...] = ()
        super().__init__(parent, "Hand the pack over", rows, "Hand over")
        self.surround([Words(KEPT, "body", wraps=True)])

    def knows(self, unset: tuple[str, ...]) -> bool:
        """Say once which files stay out, before anything is handed over without them."""
        told, self._told_of = self._told_of, unset
        if told != unset:
            self.main.setText(WITHOUT)
            self.say_problem(f"{' '.join(unset)} {STAY_OUT}")
        return told == unset

    @property
    def recipient(self) -> str:
        """To whom."""
        return str(self.form.values()["recipient"]).strip()

    def _ask(self) -> None:
        if not self.recipient:
            self.say("recipient", WHO_MISSING)
        else:
            super()._ask()


def new_request(client_id: ClientId, today: date) -> RecordRequest:
    """Return the request that a dialog begins with."""
    return RecordRequest(RequestId(""), client_id, "", today)


def _rows(request: RecordRequest) -> Iterator[Field]:
    clocks: tuple[tuple[Any, str], ...] = tuple((clock, clock.value) for clock in Clock)
    yield Field("asked_by", "&Asked by", value=request.asked_by)
    yield Field("received_on", "&Received on", Kind.DAY, request.received_on)
    yield Field("scope", "&What was asked for", Kind.LINES, request.scope, "In the words asked.")
    yield Field("clock", "Answer &within", Kind.CHOICE, request.clock, CHECK, clocks)
    own = request.due_on if request.clock is Clock.OWN else None
    yield Field("due_on", "A day of my &own", Kind.DAY, own, "Only with “a day that I set”.")
    yield from choosing.rows(request.choice)
    yield Field("remarks", "For &yourself", Kind.LINES, request.remarks, "Never printed.")


def in_words(request: RecordRequest) -> str:
    """Return the facts of a request in a few words."""
    received = f"Received {times.in_full(request.received_on)} from {request.asked_by}."
    scope = f" Asked for: {request.scope}" if request.scope else ""
    return f"{received}{scope}"
