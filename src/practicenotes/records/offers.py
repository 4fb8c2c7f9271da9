"""What the record offers to a letter: facts, and passages of signed notes, nothing else."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes.domain import letters, scoring, third_party, times
from practicenotes.domain.letter_kinds import Fact, LetterKind, OfferRule, Phrase
from practicenotes.domain.letters import Offer, Origin, Sentence, Source
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import AddendumKind, Note, NoteState
from practicenotes.domain.people import Client, ClientId, Goal
from practicenotes.domain.sessions import Attendance, Session
from practicenotes.domain.writing import reading
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
AS_IT_STANDS = "a sentence that stands as it is"

_Found = tuple[dict[str, str], str, date | None] | None  # values, a detail for the list, their day


def facts(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return what this kind of letter may say, part by part: facts, and sentences of its own.

    A fact that the record says nothing about yet, or of which a part is damaged, is offered without
    a sentence.
    """
    sources = {_FACTS[rule.fact][0] for rule in kind.rules}
    read = {source: source(db, client_id) for source in sources}
    offered: list[Offer] = []
    for part in kind.parts:
        offered += [_fact(rule, part.key, read[_FACTS[rule.fact][0]]) for rule in part.offers]
        offered += [_phrase_of(kind, phrase, part.key) for phrase in part.phrases]
    return tuple(offered)


def passages(db: Db, client_id: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return the sections of signed notes that a letter may quote, latest first.

    Words that are marked as about somebody else are not offered with them, nor signs of Markdown.
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
        text = reading.plain(third_party.without(section.text, "…"))
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


def _phrase_of(kind: LetterKind, phrase: Phrase, part: str) -> Offer:
    """Return a sentence of the kind itself; what it asks for is filled in by the writer."""
    sentence = Sentence(phrase.sentence, Source(Origin.TEMPLATE, kind.name, phrase.key))
    asked = letters.places(phrase.sentence)
    detail = f"you fill in: {', '.join(asked)}" if asked else AS_IT_STANDS
    return Offer(phrase.key, phrase.label, detail, part, sentence)


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
    return values, f"{seen} since {times.in_full(first)}", last


def _born(file: Sequence[Client]) -> _Found:
    """Find the day of birth where the file is about one person: of several, one cannot tell."""
    people = [person for person in file[0].people if person.left_on is None]
    if len(people) != 1 or people[0].born is None:
        return None
    return {"born": times.in_full(people[0].born)}, "from the client’s file", file[0].since


def _appointments(diary: Sequence[Session]) -> _Found:
    """List the day and the time of each hour that was held."""
    held = [session for session in diary if session.number]
    if not held:
        return None
    told = [f"{times.in_full(s.starts_at.date())} at {times.clock(s.starts_at)}" for s in held]
    listed = _together(told)
    many = "1 appointment" if len(held) == 1 else f"{len(held)} appointments"
    return {"appointments": listed}, many, held[-1].starts_at.date()


def _rhythm(file: Sequence[Client]) -> _Found:
    words = file[0].rhythm.strip().rstrip(".")
    return ({"rhythm": _phrase(words)}, "from the client’s file", file[0].since) if words else None


def _setting(diary: Sequence[Session]) -> _Found:
    """Find in which ways the two met, most often first, and the usual length."""
    held = [session for session in diary if session.number]
    if not held:
        return None
    ways = [way.value for way, _ in Counter(session.modality for session in held).most_common()]
    minutes = Counter(session.minutes for session in held).most_common(1)[0][0]
    how = ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} and {ways[-1]}"
    values = {"how": how, "minutes": str(minutes)}
    return values, f"{how}, {minutes} minutes", held[-1].starts_at.date()


def _reason(file: Sequence[Client]) -> _Found:
    reason = _phrase(file[0].reason)
    return ({"reason": reason}, "from the client’s file", file[0].since) if reason else None


def _focus(agreed: Sequence[Goal]) -> _Found:
    """Find the goals that are still worked towards."""
    ahead = [goal for goal in agreed if goal.reached_on is None]
    listed = _goals_in_words(ahead)
    on = ahead[-1].agreed_on if ahead else None
    return ({"goals": listed}, f"goals, {times.in_full(on)}", on) if listed and on else None


def _reached(agreed: Sequence[Goal]) -> _Found:
    """Find the goals that were reached, the one reached first before the others."""
    done = sorted((g.reached_on, g.number, g) for g in agreed if g.reached_on)
    listed = _goals_in_words([goal for *_, goal in done])
    on = done[-1][0] if done else None
    values = {"goals_reached": listed}
    return (values, f"goals, {times.in_full(on)}", on) if listed and on else None


def _goals_in_words(agreed: Sequence[Goal]) -> str:
    return _together([phrase for goal in agreed if (phrase := _phrase(goal.text))])


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


def _measure_now(results: Sequence[MeasureResult]) -> _Found:
    """Find the total of the questionnaire that was filled in last."""
    if not results:
        return None
    last = results[-1]
    day = times.in_full(last.taken_on)
    values = {"measure": last.name, "total": str(last.total), "measured_on": day}
    return values, f"{last.name}: {last.total}", last.taken_on


def _risk(diary: Sequence[Session]) -> _Found:
    asked = [session for session in diary if session.risk.strip() and session.number]
    if not asked:
        return None
    last = asked[-1]
    day = last.starts_at.date()
    values = {"risk": _phrase(last.risk), "risk_on": times.in_full(day)}
    return values, f"session {last.number}, {times.in_full(day)}", day


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


def _together(told: Sequence[str]) -> str:
    """Return several things as one list in a sentence; each may have commas of its own."""
    return "; ".join([*told[:-1], f"and {told[-1]}"]) if len(told) > 1 else "".join(told)


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
    Fact.BORN: (_file, _born),
    Fact.DATES_SEEN: (sessions.of_client, _dates_seen),
    Fact.APPOINTMENTS: (sessions.of_client, _appointments),
    Fact.RHYTHM: (_file, _rhythm),
    Fact.SETTING: (sessions.of_client, _setting),
    Fact.ATTENDANCE: (sessions.of_client, _attendance),
    Fact.REASON: (_file, _reason),
    Fact.FOCUS: (goals.of_client, _focus),
    Fact.REACHED: (goals.of_client, _reached),
    Fact.MEASURE_CHANGE: (_results, _measure_change),
    Fact.MEASURE_NOW: (_results, _measure_now),
    Fact.RISK: (sessions.of_client, _risk),
    Fact.MEDICATION: (_file, _medication),
}
