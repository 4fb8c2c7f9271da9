"""A client's record as one document: a title page, contents, and each chosen part in its order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from practicenotes.documents import annexes as files_as_pages
from practicenotes.documents import contents, fonts, page, prose, record_parts, style
from practicenotes.documents import note as note_paper
from practicenotes.documents.annexes import Annexes
from practicenotes.documents.contents import Entry
from practicenotes.documents.page import Paper, Sheet
from practicenotes.documents.record_parts import LABEL, damaged, day, facts
from practicenotes.domain import passages, redaction, times
from practicenotes.domain.letters import LetterState
from practicenotes.domain.notes import Note, NoteState
from practicenotes.domain.record_paper import Choice, Part, RecordPaper
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.errors import RowDamaged


TITLE = "Client record"  # of the file and in the printer's queue: it names nobody
NOTHING = "Nothing is recorded here yet."
NOT_CHOSEN = "Of what was chosen, nothing is recorded here."
ABOUT = (
    "This is from the clinical record of one client. Of what was written and changed, the latest"
    " wording is printed."
)
NAMED = "A sign that no face of this paper has stands by its name, in square brackets."
_PART = ParagraphStyle("part", style.TITLE, fontSize=16, leading=22, spaceAfter=6, keepWithNext=1)
_ENTRY = ParagraphStyle(
    "entry",
    style.BODY,
    fontName=style.SUBHEADING.fontName,
    fontSize=12,
    leading=17,
    spaceBefore=14,
    spaceAfter=3,
    keepWithNext=1,
    role="H2",
)
_NOTE = ParagraphStyle("note in a record", LABEL, fontSize=10.5, leading=15, spaceBefore=8)
_GAP = 16.0
_ROOM = 180.0  # what is less at the foot of a page holds no beginning of a session
_NOTE_ROOM = 130.0  # nor this of a note


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands on the first page above the contents, in the place of the usual words."""

    title: str = TITLE
    facts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each under its heading


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper, and a sentence about each file that could not be set in it as pages."""

    data: bytes
    unset: tuple[str, ...] = ()


@dataclass(slots=True)
class _Book:
    """The headings of a document as they are made."""

    entries: list[Entry] = field(default_factory=list)

    def part(self, title: str) -> Flowable:
        """Return the heading of a part."""
        return self._add(title, 0, _PART)

    def entry(self, title: str) -> Flowable:
        """Return the heading of one thing in a part."""
        return self._add(title, 1, _ENTRY)

    def _add(self, title: str, level: int, look: ParagraphStyle) -> Flowable:
        self.entries.append(Entry(f"e{len(self.entries) + 1}", title, level))
        return contents.heading(self.entries[-1], look)


def draw(
    paper: RecordPaper,
    choice: Choice,
    today: date,
    *,
    opening: Opening | None = None,
    sheet: Paper | None = None,
    annexes: Annexes | None = None,
) -> bytes:
    """Return what was chosen of a record as a PDF; the words that are to be missing are not in it.

    The sheet is that of the practice's letters unless another is given. Raises PassageMoved,
    RowDamaged where the practice's own line or its letterhead is damaged, and GlyphMissing.
    """
    if paper.letterhead.damaged:
        raise RowDamaged("letterhead", "")
    sheet = sheet or Paper[paper.letterhead.sheet.name]
    removals, empty = paper.removals, paper.is_empty
    paper = passages.printed(paper, choice)
    opening = opening or usual(paper, choice, today)
    opening = redaction.nowhere(opening, (r for r in removals if r.item == redaction.EVERYWHERE))
    signs = "".join(set().union(*_texts(paper, opening)))
    if fonts.named(signs) != signs:
        paper, opening = redaction.changed((paper, opening), fonts.named)
        opening = replace(opening, remarks=(*opening.remarks, NAMED))
    fonts.check(_texts(paper, opening))
    book = _Book()
    annexes = files_as_pages.prepared(paper) if annexes is None else annexes
    told = (_part(part, paper, choice, book, sheet, annexes) for part in Part)
    story = [flowable for part in told for flowable in part]
    if choice.reasons and removals:
        story += [book.part("What was removed"), *_removed(removals, sheet)]
    if empty or not book.entries:
        story.append(prose.words(NOTHING if empty else NOT_CHOSEN, style.BODY))
    whole = [
        *page.letterhead(paper.whole.practitioner, sheet, paper.letterhead),
        *_first_page(paper, opening),
        *_contents(book),
        *story,
        contents.numbers(book.entries, sheet.measure),
    ]
    about = Sheet(
        title=opening.title,
        author=paper.whole.practitioner.name,
        dated=today,
        paper=sheet,
        foot=f"{paper.code_name}, {opening.title.lower()}",
    )
    return page.build(whole, about)


def draw_telling(paper: RecordPaper, choice: Choice, today: date) -> Drawn:
    """Return the same as `draw`, and what it says of files that could not be set."""
    chosen = passages.printed(paper, choice)
    annexes = files_as_pages.prepared(chosen)
    data = draw(paper, choice, today, annexes=annexes)
    return Drawn(data, files_as_pages.sentences(chosen, annexes))


def usual(paper: RecordPaper, choice: Choice, today: date) -> Opening:
    """Return what the first page says of a record that is printed for no request."""
    notes = paper.whole.notes
    drafts = sum(note.state is NoteState.DRAFT for note in notes)
    errors = sum(note.state is NoteState.IN_ERROR for note in notes)
    count = len(choice.left_out)
    held = [f"{len(notes)} in all"]
    held += [f"{drafts} of them not signed"] if drafts else []
    held += [f"{errors} entered in error"] if errors else []
    told = (
        ("Drawn up", times.in_full(today)),
        ("Covers", span(choice)),
        ("Notes", ", ".join(held) if notes else ""),
        ("Single things", f"{times.number(count)} left out" if count else ""),
        ("Drafts", "" if choice.drafts else "left out"),
        ("Third parties", "" if choice.third_party else "marked passages are left out"),
    )
    return Opening(facts=told, remarks=(ABOUT,))


def span(choice: Choice) -> str:
    """Return the range of a choice in words."""
    if choice.since and choice.until:
        return f"{day(choice.since)} to {day(choice.until)}"
    if choice.since:
        return f"from {day(choice.since)}"
    return f"up to {day(choice.until)}" if choice.until else "the whole time"


def _first_page(paper: RecordPaper, opening: Opening) -> Iterator[Flowable]:
    yield prose.words(opening.title, style.TITLE)
    yield prose.words(paper.code_name, style.DATE)
    yield Spacer(0, _GAP)
    yield from facts(opening.facts)
    if any(text for _, text in opening.facts):
        yield Spacer(0, _GAP / 2)
    for remark in opening.remarks:
        yield prose.words(remark, style.BODY)
    for heading, lines in opening.lists:
        yield prose.words(heading, style.SECTION)
        for line in lines:
            yield prose.words(line, style.SMALL)


def _contents(book: _Book) -> Iterator[Flowable]:
    if book.entries:
        yield prose.words("Contents", style.SECTION)
        yield from contents.lines(book.entries)
        yield PageBreak()


def _part(
    part: Part, paper: RecordPaper, choice: Choice, book: _Book, sheet: Paper, annexes: Annexes
) -> Iterator[Flowable]:
    """Yield one part under its heading; a part that has nothing is left out."""
    if part not in choice.parts:
        return
    is_first = not book.entries
    heading = book.part(part.value)
    said = list(_said(part, paper, book, sheet, annexes))
    if said:
        if part is Part.PAGES and not is_first:
            yield PageBreak()
        yield heading
        yield from said
        if part is not Part.PAGES:  # its last page is full
            yield Spacer(0, _GAP)
    else:
        book.entries.pop()


def _said(
    part: Part, paper: RecordPaper, book: _Book, sheet: Paper, annexes: Annexes
) -> Iterable[Flowable]:
    whole = paper.whole
    return {
        Part.CLIENT: lambda: record_parts.client(paper),
        Part.NOTES: lambda: _notes(paper, book),
        Part.FRAME: lambda: record_parts.frame(paper, sheet),
        Part.MEASURES: lambda: record_parts.measures(paper, book.entry, sheet),
        Part.CARDS: lambda: record_parts.cards(paper, sheet),
        Part.LETTERS: lambda: _letters(paper, book),
        Part.CONSENTS: lambda: record_parts.consents(paper.consents, sheet),
        Part.FILES: lambda: record_parts.files(paper, sheet),
        Part.HISTORY: lambda: record_parts.history(whole.notes, _names(paper), sheet),
        Part.PAGES: lambda: files_as_pages.story(paper, annexes, book.entry),
    }[part]()


def _notes(paper: RecordPaper, book: _Book) -> Iterator[Flowable]:
    """Yield each session with its notes, and the notes of no session after them."""
    of_session: dict[SessionId | None, list[Note]] = {}
    known = {session.id for session in paper.whole.sessions if not session.damaged}
    for note in paper.whole.notes:
        at = note.session_id if note.session_id in known and not note.damaged else None
        of_session.setdefault(at, []).append(note)
    for session in paper.whole.sessions:
        if session.damaged:
            yield damaged("session")
        else:
            yield from _session(session, of_session.get(session.id, []), book)
    for note in of_session.get(None, []):
        if note.damaged:
            yield damaged("note")
        else:
            on = times.on_the_wall(note.begun_at).date()
            yield CondPageBreak(_ROOM)
            yield book.entry(f"{note.template_name}, {day(on)}{_state(note)}")
            yield from _note(note)


def _session(session: Session, notes: list[Note], book: _Book) -> Iterator[Flowable]:
    name = f"Session {session.number}, " if session.number else ""
    state = "".join(dict.fromkeys(map(_state, notes)))
    yield CondPageBreak(_ROOM)
    yield book.entry(f"{name}{times.with_weekday(session.starts_at)}{state}")
    _, *told = note_paper.facts_of_session(session)
    at = times.clock(session.starts_at)
    yield from facts((label, f"{at}, {text}" if label == "Held" else text) for label, text in told)
    if not notes and session.attendance.held:
        yield prose.words("No note was written, or none was chosen.", style.NOTHING)
    for note in notes:
        yield CondPageBreak(_NOTE_ROOM)
        yield prose.words(f"{note.template_name}, version {note.template_version}", _NOTE)
        yield from _note(note)


def _note(note: Note) -> Iterator[Flowable]:
    yield from facts(row for row in note_paper.facts_of(note) if row[0] != "Form")
    yield from note_paper.body(note, lambda label: prose.words(label, LABEL))


def _state(note: Note) -> str:
    """Return what has to be said beside the name of a note that is not simply signed."""
    if note.state is NoteState.IN_ERROR:
        return ", entered in error"
    return ", draft, not signed" if note.state is NoteState.DRAFT else ""


def _names(paper: RecordPaper) -> Callable[[Note], str]:
    days = {each.id: each.starts_at.date() for each in paper.whole.sessions if not each.damaged}

    def name(note: Note) -> str:
        on = days.get(note.session_id) if note.session_id else None
        return f"{note.template_name}, {day(on or times.on_the_wall(note.begun_at).date())}"

    return name


def _letters(paper: RecordPaper, book: _Book) -> Iterator[Flowable]:
    for letter in reversed(paper.whole.letters):  # earliest first, as all the rest
        if letter.damaged:
            yield damaged("letter")
        else:
            draft = ", draft, not sent" if letter.state is LetterState.DRAFT else ""
            yield book.entry(f"{letter.kind_name}, {day(letter.written_on)}{draft}")
            yield from record_parts.letter(letter)


def _removed(removals: Iterable[redaction.Removal], sheet: Paper) -> Iterator[Flowable]:
    """Yield how many passages were removed and why, without any of their words."""
    rows = [(each.mark, each.remark, record_parts.moment(each.at)) for each in removals]
    yield from record_parts.table(
        ("In its place stands", "Remark", "Marked"), rows, (0.44, 0.32, 0.24), sheet
    )


def _texts(paper: RecordPaper, opening: Opening) -> Iterator[str]:
    """Yield everything that the pages will show, so that all missing signs are named at once."""
    yield from redaction.texts((paper.whole, paper.in_error, paper.consents, paper.as_pages))
    yield from paper.letterhead.registrations
    yield from (text for row in opening.facts for text in row)
    yield from opening.remarks
    yield from (line for _, lines in opening.lists for line in lines)
