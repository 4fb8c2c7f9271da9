"""Passages for supervision: flagged, prepared, discussed, closed; removing one can be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import supervision as rules
from practicenotes.domain import times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
    Ticked,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections.schema import ReflectionRow, SupervisionItemRow
from practicenotes.vault import audit, rows


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on its way through supervision, and the sessions that were ticked for it."""

    items: tuple[SupervisionItem, ...]
    ticked: tuple[Ticked, ...]


@writes(Changes.SUPERVISION)
def flag(db: Db, item: SupervisionItem, at: datetime) -> SupervisionItemId:
    """Take a passage to supervision; its own id and times are ignored; return its id.

    Without an alias it gets the one that stood for this client before, or the next free letter.
    """
    row = SupervisionItemRow(
        client_id=item.client_id,
        session_id=item.session_id,
        passage=item.passage,
        flagged_at=at,
        sheet_on=None,
    )
    _fill(row, item, at)
    row.alias = item.alias or _alias_for(db, item.client_id)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return SupervisionItemId(row.id)


@writes(Changes.SUPERVISION)
def save(db: Db, item: SupervisionItem, at: datetime) -> datetime:
    """Keep what was written about a passage; how far it has come stays; return the time.

    Raises NotFound, and RowDamaged when what is kept can no longer be read.
    """
    _fill(_row(db, item.id), item, at)
    return at


@writes(Changes.SUPERVISION)
def handed_out(db: Db, item_id: SupervisionItemId, how: str, at: datetime) -> SupervisionItem:
    """Enter in the private trail that the sheet went out ("print", "save"): it is ready then."""
    row = _row(db, item_id)
    row.sheet_on = row.sheet_on or times.on_the_wall(at).date()
    audit.append(db, how, row, at)
    return _value(row)


@writes(Changes.SUPERVISION)
def bring(db: Db, item_id: SupervisionItemId, state: ItemState, at: datetime) -> SupervisionItem:
    """Say how far a passage has come, in either direction, and return it; raises NotFound."""
    row = _row(db, item_id)
    before = _value(row).state
    order = list(ItemState)
    come = order.index(state)
    row.sheet_on = (
        (row.sheet_on or times.on_the_wall(at).date())
        if state is ItemState.SHEET_READY
        else row.sheet_on
    )
    if state is ItemState.TO_PREPARE:
        row.sheet_on = None
    reached_discussed = come >= order.index(ItemState.DISCUSSED)
    row.discussed_at = (row.discussed_at or at) if reached_discussed else None
    row.closed_at = at if state is ItemState.CLOSED else None
    row.changed_at = at
    if before is not state:
        audit.append(db, "change state", row, at)
    return _value(row)


@writes(Changes.SUPERVISION | Changes.REFLECTIONS)
def remove(db: Db, item_id: SupervisionItemId, at: datetime) -> SupervisionItem:
    """Take a passage off the list, and the tick off its session; return what `put_back` takes."""
    row = _row(db, item_id)
    item = _value(row)
    db.delete(row)
    audit.append(db, "forget", row, at)
    if item.session_id and not _of_session(db, item.session_id):
        _tick(db, item.session_id, ticked=False)
    return item


@writes(Changes.SUPERVISION | Changes.REFLECTIONS)
def put_back(db: Db, item: SupervisionItem, at: datetime) -> SupervisionItemId:
    """Put a passage back that was just removed, with all that stood in it; return its new id."""
    row = SupervisionItemRow(
        client_id=item.client_id,
        session_id=item.session_id,
        passage=item.passage,
        flagged_at=item.flagged_at or at,
        sheet_on=item.sheet_on,
        discussed_at=item.discussed_at,
        closed_at=item.closed_at,
    )
    _fill(row, item, at)
    rows.keep(db, row)
    audit.append(db, "put back", row, at)
    if item.session_id:
        _tick(db, item.session_id, ticked=True)
    return SupervisionItemId(row.id)


