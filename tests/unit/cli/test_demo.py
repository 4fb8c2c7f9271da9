"""The fictional practice, played into real encrypted stores."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from practicenotes import catalog
from practicenotes.cli import demo
from practicenotes.cli.demo import story
from practicenotes.domain import alliance, letters, times
from practicenotes.domain.notes import AddendumKind, Note, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, StrainState, disguise
from practicenotes.domain.reflections.supervision_items import ItemState
from practicenotes.domain.sessions import Attendance
from practicenotes.errors import DiskFull
from practicenotes.records import (
    chains,
    clients,
    goals,
    hours,
    measures,
    names,
    notes,
    offers,
    practice,
    search,
    sessions,
)
from practicenotes.records.schema import SCHEMA as RECORD
from practicenotes.reflections import (
    episodes,
    hypotheses,
    learnings,
    pulls,
    reflections,
    sayings,
    supervision,
)
from practicenotes.reflections.schema import SCHEMA as PRIVATE
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


TODAY = date(2025, 11, 18)
NOON = datetime.combine(TODAY, time(12, 12)).astimezone(UTC)
DAWN = datetime.combine(TODAY, time(6)).astimezone(UTC)


@pytest.fixture(scope="module")
def filled(
    new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Vault]:
    """Give a vault that holds the practice as it stands at noon; tests here only read it."""
    folder = shutil.copytree(new_vault[0], tmp_path_factory.mktemp("demo") / "Demo.practice")
    schemas = {"record": RECORD, "private": PRIVATE}
    vault = Vault.open(folder, new_vault[1], schemas, at=NOON)
    demo.fill(vault.record, vault.private, today=TODAY, at=NOON)
    yield vault
    vault.close()


@pytest.fixture(scope="module")
def ids(filled: Vault) -> dict[str, ClientId]:
    """Return the id of every client by code name."""
    return by_code_name(filled.record, NOON)


def by_code_name(record: Store, at: datetime) -> dict[str, ClientId]:
    """Return the ids of the clients in a record by code name."""
    listed = record.run(clients.find, times.on_the_wall(at))
    return {line.code_name: line.id for line in listed}


def all_notes(record: Store, ids: dict[str, ClientId]) -> dict[str, tuple[Note, ...]]:
    """Return the notes of every client by code name."""
    return {name: record.run(notes.of_client, client_id) for name, client_id in ids.items()}


def test_every_story_is_in_the_record(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Every client of the story has a file with its people, goals, forms, hours and notes."""
    told = {each.client.code_name: each for each in story.read(TODAY).stories}
    assert ids.keys() == told.keys()
    for name, client_id in ids.items():
        hours = told[name].hours
        kept = filled.record.run(clients.get, client_id)
        assert [person.name for person in kept.people] == [p.name for p in told[name].client.people]
        assert kept.reason == told[name].client.reason
        goal_texts = [goal.text for goal in filled.record.run(goals.of_client, client_id)]
        assert goal_texts == [goal.text for goal in told[name].goals]
        totals = [result.total for result in filled.record.run(measures.of_client, client_id)]
        assert totals == [result.total for hour in hours for result in hour.results]
        found = filled.record.run(notes.of_client, client_id)
        texts = [{section.key: section.text for section in note.sections} for note in found]
        assert texts == [hour.texts for hour in hours if hour.texts]
        starts = [s.starts_at for s in filled.record.run(sessions.of_client, client_id)]
        assert starts == [hour.session.starts_at for hour in hours]


def test_five_clients_were_met_twelve_times(filled: Vault) -> None:
    """The client list counts at least twelve sessions for five clients or more."""
    listed = filled.record.run(clients.find, times.on_the_wall(NOON))

    assert sum(line.sessions_held >= 12 for line in listed) >= 5


