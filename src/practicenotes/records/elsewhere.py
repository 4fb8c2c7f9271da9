"""Words of the record that no store took in time: packed for a file elsewhere, and brought back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.cards import ClientCard
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.editions import Draft
from practicenotes.domain.elsewhere import Returned
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letters import Letter
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import Practitioner
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Unfinished
from practicenotes.errors import NotFound
from practicenotes.records import cards, letter_kinds, letters, names, notes, practice
from practicenotes.records import form_drafts as forms
from practicenotes.records import unfinished as begun
from practicenotes.records.editions import Drafts
from practicenotes.records.schema import PractitionerRow
from practicenotes.vault import pieces
from practicenotes.vault.pieces import Kind, Lines


Write = tuple[Callable[..., Any], tuple[Any, ...]]
Stands = tuple[datetime | None, tuple[Any, ...]] | None
_TOUCHED = Changes.NOTES | Changes.LETTERS | Changes.CARDS | Changes.PRACTITIONER


def knows(operation: Callable[..., Any]) -> bool:
    """Say whether this operation writes in the record; only then its words are given here."""
    return pieces.know(_KINDS, operation)


def pack(written: Iterable[Write]) -> bytes:
    """Return writes of the record as bytes; empty where there is none."""
    return pieces.pack(_KINDS, written)


@writes(_TOUCHED)
def bring_back(db: Db, packed: bytes, at: datetime) -> tuple[Returned, ...]:
    """Put back what was packed, where its place did not change since; say of each how it went.

    Raises WordsUnreadable, and then nothing was changed.
    """
    return pieces.bring_back(db, _KINDS, packed, at)


def whose(db: Db, sessions: Iterable[SessionId]) -> tuple[Mapping[str, str], Mapping[str, date]]:
    """Return the code name of every client, and the days of these sessions."""
    clients, days = names.whose(db, list(sessions))
    return {str(key): name for key, name in clients.items()}, {str(k): v for k, v in days.items()}


# --- notes -----------------------------------------------------------------------------------


def _note_lines(_note_id: NoteId, texts: Mapping[str, str]) -> Lines:
    return [(key.replace("_", " ").capitalize(), text) for key, text in texts.items()]


def _note_stands(db: Db, note_id: NoteId, _texts: Mapping[str, str]) -> Stands:
    note = notes.get(db, note_id)
    return note.saved_at, (note_id, {section.key: section.text for section in note.sections})


# --- letters ---------------------------------------------------------------------------------


def _letter_lines(letter: Letter) -> Lines:
    body = "\n\n".join(paragraph.text for paragraph in letter.paragraphs)
    ends = (letter.recipient, letter.subject, letter.greeting), (letter.closing, letter.footer)
    return [("", "\n".join(filter(None, ends[0]))), ("", body), ("", "\n".join(ends[1]))]


def _letter_stands(db: Db, letter: Letter) -> Stands:
    found = letters.get(db, letter.id)
    return found.saved_at, (found,)


# --- cards -----------------------------------------------------------------------------------


def _card_lines(card: ClientCard) -> Lines:
    answers = [f"{line.words}: {line.answer}" for line in card.lines if line.answer is not None]
    return [("", "\n".join(answers)), ("", card.comment)]


def _card_stands(db: Db, card: ClientCard) -> Stands:
    found = cards.get(db, card.id)
    return found.saved_at, (found,)


# --- the practice ------------------------------------------------------------------------------


def _practice_lines(practitioner: Practitioner) -> Lines:
    names = ("name", "profession", "registration", "phone", "email")
    lines = [(name.capitalize(), getattr(practitioner, name)) for name in names]
    return [*lines, ("Address", "\n".join(practitioner.address))]


def _practice_stands(db: Db, _practitioner: Practitioner) -> Stands:
    row = db.scalars(select(PractitionerRow)).first()
    return (row.changed_at, (practice.get(db),)) if row else None


# --- sheets, forms and kinds of letters --------------------------------------------------------


def _sheet_stands(db: Db, sheet: Unfinished) -> Stands:
    found = begun.find(db, sheet.mark)
    return (found.kept_at, (found,)) if found else None


def keep_form(db: Db, draft: Draft[NoteTemplate], at: datetime) -> datetime:
    """Keep a form that is being changed."""
    return forms.keep(db, draft, at)


def keep_kind(db: Db, draft: Draft[LetterKind], at: datetime) -> datetime:
    """Keep a kind of letter that is being changed."""
    return letter_kinds.DRAFTS.keep(db, draft, at)


def _form_lines(draft: Draft[NoteTemplate]) -> Lines:
    form = draft.template
    return [("", form.name), *((each.label, each.prompt) for each in form.sections)]


def _kind_lines(draft: Draft[LetterKind]) -> Lines:
    kind = draft.template
    return [("", kind.name), *(("", part.opening) for part in kind.parts)]


def _draft_stands(drafts: Drafts[Any], db: Db, draft: Draft[Any]) -> Stands:
    try:
        found = drafts.get(db, draft.id)
    except NotFound:
        return None
    return found.changed_at, (found,)


def _of_note(db: Db, note_id: NoteId, _texts: Mapping[str, str]) -> tuple[str, str]:
    try:
        note = notes.get(db, note_id)
    except NotFound:
        return "", ""
    return note.client_id, note.session_id or ""


def _nobody(*_arguments: object) -> tuple[str, str]:
    return "", ""


_KINDS = (
    Kind("note", "Note", notes.save, _note_lines, _note_stands, _of_note),
    Kind(
        *("letter", "Letter", letters.save, _letter_lines, _letter_stands),
        lambda _db, letter: (letter.client_id, ""),
    ),
    Kind(
        *("card", "Client card", cards.keep, _card_lines, _card_stands),
        lambda _db, card: (card.client_id, card.session_id or ""),
    ),
    Kind(
        *("sheet", "Sheet that was begun", begun.keep, pieces.sheet_lines, _sheet_stands),
        lambda _db, sheet: (next(iter(sheet.mark.about), ""), ""),
    ),
    Kind(
        *("form", "Form for notes", forms.keep, _form_lines, partial(_draft_stands, forms.DRAFTS)),
        *(_nobody, keep_form),
    ),
    Kind(
        *("kind", "Kind of letter", letter_kinds.DRAFTS.keep, _kind_lines),
        *(partial(_draft_stands, letter_kinds.DRAFTS), _nobody, keep_kind),
    ),
    Kind(
        *("practice", "Lines of the practice", practice.save),
        *(_practice_lines, _practice_stands, _nobody),
    ),
)