def get(db: Db, item_id: SupervisionItemId) -> SupervisionItem:
    """Return one passage; raises NotFound."""
    row = db.get(SupervisionItemRow, item_id)
    if row is None:
        raise NotFound("passage", item_id)
    return _value(row)


def agenda(db: Db) -> Agenda:
    """Return everything that is taken or ticked for supervision."""
    return Agenda(every(db), ticked(db))


def every(db: Db) -> tuple[SupervisionItem, ...]:
    """Return all passages, the one that was flagged last at the head."""
    chosen = select(SupervisionItemRow).order_by(SupervisionItemRow.row.desc())
    return tuple(_value(row) for row in db.scalars(chosen))


def ticked(db: Db) -> tuple[Ticked, ...]:
    """Return the sessions that are ticked for supervision and have no passage yet, latest first."""
    taken = select(SupervisionItemRow.session_id).where(SupervisionItemRow.session_id.is_not(None))
    chosen = (
        select(ReflectionRow)
        .where(ReflectionRow.for_supervision == 1, ReflectionRow.session_id.not_in(taken))
        .order_by(ReflectionRow.row.desc())
    )
    return tuple(
        Ticked(SessionId(row.session_id), ClientId(row.client_id), row.saved_at)
        for row in db.scalars(chosen)
        if not row.damaged
    )


def _alias_for(db: Db, client_id: ClientId | str) -> str:
    chosen = select(SupervisionItemRow).order_by(SupervisionItemRow.row.desc())
    known = [row for row in db.scalars(chosen) if not row.damaged]
    own = (row.alias for row in known if row.client_id == client_id and row.alias)
    return next(own, None) or rules.next_alias({row.alias for row in known})


def _row(db: Db, item_id: SupervisionItemId) -> SupervisionItemRow:
    row = db.get(SupervisionItemRow, item_id)
    if row is None:
        raise NotFound("passage", item_id)
    if row.damaged:
        raise RowDamaged("supervision_item", row.id)
    return row


def _of_session(db: Db, session_id: SessionId) -> bool:
    chosen = select(SupervisionItemRow.id).where(SupervisionItemRow.session_id == session_id)
    return db.scalars(chosen).first() is not None


def _tick(db: Db, session_id: SessionId, *, ticked: bool) -> None:
    chosen = select(ReflectionRow).where(ReflectionRow.session_id == session_id)
    row = db.scalars(chosen).first()
    if row and not row.damaged:
        row.for_supervision = int(ticked)


def _fill(row: SupervisionItemRow, item: SupervisionItem, at: datetime) -> None:
    row.question = item.question
    row.alias = item.alias
    row.sentences = [_listed(sentence) for sentence in item.sentences]
    row.left_so = list(item.left_so)
    row.said = item.said
    row.did = item.did
    row.changed = item.changed
    row.facet_id = item.facet_id
    row.changed_at = at


def _listed(sentence: Sentence) -> list[object]:
    return [sentence.original, sentence.words, int(sentence.released), int(sentence.asks)]


def _sentence(listed: list[Any]) -> Sentence:
    original, words, released, asks = listed
    return Sentence(original, words, released=bool(released), asks=bool(asks))


def _value(row: SupervisionItemRow) -> SupervisionItem:
    return SupervisionItem(
        id=SupervisionItemId(row.id),
        client_id=ClientId(row.client_id),
        session_id=SessionId(row.session_id) if row.session_id else None,
        passage=row.passage,
        question=row.question,
        alias=row.alias,
        sentences=tuple(_sentence(listed) for listed in row.sentences),
        left_so=tuple(row.left_so),
        sheet_on=row.sheet_on,
        said=row.said,
        did=row.did,
        changed=row.changed,
        facet_id=row.facet_id,
        flagged_at=row.flagged_at,
        discussed_at=row.discussed_at,
        closed_at=row.closed_at,
        damaged=row.damaged,
    )
