"""A practice of many clients and many years, written past the operations: they would take an hour.

Every row carries its mark, so that reading it costs what it costs in a practice.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Db

from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.reflections import Answer, StrainState
from practicenotes.domain.sessions import Attendance, FrameKind, Modality
from practicenotes.records import clients
from practicenotes.records.schema import FrameEventRow, NoteRow, NoteSectionRow, SessionRow
from practicenotes.reflections.schema import (
    FacetEntryRow,
    ReflectionRow,
    SayingRow,
    StrainEpisodeRow,
)
from practicenotes.vault import Vault, rows


FACETS = [facet.id for facet in catalog.facet_book().facets]
SAID = "What was said about the work, the house and the sister, at some length. " * 12
EACH = 125  # sessions of a client: two and a half years, week by week
CHUNK = 25  # clients in one transaction


def fill(vault: Vault, *, sessions: int, at: datetime) -> list[ClientId]:
    """Write so many sessions, and for each client one still to come; return the clients."""
    made: list[ClientId] = []
    each = min(sessions, EACH)
    for first in range(0, sessions // each, CHUNK):
        count = min(CHUNK, sessions // each - first)
        told = vault.record.run(_record, range(first, first + count), each, at)
        vault.private.run(_private, told, at)
        made += told
    return made


def _record(
    db: Db, numbers: Sequence[int], each: int, at: datetime
) -> dict[ClientId, tuple[str, ...]]:
    told = {}
    for number in numbers:
        client_id = clients.add(db, NewClient(f"Bird {number}"), at)
        hours = [_hour(db, client_id, weeks, at) for weeks in range(each, -1, -1)]
        db.add_all(hours)
        db.flush()
        notes = [_note(db, hour, at) for hour in hours[:-1]]
        db.add_all(notes)
        db.flush()
        db.add_all(section for note in notes for section in _sections(db, note))
        db.add_all(_frame(db, hour) for hour in hours[::20])
        told[client_id] = tuple(hour.id for hour in hours[:-1])
    return told


def _hour(db: Db, client_id: str, weeks: int, at: datetime) -> SessionRow:
    starts_at = times.on_the_wall(at) - timedelta(weeks=weeks) + timedelta(hours=1)
    turns = [Attendance.MISSED if weeks % 9 == 5 else Attendance.ATTENDED, Attendance.PLANNED]
    return SessionRow(
        id=rows.new_id(db),
        client_id=client_id,
        starts_at=starts_at,
        minutes=50,
        modality=Modality.IN_PERSON,
        attendance=turns[weeks == 0],
        risk="none reported" if weeks % 3 == 0 else "",
        place="",
        present=[],
        changed_at=at,
    )


def _note(db: Db, hour: SessionRow, at: datetime) -> NoteRow:
    return NoteRow(
        id=rows.new_id(db),
        client_id=hour.client_id,
        session_id=hour.id,
        template_id="dap",
        template_version=1,
        template_name="DAP",
        state=NoteState.DRAFT,
        summary=SAID[:90],
        begun_at=at,
        saved_at=at,
        signed_by="",
        signed_late=0,
        digest="",
        previous_digest="",
    )


def _sections(db: Db, note: NoteRow) -> Iterator[NoteSectionRow]:
    for position, section in enumerate(catalog.note_template("dap").sections):
        yield NoteSectionRow(
            id=rows.new_id(db),
            note_id=note.id,
            position=position,
            key=section.id,
            label=section.label,
            prompt=section.prompt,
            body=SAID,
        )


def _frame(db: Db, hour: SessionRow) -> FrameEventRow:
    return FrameEventRow(
        id=rows.new_id(db),
        client_id=hour.client_id,
        session_id=None,
        on=hour.starts_at.date(),
        kind=FrameKind.BREAK,
        words="one week",
    )


def _private(db: Db, told: dict[ClientId, tuple[str, ...]], at: datetime) -> None:
    for client_id, hours in told.items():
        thoughts = [_thought(db, client_id, hour, at) for hour in hours]
        db.add_all(thoughts)
        db.flush()
        for number, thought in enumerate(thoughts):
            db.add_all(_entry(db, thought, FACETS[(number + n) % 7]) for n in range(2))
        db.add_all(_strain(db, client_id, hour, at) for hour in hours[::30])
        db.add_all(_saying(db, client_id, at) for _ in hours[::30])


def _thought(db: Db, client_id: str, hour: str, at: datetime) -> ReflectionRow:
    return ReflectionRow(
        id=rows.new_id(db),
        session_id=hour,
        client_id=client_id,
        free=SAID[:200],
        next_time="wait for the second answer",
        in_the_way="",
        for_supervision=0,
        begun_at=at,
        saved_at=at,
    )


def _entry(db: Db, thought: ReflectionRow, facet_id: str) -> FacetEntryRow:
    return FacetEntryRow(
        id=rows.new_id(db),
        reflection_id=thought.id,
        facet_id=facet_id,
        noticed=SAID[:200],
        said_or_done="",
        my_part="",
        answer=Answer.RATED,
        rating=2,
    )


def _strain(db: Db, client_id: str, hour: str, at: datetime) -> StrainEpisodeRow:
    return StrainEpisodeRow(
        id=rows.new_id(db),
        client_id=client_id,
        session_id=hour,
        kind=StrainKind.WITHDRAWAL,
        sightings=[["w_defer", "clearly"]],
        client_words="it’s fine",
        my_part="",
        mine_too=0,
        tried=[],
        state=StrainState.OPEN,
        opened_at=at,
        changed_at=at,
    )


def _saying(db: Db, client_id: str, at: datetime) -> SayingRow:
    return SayingRow(
        id=rows.new_id(db),
        client_id=client_id,
        session_id=None,
        said_on=at.date(),
        words="like a guest",
        thought="",
        changed_at=at,
    )
