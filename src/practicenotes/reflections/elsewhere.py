"""Private words that no store took in time: packed for a file elsewhere, and brought back."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.elsewhere import Returned
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.reflections.questions import Question
from practicenotes.domain.reflections.supervision_items import SupervisionItem
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Unfinished
from practicenotes.reflections import (
    endings,
    learnings,
    memory,
    questions,
    reflections,
    second_looks,
    supervision,
)
from practicenotes.reflections import unfinished as begun
from practicenotes.reflections.schema import MemoryRow, QuestionRow, SupervisionItemRow
from practicenotes.vault import pieces
from practicenotes.vault.pieces import Kind, Lines


Write = tuple[Callable[..., Any], tuple[Any, ...]]
Stands = tuple[datetime | None, tuple[Any, ...]] | None
_TOUCHED = Changes.REFLECTIONS | Changes.SUPERVISION | Changes.CASELOAD


def knows(operation: Callable[..., Any]) -> bool:
    """Say whether this operation writes on the private side."""
    return pieces.know(_KINDS, operation)


def pack(written: Iterable[Write]) -> bytes:
    """Return private writes as bytes; empty where there is none."""
    return pieces.pack(_KINDS, written)


@writes(_TOUCHED)
def bring_back(db: Db, packed: bytes, at: datetime) -> tuple[Returned, ...]:
    """Put back what was packed, where its place did not change since; say of each how it went.

    Raises WordsUnreadable, and then nothing was changed.
    """
    return pieces.bring_back(db, _KINDS, packed, at)


def _reflection_lines(reflection: Reflection) -> Lines:
    facets = [
        ("", text)
        for entry in reflection.entries
        for text in (entry.noticed, entry.said_or_done, entry.my_part)
    ]
    own = [("Next time", reflection.next_time), ("In the way", reflection.in_the_way)]
    sections = [(section.label, section.text) for section in reflection.sections]
    return [("", reflection.free), *facets, *own, *sections]


def _reflection_stands(db: Db, reflection: Reflection) -> Stands:
    found = reflections.get(db, reflection.session_id, reflection.client_id)
    return found.saved_at, (found,)


def _came_back_lines(_session_id: SessionId, _client_id: ClientId, words: str) -> Lines:
    return [("What came back", words)]


def _came_back_stands(db: Db, session_id: SessionId, client_id: ClientId, _words: str) -> Stands:
    found = memory.of_session(db, session_id, client_id)
    changed = _changed(db, MemoryRow, MemoryRow.session_id == session_id)
    return changed, (session_id, client_id, found.came_back)


def _second_look_lines(look: SecondLook) -> Lines:
    return [("", look.words), *(("", entry.noticed) for entry in look.entries)]


def _second_look_stands(db: Db, look: SecondLook) -> Stands:
    found = second_looks.get(db, look.session_id, look.client_id)
    return found.saved_at, (found,)


def _item_lines(item: SupervisionItem) -> Lines:
    own = [("", item.passage), ("Question", item.question), ("Said", item.said)]
    after = [("Did", item.did), ("Changed", item.changed)]
    return [*own, *after, *(("On the sheet", each.words) for each in item.sentences)]


def _item_stands(db: Db, item: SupervisionItem) -> Stands:
    changed = _changed(db, SupervisionItemRow, SupervisionItemRow.id == item.id)
    return changed, (supervision.get(db, item.id),)


def _learning_stands(db: Db, learning: Learning) -> Stands:
    found = learnings.of_week(db, learning.week_of)
    return found.saved_at, (found,)


def _ending_lines(ending: Ending) -> Lines:
    return [
        ("Turning points", ending.turning_points),
        ("Ruptures mended", ending.ruptures_mended),
        ("New experiences", ending.new_experiences),
        ("Never spoken", ending.never_spoken),
    ]


def _ending_stands(db: Db, ending: Ending) -> Stands:
    found = endings.of_client(db, ending.client_id)
    return found.saved_at, (found,)


def _answer_stands(db: Db, client_id: ClientId, question: Question, _words: str) -> Stands:
    which = (
        QuestionRow.session_id == question.session_id,
        QuestionRow.kind == question.kind,
        QuestionRow.about == question.about,
    )
    row = db.scalars(select(QuestionRow).where(*which)).first()
    return (row.changed_at, (client_id, question, row.answer)) if row else None


def _sheet_stands(db: Db, sheet: Unfinished) -> Stands:
    found = begun.find(db, sheet.mark)
    return (found.kept_at, (found,)) if found else None


def _changed(db: Db, table: Any, which: ColumnElement[bool]) -> datetime | None:
    row = db.scalars(select(table).where(which)).first()
    return row.changed_at if row else None


def _of_session(_db: Db, about: Any, *_rest: object) -> tuple[str, str]:
    return about.client_id, about.session_id or ""


_KINDS = (
    Kind(
        *("reflection", "Reflection", reflections.save, _reflection_lines, _reflection_stands),
        _of_session,
    ),
    Kind(
        *("came back", "What came back", memory.come_back, _came_back_lines, _came_back_stands),
        lambda _db, session_id, client_id, _words: (client_id, session_id),
    ),
    Kind(
        *("second look", "Second look", second_looks.save, _second_look_lines),
        *(_second_look_stands, _of_session),
    ),
    Kind("passage", "For supervision", supervision.save, _item_lines, _item_stands, _of_session),
    Kind(
        *("learning", "What a week taught", learnings.save),
        *(
            lambda learning: [("", learning.words)],
            _learning_stands,
            lambda _db, _learning: ("", ""),
        ),
    ),
    Kind(
        *("ending", "Towards the ending", endings.save, _ending_lines, _ending_stands),
        lambda _db, ending: (ending.client_id, ""),
    ),
    Kind(
        *("answer", "Answer to a question", questions.answer),
        lambda _client_id, _question, words: [("", words)],
        _answer_stands,
        lambda _db, client_id, question, _words: (client_id, question.session_id),
    ),
    Kind(
        *("sheet", "Sheet that was begun", begun.keep, pieces.sheet_lines, _sheet_stands),
        lambda _db, sheet: (next(iter(sheet.mark.about), ""), ""),
    ),
)
