"""A request for a record: what was asked and by whom, until when, and what is handed over."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NewType

from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, Item, listed


RequestId = NewType("RequestId", str)

NEAR = timedelta(days=10)  # from then on the page of a day names it


class Clock(Enum):
    """By which rule a request is to be answered; the therapist chooses, and can set any day."""

    MONTH = "one calendar month (UK GDPR)"
    THIRTY_DAYS = "30 days (HIPAA)"
    OWN = "a day that I set"


class Omission(Enum):
    """Why a thing is left out of a pack; the values stand on its first page."""

    NOT_ASKED = "not asked for"
    THIRD_PARTY = "about a third party"
    HARM = "likely to cause serious harm"
    CONFIDENCE = "given in confidence by another"
    LEGAL = "legal advice, or made for a court"
    DRAFT = "not finished"
    IN_ERROR = "entered in error"
    ELSEWHERE = "handed over another way"
    OTHER = "for a reason that is kept with the record"
    UNSET = "cannot be set as pages"  # found by looking at a file, and never chosen


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """One request; `left_out` gives the reason for each thing by its key.

    Once it was handed over nothing in it changes, and its exact pages are kept.
    """

    id: RequestId
    client_id: ClientId
    asked_by: str
    received_on: date
    scope: str = ""  # what was asked for, in the words of the request
    clock: Clock = Clock.MONTH
    due_on: date | None = None
    remarks: str = ""  # for oneself; never printed
    choice: Choice = field(default_factory=Choice)
    left_out: tuple[tuple[str, Omission], ...] = ()
    sent_at: datetime | None = None
    recipient: str = ""
    digest: str = ""
    closed_on: date | None = None  # without a pack: withdrawn, or answered another way
    damaged: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.sent_at is None and self.closed_on is None and not self.damaged

    @property
    def due(self) -> date:
        """The day until which it is to be answered."""
        return self.due_on or due_on(self.received_on, self.clock)

    @property
    def reasons(self) -> dict[str, Omission]:
        """Why each thing is left out, by its key."""
        return dict(self.left_out)


@dataclass(frozen=True, slots=True)
class DueRequest:
    """A request whose day is near, and whose it is."""

    client_id: ClientId
    code_name: str
    due: date


def due_on(received_on: date, clock: Clock) -> date:
    """Return the day by a rule: the same day of the next month, or its last; or 30 days on."""
    if clock is not Clock.MONTH:
        return received_on + timedelta(days=30)
    year, month = divmod(received_on.year * 12 + received_on.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(received_on.day, last))


def left_in_words(due: date, today: date) -> str:
    """Return how long there is, calmly: 14 days left, due today, was due on 3 March."""
    days = (due - today).days
    if days < 0:
        return f"was due on {times.in_full(due)}"
    if days == 0:
        return "due today"
    return "due tomorrow" if days == 1 else f"{times.number(days)} days left"


def omissions(request: RecordRequest, items: tuple[Item, ...]) -> tuple[tuple[Item, Omission], ...]:
    """Return what is left out of a pack and why, in the order of the record.

    What lies outside the chosen parts and days was not asked for.
    """
    reasons = request.reasons
    found = (
        (i, reasons.get(i.key) or reasons.get(listed(i.key)) or by_choice(i, request.choice))
        for i in items
    )
    return tuple((item, reason) for item, reason in found if reason)


def by_choice(item: Item, choice: Choice) -> Omission | None:
    """Return why the parts and days of a choice let something out; None where they let it in."""
    if item.part not in choice.parts or not choice.holds(item.on):
        return Omission.NOT_ASKED
    if item.state == NoteState.IN_ERROR.value and not choice.in_error:
        return Omission.IN_ERROR
    if item.unset:
        return Omission.UNSET
    return Omission.DRAFT if item.state == NoteState.DRAFT.value and not choice.drafts else None
