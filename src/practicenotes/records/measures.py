"""Results of questionnaires, as the client answered them, and how often one is asked for."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import scoring, settings, times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.measures import Answers, Flag, Measure, MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import (
    AnswerUnknown,
    NotFound,
    PartsDiffer,
    ResultStands,
    RowDamaged,
    TotalOutside,
)
from practicenotes.records import measure_forms, measure_plans, measure_rows, withdrawals
from practicenotes.records import settings as choices
from practicenotes.records.schema import AcknowledgedRow, ClientRow, MeasureResultRow, SessionRow
from practicenotes.vault import audit, rows


due = measure_plans.due


@writes(Changes.MEASURES)
def add(db: Db, result: MeasureResult, session_id: SessionId | None, at: datetime) -> str:
    """File a result as it is; its own id is ignored; return the new one."""
    row = MeasureResultRow(
        client_id=result.client_id,
        session_id=session_id,
        measure_id=result.measure_id,
        name=result.name,
        taken_on=result.taken_on,
        answers=list(result.answers),
        total=result.total,
        scoring_version=result.scoring_version,
    )
    rows.keep(db, row)
    audit.append(db, "add", row, at)
    return row.id


@writes(Changes.MEASURES)
def file(
    db: Db, client_id: ClientId, measure: Measure, answers: Answers, on: date, at: datetime
) -> MeasureResult:
    """File a form that was filled in on a day; it belongs to the client's session of that day.

    Without an answer to every question there is no total, unless estimates are switched on. Raises
    AnswerUnknown.
    """
    _check_answers(measure, answers)
    total = scoring.score(measure, answers, prorate=_prorates(db)).total
    return _file(db, client_id, measure, total, answers, on, at)


@writes(Changes.MEASURES)
def enter(
    db: Db,
    client_id: ClientId,
    measure: Measure,
    total: int,
    parts: Answers,
    on: date,
    at: datetime,
) -> MeasureResult:
    """File a total that was made elsewhere, with its parts if they are known.

    Raises TotalOutside and PartsDiffer.
    """
    _check_total(measure, total, parts)
    return _file(db, client_id, measure, total, parts, on, at)


@writes(Changes.MEASURES)
def correct(
    db: Db, result_id: str, answers: Answers, at: datetime, *, total: int | None = None
) -> MeasureResult:
    """Correct a result on the day on which it was filed; what it said before stays in the trail.

    `total` is that of a form whose totals are entered. Raises AnswerUnknown, TotalOutside,
    PartsDiffer, ResultStands, NotFound and RowDamaged.
    """
    row = _row(db, result_id)
    measure = _measure(db, row)
    if measure.asks:
        _check_answers(measure, answers)
        total = scoring.score(measure, answers, prorate=_prorates(db)).total
    elif total is not None:
        _check_total(measure, total, answers)
    filed = audit.since(db, row)
    if filed is None or times.on_the_wall(filed).date() != times.on_the_wall(at).date():
        raise ResultStands(result_id)
    was = ", ".join("none" if answer is None else str(answer) for answer in row.answers)
    before = f"{was}; total {row.total}" if row.total is not None else was
    row.answers, row.total = list(answers), total
    audit.append(db, f"correct; before: {before}", row, at)
    return get(db, result_id)


@writes(Changes.MEASURES)
def correct_total(
    db: Db, result_id: str, total: int, parts: Answers, at: datetime
) -> MeasureResult:
    """Correct a total that was entered, on the day on which it was; raises as `correct` does."""
    return correct(db, result_id, parts, at, total=total)


@writes(Changes.MEASURES)
def acknowledge(db: Db, result_id: str, item: int, words: str, at: datetime) -> None:
    """Say that an answer was seen, and what was asked and said; raises NotFound and RowDamaged."""
    row = _row(db, result_id)
    if not 1 <= item <= len(row.answers) or row.answers[item - 1] is None:
        raise NotFound("answer", str(item))
    seen = f"{item}={row.answers[item - 1]}"
    added = AcknowledgedRow(result_id=result_id, item=seen, words=words.strip(), at=at)
    rows.keep(db, added)
    audit.append(db, "acknowledge", added, at)


@writes(Changes.MEASURES)
def withdraw(db: Db, result_id: str, reason: str, at: datetime) -> MeasureResult:
    """Say that a result was entered in error and why, and return it.

    Raises ReasonMissing, NotFound and RowDamaged.
    """
    withdrawals.withdraw(db, _row(db, result_id), reason, at)
    return get(db, result_id)


@writes(Changes.MEASURES)
def bring_back(db: Db, result_id: str, at: datetime) -> MeasureResult:
    """Say that it was right after all; raises NotFound and RowDamaged."""
    withdrawals.bring_back(db, _row(db, result_id), at)
    return get(db, result_id)


def get(db: Db, result_id: str) -> MeasureResult:
    """Return one result; raises NotFound."""
    row = db.get(MeasureResultRow, result_id)
    if row is None:
        raise NotFound("questionnaire", result_id)
    return next(measure_rows.values(db, [row]))


def of_client(db: Db, client_id: ClientId) -> tuple[MeasureResult, ...]:
    """Return the results of a client, earliest first, without those entered in error."""
    return _of_client(db, client_id, withdrawn=False)


def withdrawn(db: Db, client_id: ClientId) -> tuple[MeasureResult, ...]:
    """Return the results of a client that were entered in error, earliest first."""
    return _of_client(db, client_id, withdrawn=True)


def unseen(db: Db, session_id: SessionId) -> tuple[tuple[Measure, MeasureResult, Flag], ...]:
    """Return the answers of a session that ask to be seen and were not, each with its form."""
    session = db.get(SessionRow, session_id)
    if session is None:
        return ()
    of_day = MeasureResultRow.session_id.is_(None) & (
        MeasureResultRow.taken_on == session.starts_at.date()
    )
    chosen = select(MeasureResultRow).where(
        MeasureResultRow.client_id == session.client_id,
        (MeasureResultRow.session_id == session_id) | of_day,
    )
    gone = withdrawals.of_client(db, ClientId(session.client_id))
    found = [row for row in db.scalars(chosen.order_by(MeasureResultRow.row)) if row.id not in gone]
    if not found:
        return ()
    known = measure_forms.known(db)
    return tuple(
        (known[result.measure_id], result, flag)
        for result in measure_rows.values(db, found)
        if not result.damaged and result.measure_id in known
        for flag in scoring.unseen(known[result.measure_id], result)
    )


# --- rows ----------------------------------------------------------------------------------------


def filed_today(db: Db, now: datetime) -> frozenset[str]:
    """Return the ids of results that were filed today and can still be corrected.

    `now` is the clock on the wall. Only the newest entries of the trail are looked at.
    """
    return frozenset(
        entry.object.partition(":")[2]
        for entry in audit.entries(db)
        if entry.act == "add"
        and entry.object.startswith(f"{MeasureResultRow.__tablename__}:")
        and times.on_the_wall(datetime.fromisoformat(entry.at)).date() == now.date()
    )


def _of_client(db: Db, client_id: ClientId, *, withdrawn: bool) -> tuple[MeasureResult, ...]:
    gone = withdrawals.of_client(db, client_id)
    chosen = select(MeasureResultRow).where(MeasureResultRow.client_id == client_id)
    ordered = chosen.order_by(MeasureResultRow.taken_on, MeasureResultRow.row)
    found = [row for row in db.scalars(ordered) if (row.id in gone) is withdrawn]
    return tuple(measure_rows.values(db, found))


@writes(Changes.NONE)
def told_of_paper(db: Db, client_id: ClientId, what: str, at: datetime) -> None:
    """Enter in the audit trail that results were printed or saved outside the vault."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, what, row, at)