def test_heron_reads_as_the_story_tells(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Heron was met twelve times, comes today, and filled in six forms."""
    held = filled.record.run(sessions.of_client, ids["Heron"])
    results = filled.record.run(measures.of_client, ids["Heron"])

    assert [s.number for s in held if s.number] == list(range(1, 13))
    assert held[-1].starts_at == datetime(2025, 11, 18, 13)
    assert held[-1].attendance is Attendance.PLANNED
    assert [(result.name, result.total) for result in results] == [
        *(("PHQ-9", 15), ("GAD-7", 9), ("PHQ-9", 11)),
        *(("GAD-7", 7), ("GAD-7", 6), ("PHQ-9", 8)),
    ]


def test_signed_notes_form_unbroken_chains(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Every signed note is what was signed, by the practitioner of the story."""
    assert all(filled.record.run(chains.is_unbroken, client_id) for client_id in ids.values())
    for found in all_notes(filled.record, ids).values():
        signed = [note for note in found if note.state is NoteState.SIGNED]
        assert {note.signed_by for note in signed} <= {"M. Lindqvist"}


def test_one_draft_waits_and_one_note_was_late(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Only Moss has a draft, only one note of Teasel was signed more than a day later."""
    every = all_notes(filled.record, ids)
    drafts = [n for n, found in every.items() for note in found if note.state is NoteState.DRAFT]
    late = [name for name, found in every.items() for note in found if note.signed_late]

    assert drafts == ["Moss"]
    assert late == ["Teasel"]


def test_additions_keep_the_note_as_it_was(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Alder’s correction stands beside the note, whose own word is still there."""
    amended = [n for n in filled.record.run(notes.of_client, ids["Alder"]) if n.addenda]

    assert [note.addenda[0].kind for note in amended] == [AddendumKind.AMENDMENT]
    assert "grief" in amended[0].sections[0].text
    assert "tiredness" in amended[0].addenda[0].text


def test_reflections_are_kept_as_told(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Every reflection carries its words, ratings and intention to the session it is about."""
    for told in story.read(TODAY).stories:
        client_id = ids[told.client.code_name]
        held = filled.record.run(sessions.of_client, client_id)
        kept = {r.session_id: r for r in filled.private.run(reflections.of_client, client_id)}
        for session, hour in zip(held, told.hours, strict=True):
            assert (session.id in kept) == bool(hour.reflection)
            if hour.reflection:
                found = kept[session.id]
                assert found.entries == hour.reflection.entries
                assert found.next_time == hour.reflection.next_time
                assert found.happened == hour.reflection.happened


def test_what_was_not_observed_has_no_number(filled: Vault, ids: dict[str, ClientId]) -> None:
    """A facet that was not observed is kept without a rating."""
    entries = [
        entry
        for client_id in ids.values()
        for each in filled.private.run(reflections.of_client, client_id)
        for entry in each.entries
        if entry.answer is Answer.NOT_OBSERVED
    ]

    assert entries
    assert {entry.rating for entry in entries} == {None}


def test_the_break_shows_in_the_alliance(filled: Vault, ids: dict[str, ClientId]) -> None:
    """With Heron the hour after the break is rated lower than any other, and strain is open."""
    kept = filled.private.run(reflections.of_client, ids["Heron"])
    after_break = min(kept, key=lambda each: alliance.composite(each) or 5)
    strained = filled.private.run(episodes.still_open, ids["Heron"])

    session = filled.record.run(sessions.get, after_break.session_id)
    assert session.starts_at.date() == TODAY - timedelta(days=21)
    assert [episode.session_id for episode in strained] == [session.id]
    assert [episode.state for episode in strained] == [StrainState.OPEN]


def test_an_intention_waits_for_heron(filled: Vault, ids: dict[str, ClientId]) -> None:
    """The line left for today is the one from last week."""
    held = filled.record.run(sessions.of_client, ids["Heron"])
    earlier = [session.id for session in reversed(held[:-1])]

    carried = filled.private.run(reflections.carried, earlier)

    assert carried.intention == "stay with the pause after “it’s fine”"
    assert carried.facet_id == "resistance_transference"


def test_the_record_knows_nothing_of_the_private_side(filled: Vault) -> None:
    """A search of the record finds what the record says, and nothing that was only thought."""
    assert filled.record.run(search.find, "sleep record")
    assert filled.record.run(search.find, "blue pen") == ()
    assert filled.record.run(search.find, "my father") == ()


def test_the_record_has_every_fact_for_a_letter(filled: Vault, ids: dict[str, ClientId]) -> None:
    """All that a progress letter may mention can be said of Heron, and to whom it goes."""
    kind = catalog.letter_kind("progress")
    found = filled.record.run(offers.facts, ids["Heron"], kind)
    sentences = {offer.key: offer.sentence.text for offer in found if offer.sentence}

    open_yet = {offer.key for offer in found if offer.sentence is None}
    assert open_yet == {"goals_reached"}  # Heron's goals are all ahead
    facts = {rule.fact.value for rule in kind.rules} - open_yet
    assert not any(letters.places(sentences[key]) for key in facts)
    assert "twelve times" in sentences["dates_seen"]
    assert "15" in sentences["measure_change"]
    assert "none reported" in sentences["risk"]
    assert filled.record.run(clients.get, ids["Heron"]).referrer == "Dr A. Fenwick"
    assert filled.record.run(clients.get, ids["Birch"]).referrer == ""


def test_the_vault_is_sound(filled: Vault) -> None:
    """Pages, rows and chains of both stores pass their check."""
    assert filled.verify().is_sound


def test_what_is_to_come_is_only_planned(record: Store, private: Store) -> None:
    """At dawn nobody has come today: no note, no attendance, and nothing is dated later."""
    demo.fill(record, private, today=TODAY, at=DAWN)

    ids = by_code_name(record, DAWN)
    today = record.run(sessions.of_day, TODAY)
    assert len(today) == 5
    assert {session.attendance for session in today} == {Attendance.PLANNED}
    assert all(record.run(notes.of_session, session.id) is None for session in today)
    for found in all_notes(record, ids).values():
        assert all(note.saved_at <= DAWN for note in found)
        assert all(note.signed_at is None or note.signed_at <= DAWN for note in found)


def test_progress_is_told(record: Store, private: Store) -> None:
    """Whoever waits hears of every client, up to the last."""
    heard = []

    demo.fill(record, private, today=TODAY, at=NOON, progress=lambda *done: heard.append(done))

    count = len(story.read(TODAY).stories)
    assert heard == [(number, count) for number in range(1, count + 1)]
    assert record.run(practice.get).registration == "Registered member 00-0000"


def test_strain_was_followed_step_by_step(filled: Vault, ids: dict[str, ClientId]) -> None:
    """What was repaired was open first, and was closed on the day of a later session."""
    first, second = filled.private.run(episodes.of_client, ids["Heron"])
    days = filled.record.run(sessions.days, [first.session_id, second.session_id])

    assert [step.state for step in first.steps] == [StrainState.OPEN, StrainState.REPAIRED]
    assert first.steps[1].tried == ("r_own", "r_validate")
    assert first.closed_at is not None
    assert first.closed_at.date() - days[first.session_id] == timedelta(days=14)
    assert (second.is_open, second.closed_at) == (True, None)


def test_thoughts_stand_where_the_story_puts_them(filled: Vault, ids: dict[str, ClientId]) -> None:
    """Pulls belong to sessions that were held, and what a week taught names its clients."""
    noticed = filled.private.run(pulls.everywhere)
    days = filled.record.run(sessions.days, [pull.session_id for pull in noticed])
    last_week, earlier = filled.private.run(learnings.latest)

    assert len(noticed) == 11
    assert all(days[pull.session_id] < TODAY for pull in noticed)
    assert last_week.clients == (ids["Heron"], ids["Moss"])
    assert earlier.clients == (ids["Juniper"],)
    assert all(100 <= learned.length <= 140 for learned in (last_week, earlier))
    assert len(filled.private.run(hypotheses.of_client, ids["Heron"])) == 2
    assert [said.words for said in filled.private.run(sayings.of_client, ids["Birch"])] == [
        "So what do you owe me?"
    ]


def test_passages_of_every_kind_are_on_their_way_to_supervision(filled: Vault) -> None:
    """One is to be prepared, one was discussed, one is closed with all that came of it."""
    kept = filled.private.run(supervision.every)

    states = sorted(item.state.value for item in kept)
    [closed] = [item for item in kept if item.state is ItemState.CLOSED]

    assert states == ["closed", "discussed", "to prepare"]
    assert all((closed.said, closed.did, closed.changed, closed.facet_id, closed.session_id))
    assert len({item.alias for item in kept}) == 3


def test_no_invented_sheet_tells_who_is_meant(filled: Vault) -> None:
    """What the story releases holds no name that the record knows."""
    for item in filled.private.run(supervision.every):
        book = filled.record.run(names.book, item.client_id)
        released = [sentence for sentence in item.sentences if sentence.released]
        assert disguise.find(released, book, item.alias) == (), item.question


def test_a_year_of_hours_is_in_the_log(filled: Vault) -> None:
    """Supervision, training and reading, with something to add up."""
    log = filled.record.run(hours.every)
    assert len(log) == 5
    assert len({hour.kind for hour in log}) == 4
    assert all(hour.on < TODAY for hour in log)


@pytest.mark.parametrize("was_there", [True, False])
def test_a_story_that_breaks_off_leaves_no_practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    """A disk that fills up on the way leaves the folder as it was, and not half a story."""

    def full(*_: object) -> None:
        raise DiskFull(tmp_path)

    folder = tmp_path / "Demo.practice"
    if was_there:
        folder.mkdir()
    monkeypatch.setattr(demo, "_play_private", full)

    with pytest.raises(DiskFull):
        demo.make(folder, "seven quiet herons", {"record": RECORD, "private": PRIVATE}, at=NOON)

    assert list(tmp_path.rglob("*")) == ([folder] if was_there else [])
