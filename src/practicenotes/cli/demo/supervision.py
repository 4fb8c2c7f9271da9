"""The part of the fictional practice that goes to supervision, and the hours that it took."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import sheets
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.records import hours
from practicenotes.reflections import supervision


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the story tells it: how many days later it had come how far."""

    item: SupervisionItem
    state: ItemState
    later: timedelta
    released: bool


def passage(told: dict[str, Any]) -> Passage:
    """Return one passage of the story."""
    item = SupervisionItem(
        SupervisionItemId(""),
        ClientId(""),
        passage=told["passage"],
        question=told.get("question", ""),
        said=told.get("said", ""),
        did=told.get("did", ""),
        changed=told.get("changed", ""),
        facet_id=told.get("facet", ""),
    )
    later = timedelta(days=told.get("days_later", 0))
    state = ItemState(told.get("state", ItemState.TO_PREPARE))
    return Passage(item, state, later, told.get("released", False))


def log_line(told: dict[str, Any], today: date) -> Hour:
    """Return one line of the log."""
    return Hour(
        id=HourId(""),
        on=today - timedelta(days=told["days_before"]),
        kind=HourKind(told["kind"]),
        minutes=told["minutes"],
        with_whom=told.get("with", ""),
        topic=told.get("topic", ""),
    )


def play(
    db: Any,
    told: Passage,
    client_id: ClientId,
    session_id: SessionId,
    written_at: datetime,
    at: datetime,
) -> None:
    """Flag a passage, and bring it as far as it had come."""
    draft = sheets.draft(told.item.question, told.item.passage)
    if told.released:
        draft = tuple(replace(sentence, released=True) for sentence in draft)
    sentences = draft if told.released else ()
    item = replace(told.item, client_id=client_id, session_id=session_id, sentences=sentences)
    item_id = supervision.flag(db, item, written_at)
    if told.state is not ItemState.TO_PREPARE:
        supervision.bring(db, item_id, told.state, min(written_at + told.later, at))


def play_log(db: Any, log: Iterable[Hour], at: datetime) -> None:
    """Write the log, earliest first."""
    for line in sorted(log, key=lambda each: each.on):
        hours.add(db, line, at)
