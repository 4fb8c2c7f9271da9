"""A record note on paper: the facts of the session, what was written, and who signed it when."""

from collections.abc import Callable, Iterator
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import redaction, third_party, times
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

_ROOM = 84.0  # points: a heading, a prompt, and two lines of text


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
    note, session, client_code = redaction.changed((note, session, client_code), fonts.named)
    facts = (*(facts_of_session(session) if session else ()), *facts_of(note))
    fonts.check(_texts(note, client_code, practitioner, facts))
    story = [
        *page.letterhead(practitioner, paper),
        prose.heading(client_code, style.TITLE, bookmark=client_code),
        *(prose.labelled(label, text) for label, text in facts),
        Spacer(0, style.BODY.spaceAfter),
        *body(note, _bookmarked),
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


def facts_of_session(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the facts of a session, each with its label."""
    number = f"{session.number}, " if session.number else ""
    when = f"{times.with_weekday(session.starts_at)}, {times.clock(session.starts_at)}"
    yield "Session", number + when
    how = (f"{session.minutes} minutes", session.modality.value, session.attendance.value)
    yield "Held", ", ".join((*how, session.place) if session.place else how)
    if session.risk.strip():
        yield "Risk", session.risk


def facts_of(note: Note) -> Iterator[tuple[str, str]]:
    """Yield the facts that stand at the head of a note, each with its label."""
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


def body(note: Note, head: Callable[[str], Flowable]) -> Iterator[Flowable]:
    """Yield what was written, signed and added; `head` makes the headings inside a note."""
    yield from _sections(note, head)
    yield from _signature(note)
    for addendum in note.addenda:
        yield from _addendum(addendum, head)


def _bookmarked(title: str) -> Flowable:
    return prose.heading(title, style.SECTION, bookmark=title)


def _sections(note: Note, head: Callable[[str], Flowable]) -> Iterator[Flowable]:
    if note.is_empty:
        yield prose.words("Nothing was written here.", style.NOTHING)
    for section in note.sections:
        if section.text.strip():
            prompt = section.prompt.strip()
            yield from _above(head(section.label), *([prompt] if prompt else ()))
            yield from prose.markdown(third_party.in_words(section.text))


def _signature(note: Note) -> Iterator[Flowable]:
    if note.signed_at is None:
        return
    lines = [prose.words(f"Signed {_moment(note.signed_at)}, {note.signed_by}", style.LINE)]
    if note.signed_late:
        lines.append(prose.words("Signed more than 24 hours after the session.", style.SMALL))
    said = note.digest or "not shown here, because words of it were left out"
    lines.append(prose.words(f"SHA-256 of what was signed: {said}", style.SMALL))
    yield KeepTogether([Spacer(0, style.BODY.leading), page.rule(), Spacer(0, 6), *lines])


def _addendum(addendum: Addendum, head: Callable[[str], Flowable]) -> Iterator[Flowable]:
    title = f"{addendum.kind.value.capitalize()}, {_moment(addendum.signed_at)}"
    yield Spacer(0, style.BODY.spaceAfter)
    yield from _above(head(title), f"Reason: {addendum.reason}")
    yield from prose.markdown(third_party.in_words(addendum.text))


def _above(heading: Flowable, *lines: str) -> Iterator[Flowable]:
    """Yield a heading with the lines beneath it where a few lines of text can follow.

    To keep it with the whole paragraph would leave half a page empty before each longer one.
    """
    yield CondPageBreak(_ROOM)
    for part in (heading, *(prose.words(line, style.PROMPT) for line in lines)):
        part.keepWithNext = 0
        yield part


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
