"""Plays a fictional practice into both stores, through the operations that the program itself uses.

Of the terminal's commands only this one may write reflections, since it invents them.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from practicenotes import catalog
from practicenotes.cli.demo import story, supervision
from practicenotes.cli.demo.story import Hour, Story
from practicenotes.cli.demo.thoughts import Thoughts
from practicenotes.domain import scoring, times
from practicenotes.domain.cards import CardId, Given
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import StrainEpisode, StrainState
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.records import (
    cards,
    clients,
    goals,
    measure_plans,
    measures,
    notes,
    practice,
    sessions,
)
from practicenotes.reflections import (
    endings,
    episodes,
    guesses,
    hypotheses,
    learnings,
    pulls,
    reflections,
    sayings,
)
from practicenotes.vault import RecoveryKey, Schema, Store, StoreName, Vault


FORMS_EVERY = 4  # sessions

Progress = Callable[[int, int], None]  # clients played, clients in all


def make(
    folder: Path, passphrase: str, schemas: Mapping[StoreName, Schema], *, at: datetime
) -> tuple[Vault, RecoveryKey]:
    """Make a vault with the whole practice in it, and open it; or leave the folder as it was.

    Raises what making a vault raises.
    """
    was_there = folder.exists()
    vault, key = Vault.create(folder, passphrase, schemas, at=at)
    try:
        fill(vault.record, vault.private, today=times.on_the_wall(at).date(), at=at)
    except BaseException:
        vault.close()
        shutil.rmtree(folder)  # it was made a moment ago, and holds nothing but half a story
        if was_there:
            folder.mkdir()
        raise
    return vault, key


def fill(
    record: Store,
    private: Store,
    *,
    today: date,
    at: datetime,
    progress: Progress | None = None,
) -> None:
    """Play the practice so that its story ends today; what is not over `at` is only planned."""
    whole = story.read(today)
    record.run(practice.save, whole.practitioner, _first_day(whole.stories, at))
    ids = {}
    record.run(supervision.play_log, whole.log, at)
    for number, told in enumerate(whole.stories, 1):
        ids[told.client.code_name] = _play(record, private, told, at)
        if progress:
            progress(number, len(whole.stories))
    for learned, names in whole.learnings:
        friday = _morning(learned.week_of + timedelta(days=4), at)
        linked = replace(learned, clients=tuple(ids[name] for name in names))
        private.run(learnings.save, linked, friday)


def _first_day(stories: tuple[Story, ...], at: datetime) -> datetime:
    return min(at, *(hour.ended_at for told in stories for hour in told.hours))


def _play(record: Store, private: Store, told: Story, at: datetime) -> ClientId:
    """Play one client into both stores, each in one transaction."""
    hours = tuple(hour if hour.ended_at <= at else _still_to_come(hour) for hour in told.hours)
    client_id, kept = record.run(_play_record, replace(told, hours=hours), at)
    private.run(_play_private, client_id, tuple(zip(kept, hours, strict=True)), at)
    of_days = {h.session.starts_at.date(): s for (s, _), h in zip(kept, hours, strict=True)}
    private.run(_play_thoughts, told.thoughts.of(client_id), of_days, at)
    return client_id


def _still_to_come(hour: Hour) -> Hour:
    return Hour(replace(hour.session, attendance=Attendance.PLANNED, risk=""))


_Kept = tuple[SessionId, CardId | None]  # what an hour left in the record


def _play_record(db: Any, told: Story, at: datetime) -> tuple[ClientId, tuple[_Kept, ...]]:
    since = told.client.since
    client_id = clients.add(db, told.client, _morning(since, at) if since else at)
    kept = tuple(_play_hour(db, client_id, hour, at) for hour in told.hours)
    for goal in told.goals:
        agreed_at = _morning(goal.agreed_on, at)
        goal_id = goals.add(db, client_id, goal.text, goal.agreed_on, agreed_at)
        if goal.reached_on:
            goals.reach(db, goal_id, goal.reached_on, _morning(goal.reached_on, at))
    for name in dict.fromkeys(r.measure_id for hour in told.hours for r in hour.results):
        measure_plans.plan(db, client_id, name, FORMS_EVERY, told.client.since or at.date(), at)
    for event in told.frame:
        sessions.note_frame(db, replace(event, client_id=client_id), _morning(event.on, at))
    return client_id, kept


def _play_hour(db: Any, client_id: ClientId, hour: Hour, at: datetime) -> _Kept:
    ended_at = min(hour.ended_at, at)
    session_id = sessions.add(db, replace(hour.session, client_id=client_id), ended_at)
    for result in hour.results:
        _file(db, replace(result, client_id=client_id), session_id, hour.session.risk, ended_at)
    card_id = _play_card(db, client_id, session_id, hour, ended_at)
    if hour.texts is None:
        return session_id, card_id
    note = notes.begin(db, session_id, catalog.note_template(hour.template_id), ended_at)
    notes.save(db, note.id, hour.texts, min(hour.signed_at or ended_at, at))
    if hour.signed_at:
        notes.sign(db, note.id, min(hour.signed_at, at))
    for added in hour.addenda:
        added_at = min(added.signed_at, at)
        notes.add_to(db, note.id, added.kind, added.reason, added.text, added_at)
    return session_id, card_id


def _play_card(
    db: Any, client_id: ClientId, session_id: SessionId, hour: Hour, ended_at: datetime
) -> CardId | None:
    if hour.card is None:
        return None
    card = replace(hour.card, client_id=client_id, session_id=session_id)
    if card.given is Given.ON_PAPER:
        return cards.add(db, card, ended_at)
    begun = cards.begin(db, card, ended_at)
    cards.finish(db, begun.id, ended_at)
    return begun.id


def _file(
    db: Any, result: MeasureResult, session_id: SessionId, risk: str, ended_at: datetime
) -> None:
    """File a form; an answer that asks to be seen was seen, and taken up in the session."""
    result_id = measures.add(db, result, session_id, ended_at)
    for flag in scoring.raised(catalog.measure(result.measure_id), result.answers):
        measures.acknowledge(db, result_id, flag.item, risk, ended_at)


def _play_private(
    db: Any, client_id: ClientId, hours: tuple[tuple[_Kept, Hour], ...], at: datetime
) -> None:
    for (session_id, card_id), hour in hours:
        written_at = min(hour.ended_at, at)
        if hour.reflection:
            thought = replace(hour.reflection, session_id=session_id, client_id=client_id)
            reflections.save(db, thought, written_at)
        if hour.guess and card_id:
            guess = replace(hour.guess, card_id=card_id, client_id=client_id)
            guesses.make(db, guess, written_at)
            guesses.look(db, card_id, written_at)
        for strain in hour.episodes:
            told = replace(strain, session_id=session_id, client_id=client_id)
            _play_strain(db, told, written_at, at)
        for passage in hour.passages:
            supervision.play(db, passage, client_id, session_id, written_at, at)


def _play_strain(db: Any, told: StrainEpisode, opened_at: datetime, at: datetime) -> None:
    """Open a moment as it stood at first, and follow it through its steps up to now."""
    later = {repair for step in told.steps for repair in step.tried}
    stands = replace(
        told,
        tried=tuple(repair for repair in told.tried if repair not in later),
        state=StrainState.OPEN if told.steps else told.state,
    )
    stands = replace(stands, id=episodes.add(db, stands, opened_at))
    for step in told.steps:
        if step.at <= at:
            stands = replace(stands, tried=(*stands.tried, *step.tried), state=step.state)
            episodes.change(db, stands, step.at)


def _play_thoughts(
    db: Any, told: Thoughts, of_days: Mapping[date, SessionId], at: datetime
) -> None:
    for day, pull in told.pulls:
        pulls.add(db, replace(pull, session_id=of_days[day]), _morning(day, at))
    for saying in told.sayings:
        session_id = of_days.get(saying.said_on)
        sayings.add(db, replace(saying, session_id=session_id), _morning(saying.said_on, at))
    for day, hypothesis in told.hypotheses:
        hypotheses.add(db, hypothesis, _morning(day, at))
    if told.ending:
        endings.save(db, told.ending, at)


def _morning(day: date, at: datetime) -> datetime:
    """Return eight o'clock on a day, or the present when that is still to come."""
    return min(times.instant(datetime.combine(day, time(8))), at)
