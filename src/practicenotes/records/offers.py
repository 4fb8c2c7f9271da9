"""What the record offers to a letter: facts, and passages of signed notes, nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes.domain import letters, scoring, third_party, times
from practicenotes.domain.letter_kinds import Fact, LetterKind, OfferRule
from practicenotes.domain.letters import Offer, Origin, Sentence, Source
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import AddendumKind, Note, NoteState
from practicenotes.domain.people import Client, ClientId, Goal
from practicenotes.domain.sessions import Attendance, Session
from practicenotes.records import (
    clients,
    goals,
    letter_sources,
    measure_forms,
    measures,
    notes,
    sessions,
)


NOTHING_YET = "nothing in the record yet"
UNREADABLE = "part of this can no longer be read"

_Found = tuple[dict[str, str], str, date | None] | None  # values, a detail for the list, their day


def facts(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return the facts that this kind of letter may mention, with the sentence each would make.

    A fact that the record says nothing about yet, or of which a part is damaged, is offered without
    a sentence.
    """
    rules = [(part.key, rule) for part in kind.parts for rule in part.offers]
    sources = {_FACTS[rule.fact][0] for _, rule in rules}
    read = {source: source(db, client_id) for source in sources}
    return tuple(_fact(rule, key, read[_FACTS[rule.fact][0]]) for key, rule in rules)


def passages(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return the sections of signed notes that a letter may quote, latest first.

    Words that are marked as about somebody else are not offered with them.
    """
    part = next((part.key for part in kind.parts if part.passages), None)
    if part is None:
        return ()
    held = {s.id: s for s in sessions.of_client(db, client_id) if not s.damaged}
    signed = (
        note
        for note in reversed(notes.of_client(db, client_id))
        if note.state is NoteState.SIGNED and not note.damaged
    )
    versions = letter_sources.versions(db, client_id)
    return tuple(
        offer
        for note in signed
        for offer in _quotable(
            *(note, held.get(note.session_id) if note.session_id else None),
            *(part, versions.get(note.id)),
        )
    )


def _quotable(note: Note, session: Session | None, part: str, version: int | None) -> list[Offer]:
    day = session.starts_at.date() if session else times.on_the_wall(note.begun_at).date()
    named = f"session {session.number}" if session and session.number else times.in_full(day)
    amended = any(added.kind is AddendumKind.AMENDMENT for added in note.addenda)
    offers = []
    for section in note.sections:
        text = " ".join(third_party.without(section.text, "…").split())
        if text.strip("…"):
            key, label = f"{note.id}/{section.key}", f"{named}, {section.label}"
            source = Source(Origin.RECORD, label, key, version, day)
            detail = times.in_full(day) + (", amended since" if amended else "")
            offers.append(Offer(key, label, detail, part, Sentence(text, source)))
    return offers


def _fact(rule: OfferRule, part: str, read: Sequence[Any]) -> Offer:
    name = rule.fact.value
    if any(thing.damaged for thing in read):
        return Offer(name, rule.label, UNREADABLE, part, None)
    found = _FACTS[rule.fact][1](read)
    if found is None:
        return Offer(name, rule.label, NOTHING_YET, part, None)
    values, detail, on = found
    source = Source(Origin.RECORD, f"{rule.label}: {detail}", name, None, on)
    sentence = Sentence(letters.fill(rule.sentence, values), source)
    return Offer(name, rule.label, detail, part, sentence)


def _file(db: Db, client_id: ClientId) -> tuple[Client]:
    return (clients.get(db, client_id),)


def _dates_seen(diary: Sequence[Session]) -> _Found:
    held = [session for session in diary if session.number]
    if not held:
        return None
    first, last = held[0].starts_at.date(), held[-1].starts_at.date()
    once = len(held) == 1
    values = {
        "times_met": "once" if once else f"{times.number(len(held))} times",
        "first_seen": times.in_full(first),
        "last_seen": times.in_full(last),
    }
    seen = "1 session" if once else f"{len(held)} sessions"
    return values, f"{seen} since {times.in_brief(first)}", last


def _reason(file: Sequence[Client]) -> _Found:
    reason = _phrase(file[0].reason)
    return ({"reason": reason}, "from the client’s file", file[0].since) if reason else None


def _focus(agreed: Sequence[Goal]) -> _Found:
    """Find the goals that are still worked towards."""
    ahead = [goal for goal in agreed if goal.reached_on is None]
    words = [_phrase(goal.text) for goal in ahead]
    if not words:
        return None
    listed = words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"
    on = ahead[-1].agreed_on
    return {"goals": listed}, f"goals, {times.in_brief(on)}", on


def _results(db: Db, client_id: ClientId) -> tuple[MeasureResult, ...]:
    """Return the results that may be told: nobody guessed, and nothing is missing."""
    known = measure_forms.known(db)
    return tuple(
        result
        for result in measures.of_client(db, client_id)
        if result.damaged or scoring.is_certain(known.get(result.measure_id), result)
    )


def _measure_change(results: Sequence[MeasureResult]) -> _Found:
    """Find the first and the last total of the questionnaire that was filled in last."""
    if not results:
        return None
    same = [result for result in results if result.measure_id == results[-1].measure_id]
    if len(same) < 2:  # noqa: PLR2004 - a change has two ends
        return None
    first, last = same[0], same[-1]
    values = {
        "measure": last.name,
        "first_total": str(first.total),
        "first_on": times.in_full(first.taken_on),
        "last_total": str(last.total),
        "last_on": times.in_full(last.taken_on),
    }
    return values, f"{last.name}: {', '.join(str(r.total) for r in same)}", last.taken_on


def _risk(diary: Sequence[Session]) -> _Found:
    asked = [session for session in diary if session.risk.strip() and session.number]
    if not asked:
        return None
    last = asked[-1]
    day = last.starts_at.date()
    values = {"risk": _phrase(last.risk), "risk_on": times.in_full(day)}
    return values, f"session {last.number}, {times.in_brief(day)}", day


def _medication(file: Sequence[Client]) -> _Found:
    words = file[0].medication.strip().rstrip(".")
    return ({"medication": words}, "from the client’s file", file[0].since) if words else None


def _attendance(diary: Sequence[Session]) -> _Found:
    if not any(session.number for session in diary):
        return None
    cancelled = sum(s.attendance is Attendance.CANCELLED_BY_CLIENT for s in diary)
    missed = sum(s.attendance is Attendance.MISSED for s in diary)
    values = {
        "cancelled": times.number(cancelled) if cancelled else "none",
        "missed": times.number(missed) if missed else "none",
    }
    return values, f"{cancelled} cancelled, {missed} missed", None


def _phrase(words: str) -> str:
    """Return words as they stand inside a sentence; an I and a name in capitals (PHQ-9) stay."""
    words = words.strip().rstrip(".")
    start = words[:2]
    stays = re.match(r"I\b", words) or (start.isalpha() and start.isupper())
    return words if stays else words[:1].lower() + words[1:]


# Where each fact comes from, and how it is found there.
_FACTS: Mapping[
    Fact, tuple[Callable[[Db, ClientId], Sequence[Any]], Callable[[Sequence[Any]], _Found]]
] = {
    Fact.DATES_SEEN: (sessions.of_client, _dates_seen),
    Fact.REASON: (_file, _reason),
    Fact.FOCUS: (goals.of_client, _focus),
    Fact.MEASURE_CHANGE: (_results, _measure_change),
    Fact.RISK: (sessions.of_client, _risk),
    Fact.MEDICATION: (_file, _medication),
    Fact.ATTENDANCE: (sessions.of_client, _attendance),
}
