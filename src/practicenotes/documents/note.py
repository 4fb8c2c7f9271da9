"""A record note on paper: the facts of the session, what was written, and who signed it when."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable, KeepTogether, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import third_party, times
from practicenotes.domain.notes import Addendum, Note, NoteState
from practicenotes.domain.people import Practitioner
from practicenotes.domain.sessions import Session
from practicenotes.errors import RowDamaged


_WATERMARKS = {NoteState.DRAFT: "DRAFT", NoteState.SIGNED: "", NoteState.IN_ERROR: "IN ERROR"}
_STATES = {
    NoteState.DRAFT: "Draft, not signed",
    NoteState.SIGNED: "Signed",
    NoteState.IN_ERROR: "Entered in error",
}


def draw(
    note: Note,
    client_code: str,
    session: Session | None,
    practitioner: Practitioner,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return one note as a PDF, headed by the client's code name, with its addenda.

    `session` is the session it was written for, if any. A section that stayed blank is left out,
    and what is damaged is never printed.
    """
    if note.damaged:
        raise RowDamaged("note", note.id)
    if session and session.damaged:
        raise RowDamaged("session", session.id)
    facts = tuple(_facts(note, session))
    fonts.check(_texts(note, client_code, practitioner, facts))
    story = [
        *page.letterhead(practitioner, paper),
        prose.heading(client_code, style.TITLE, bookmark=client_code),
        *(prose.labelled(label, text) for label, text in facts),
        Spacer(0, style.BODY.spaceAfter),
        *_sections(note),
        *_signature(note),
        *(flowable for addendum in note.addenda for flowable in _addendum(addendum)),
    ]
    sheet = Sheet(
        title="Session note" if session else "Note",
        author=practitioner.name,
        dated=times.on_the_wall(note.signed_at or note.saved_at).date(),
        paper=paper,
        foot=f"{client_code}, {'session note' if session else 'note'}",
        watermark=_WATERMARKS[note.state],
    )
    return page.build(story, sheet)


def _facts(note: Note, session: Session | None) -> Iterator[tuple[str, str]]:
    """Yield the facts that stand at the head of the note, each with its label."""
    if session:
        number = f"{session.number}, " if session.number else ""
        when = f"{times.with_weekday(session.starts_at)}, {times.clock(session.starts_at)}"
        yield "Session", number + when
        how = (f"{session.minutes} minutes", session.modality.value, session.attendance.value)
        yield "Held", ", ".join((*how, session.place) if session.place else how)
        if session.risk.strip():
            yield "Risk", session.risk
    yield "Form", f"{note.template_name}, version {note.template_version}"
    yield "Begun", _moment(note.begun_at)
    if note.goals:
        yield "Goals touched", "\n".join(link.words for link in note.goals)
    yield "State", _STATES[note.state]
    for remark in note.remarks:
        yield remark.kind.value.capitalize(), f"{_moment(remark.at)}, {remark.by}: {remark.reason}"
    for was in note.withdrawals:
        said = f"signed {_moment(was.signed_at)}, withdrawn {_moment(was.at)}: {was.reason}"
        yield "Signature withdrawn", said


def _sections(note: Note) -> Iterator[Flowable]:
    if note.is_empty:
        yield prose.words("Nothing was written here.", style.NOTHING)
    for section in note.sections:
        if section.text.strip():
            yield prose.heading(section.label, style.SECTION, bookmark=section.label)
            if section.prompt.strip():
                yield prose.words(section.prompt, style.PROMPT)
            yield from prose.markdown(third_party.in_words(section.text))


def _signature(note: Note) -> Iterator[Flowable]:
    if note.signed_at is None:
        return
    lines = [prose.words(f"Signed {_moment(note.signed_at)}, {note.signed_by}", style.LINE)]
    if note.signed_late:
        lines.append(prose.words("Signed more than 24 hours after the session.", style.SMALL))
    lines.append(prose.words(f"SHA-256 of what was signed: {note.digest}", style.SMALL))
    yield KeepTogether([Spacer(0, style.BODY.leading), page.rule(), Spacer(0, 6), *lines])


def _addendum(addendum: Addendum) -> Iterator[Flowable]:
    title = f"{addendum.kind.value.capitalize()}, {_moment(addendum.signed_at)}"
    yield Spacer(0, style.BODY.spaceAfter)
    yield prose.heading(title, style.SECTION, bookmark=title)
    yield prose.words(f"Reason: {addendum.reason}", style.PROMPT)
    yield from prose.markdown(third_party.in_words(addendum.text))


def _moment(at: datetime) -> str:
    at = times.on_the_wall(at)
    return f"{times.in_full(at)}, {times.clock(at)}"


def _texts(
    note: Note, client_code: str, practitioner: Practitioner, facts: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    """Yield everything that the page will show, so that all missing signs are named at once."""
    yield from (client_code, note.signed_by, *page.letterhead_texts(practitioner))
    for row in facts:
        yield from row
    for section in note.sections:
        if section.text.strip():
            yield from (section.label, section.prompt, third_party.in_words(section.text))
    for addendum in note.addenda:
        yield from (addendum.reason, third_party.in_words(addendum.text))