def _file(
    db: Db,
    client_id: ClientId,
    measure: Measure,
    total: int | None,
    answers: Answers,
    on: date,
    at: datetime,
) -> MeasureResult:
    session_id = _session_of(db, client_id, on)
    result = MeasureResult(
        id="",
        client_id=client_id,
        measure_id=measure.id,
        name=measure.short,
        taken_on=on,
        total=total,
        answers=tuple(answers),
        scoring_version=measure.version,
    )
    return get(db, add(db, result, session_id, at))


def _session_of(db: Db, client_id: ClientId, day: date) -> SessionId | None:
    """Return the client's session of a day: the one that was held, or else the first."""
    chosen = select(SessionRow).where(
        SessionRow.client_id == client_id,
        SessionRow.starts_at >= _midnight(day),
        SessionRow.starts_at < _midnight(day + timedelta(days=1)),
    )
    found = db.scalars(chosen.order_by(SessionRow.starts_at, SessionRow.row)).all()
    held = [row for row in found if row.attendance.held]
    return SessionId((held or found)[0].id) if found else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _prorates(db: Db) -> bool:
    return bool(choices.get(db, settings.PRORATE))


def _check_answers(measure: Measure, answers: Answers) -> None:
    """Raise AnswerUnknown for what the form does not offer, and for answers it has no room for."""
    asked = [measure.options] * len(measure.items)
    if measure.extra_item:
        asked.append(measure.extra_item.options)
    if len(answers) > len(asked):
        raise AnswerUnknown(measure.short, len(asked) + 1)
    for number, (options, answer) in enumerate(zip(asked, answers, strict=False), 1):
        if answer is not None and answer not in {option.value for option in options}:
            raise AnswerUnknown(measure.short, number)


def _check_total(measure: Measure, total: int, parts: Answers) -> None:
    ends = measure.scoring
    if not ends.min <= total <= ends.max:
        raise TotalOutside(measure.short, ends.min, ends.max)
    for part, value in zip(ends.subscores, parts, strict=False):
        if value is not None and not part.min <= value <= part.max:
            raise TotalOutside(part.name, part.min, part.max)
    given = [value for value in parts if value is not None]
    if ends.subscores and len(given) == len(ends.subscores) and sum(given) != total:
        raise PartsDiffer(measure.short, total, sum(given))


def _row(db: Db, result_id: str) -> MeasureResultRow:
    row = db.get(MeasureResultRow, result_id)
    if row is None:
        raise NotFound("questionnaire", result_id)
    if row.damaged:
        raise RowDamaged("measure_result", result_id)
    return row


def _measure(db: Db, row: MeasureResultRow) -> Measure:
    found = measure_forms.known(db).get(row.measure_id)
    if found is None:
        raise NotFound("questionnaire", row.measure_id)
    return found
