"""What the record offers to a letter: facts, and passages of signed notes, nothing else."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session as Db

from practicenotes.domain import letters, times
from practicenotes.domain.letters import (
    Fact,
    LetterKind,
    Offer,
    OfferRule,
    Origin,
    Sentence,
    Source,
)
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance
from practicenotes.records import clients, goals, measures, notes, sessions


Found = tuple[dict[str, str], str, date | None] | None  # values, a detail for the list, their day


def facts(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return the facts that this kind of letter may mention, with the sentence each would make.

    A fact that the record says nothing about yet is offered without a sentence.
    """
    return tuple(
        _offer(rule, part.key, _FINDERS[rule.fact](db, client_id))
        for part in kind.parts
        for rule in part.offers
    )


def passages(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return the sections of signed notes that a letter may quote, latest first."""
    part = next((part.key for part in kind.parts if part.passages), None)
    if part is None:
        return ()
    held = {session.id: session for session in sessions.of_client(db, client_id)}
    found = []
    for note in reversed(notes.of_client(db, client_id)):
        if note.state is not NoteState.SIGNED or note.damaged:
            continue
        session = held.get(note.session_id) if note.session_id else None
        day = session.starts_at.date() if session else times.on_the_wall(note.begun_at).date()
        named = f"session {session.number}" if session and session.number else times.in_full(day)
        for section in note.sections:
            text = " ".join(section.text.split())
            if text:
                source = Source(
                    Origin.RECORD,
                    f"{named}, {section.label}",
                    f"{note.id}/{section.key}",
                    None,
                    day,
                )
                found.append(
                    Offer(
                        key=source.record_id,
                        label=source.label,
                        detail=times.in_full(day),
                        part=part,
                        sentence=Sentence(text, source),
                    )
                )
    return tuple(found)


def _offer(rule: OfferRule, part: str, found: Found) -> Offer:
    if found is None:
        return Offer(rule.fact.value, rule.label, "nothing in the record yet", part, None)
    values, detail, on = found
    source = Source(Origin.RECORD, f"{rule.label}: {detail}", rule.fact.value, None, on)
    sentence = Sentence(letters.fill(rule.sentence, values), source)
    return Offer(rule.fact.value, rule.label, detail, part, sentence)


def _dates_seen(db: Db, client_id: ClientId) -> Found:
    held = [session for session in sessions.of_client(db, client_id) if session.number]
    if not held:
        return None
    first, last = held[0].starts_at.date(), held[-1].starts_at.date()
    times_met = "once" if len(held) == 1 else f"{times.number(len(held))} times"
    values = {
        "times_met": times_met,
        "first_seen": times.in_full(first),
        "last_seen": times.in_full(last),
    }
    return values, f"{len(held)} sessions since {times.in_brief(first)}", last


def _reason(db: Db, client_id: ClientId) -> Found:
    client = clients.get(db, client_id)
    reason = client.reason.strip().rstrip(".")
    return (
        ({"reason": _lower_first(reason)}, "from the client’s file", client.since)
        if reason
        else None
    )


def _focus(db: Db, client_id: ClientId) -> Found:
    agreed = goals.of_client(db, client_id)
    if not agreed:
        return None
    words = [_lower_first(goal.text.strip().rstrip(".")) for goal in agreed]
    listed = words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"
    on = agreed[-1].agreed_on
    return {"goals": listed}, f"goals, {times.in_brief(on)}", on


def _measure_change(db: Db, client_id: ClientId) -> Found:
    results = measures.of_client(db, client_id)
    if not results:
        return None
    same = [result for result in results if result.measure_id == results[-1].measure_id]
    first, last = same[0], same[-1]
    if first is last:
        return None
    values = {
        "measure": last.name,
        "first_total": str(first.total),
        "first_on": times.in_full(first.taken_on),
        "last_total": str(last.total),
        "last_on": times.in_full(last.taken_on),
    }
    return values, f"{last.name}: {', '.join(str(r.total) for r in same)}", last.taken_on


def _risk(db: Db, client_id: ClientId) -> Found:
    asked = [s for s in sessions.of_client(db, client_id) if s.risk.strip() and s.number]
    if not asked:
        return None
    last = asked[-1]
    day = last.starts_at.date()
    values = {"risk": _lower_first(last.risk.strip().rstrip(".")), "risk_on": times.in_full(day)}
    return values, f"session {last.number}, {times.in_brief(day)}", day


def _medication(db: Db, client_id: ClientId) -> Found:
    client = clients.get(db, client_id)
    words = client.medication.strip().rstrip(".")
    return ({"medication": words}, "from the client’s file", client.since) if words else None


def _attendance(db: Db, client_id: ClientId) -> Found:
    past = sessions.of_client(db, client_id)
    cancelled = sum(s.attendance is Attendance.CANCELLED_BY_CLIENT for s in past)
    missed = sum(s.attendance is Attendance.MISSED for s in past)
    if not any(s.number for s in past):
        return None
    values = {
        "cancelled": times.number(cancelled) if cancelled else "none",
        "missed": times.number(missed) if missed else "none",
    }
    return values, f"{cancelled} cancelled, {missed} missed", None


def _lower_first(words: str) -> str:
    """Return words as they stand inside a sentence; a name in capitals (PHQ-9) stays."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


_FINDERS: dict[Fact, Callable[[Db, ClientId], Found]] = {
    Fact.DATES_SEEN: _dates_seen,
    Fact.REASON: _reason,
    Fact.FOCUS: _focus,
    Fact.MEASURE_CHANGE: _measure_change,
    Fact.RISK: _risk,
    Fact.MEDICATION: _medication,
    Fact.ATTENDANCE: _attendance,
}
