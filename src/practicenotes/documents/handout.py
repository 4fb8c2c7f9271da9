"""A page that the client keeps: large type, one page if it can be, and nothing about the record.

Only what its own form asks for stands on it: a note that was given this form later still holds what
was written under the sections of the one before, and that was not written for the client.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate
from practicenotes.domain.notes import Note, NoteSection, NoteState
from practicenotes.domain.people import Practitioner
from practicenotes.errors import RowDamaged


SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)  # points: the largest that fits on one page
_LEADING = 1.32
_WRITTEN = (FieldKind.TEXT, FieldKind.LINE)
_EMPTY = "Nothing is written here yet."


def left_out(note: Note, form: NoteTemplate) -> tuple[str, ...]:
    """Return the labels of what the note says and the page does not: sections of another form."""
    own = _own(note, form)
    return tuple(section.label for section in _said(note) if section not in own)


def draw(
    note: Note,
    form: NoteTemplate,
    practitioner: Practitioner,
    edition: int,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return the page as a PDF that names nobody but the practice; damaged words are never printed.

    What was written stands large; days and what was picked stand small at the end, with the number
    of this edition.
    """
    if note.damaged:
        raise RowDamaged("note", note.id)
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    texts = [text for s in _own(note, form) for text in (s.label, s.text)]
    fonts.check([note.template_name, *page.letterhead_texts(practitioner), *texts])
    whole = b""
    for size in SIZES:
        whole = _drawn(note, form, practitioner, edition, paper, size)
        if _pages(whole) == 1:
            break
    return whole


def _drawn(
    note: Note,
    form: NoteTemplate,
    practitioner: Practitioner,
    edition: int,
    paper: Paper,
    size: float,
) -> bytes:
    at = times.on_the_wall(note.signed_at or note.saved_at).date()
    kinds = {section.id: section.kind for section in form.sections}
    said = _own(note, form)
    written = [s for s in said if kinds[s.key] in _WRITTEN]
    facts = [(s.label, s.text.strip()) for s in said if s not in written]
    facts.append(("Edition", f"{edition}, as it stood on {times.in_full(at)}"))
    story = [
        prose.heading(note.template_name, style.TITLE, bookmark=note.template_name),
        *_sections(written, size),
        Spacer(0, size * 0.6),
        page.rule("outline"),
        Spacer(0, 6),
        *(prose.labelled(label, text) for label, text in facts),
    ]
    reached = ", ".join(filter(None, (practitioner.name, practitioner.phone)))
    sheet = Sheet(
        title=note.template_name,
        author=practitioner.name,
        dated=at,
        paper=paper,
        foot=reached,
        watermark="IN ERROR" if note.state is NoteState.IN_ERROR else "",
    )
    return page.build(story, sheet)


def _sections(written: list[NoteSection], size: float) -> Iterator[Flowable]:
    look = ParagraphStyle(
        f"large {size}",
        style.BODY,
        fontSize=size,
        leading=size * _LEADING,
        spaceAfter=size * 0.25,
        bulletFontSize=size,
    )
    head = ParagraphStyle(
        f"large head {size}",
        style.SECTION,
        fontSize=size * 0.92,
        leading=size * 1.25,
        spaceBefore=size * 0.65,
    )
    if not written:
        yield prose.words(_EMPTY, look)
    for section in written:
        yield prose.heading(section.label, head, bookmark=section.label)
        yield from prose.markdown(section.text, look)


def _said(note: Note) -> Iterator[NoteSection]:
    return (section for section in note.sections if section.text.strip())


def _own(note: Note, form: NoteTemplate) -> list[NoteSection]:
    """Return what is said in the sections that this form has in the record."""
    keys = {section.id for section in form.of_layer(Layer.RECORD)}
    return [section for section in _said(note) if section.key in keys]


def _pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
