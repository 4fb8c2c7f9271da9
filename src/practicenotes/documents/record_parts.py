"""What stands in each part of a printed record; what is damaged is named and left out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import prose, ruled, style
from practicenotes.documents.chart import ChartDrawing
from practicenotes.documents.page import Paper
from practicenotes.domain import attachments, letters, scoring, times
from practicenotes.domain import course as courses
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.course import Course
from practicenotes.domain.letters import Letter, LetterState
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Note
from practicenotes.domain.people import Client
from practicenotes.domain.record_paper import InError, RecordPaper


Head = Callable[[str], Flowable]  # makes a heading that is an entry of the contents

LABEL = ParagraphStyle("label in a record", style.SECTION, fontSize=9.5, leading=14, role="H3")
_OF_PART = ParagraphStyle("label in a part", LABEL, role="H2")  # no heading stands between
_GAP = 8.0
_TABLE_HEAD = ParagraphStyle("table head", style.SMALL, textColor=style.ink("text_muted"))


def client(paper: RecordPaper) -> Iterator[Flowable]:
    """Yield what the client file says, who belongs to it, and the goals."""
    whole = paper.whole
    if whole.client.damaged:
        yield damaged("client file")
    else:
        yield from facts(_client(whole.client))
        for person in whole.client.people:
            yield prose.words(person.name, _OF_PART)
            told = (("Part", person.part), ("Born", day(person.born)), ("Contact", person.contact))
            yield from facts((*told, ("Left this file", day(person.left_on))))
    if whole.goals:
        yield prose.words("Goals", _OF_PART)
    for goal in whole.goals:
        if goal.damaged:
            yield damaged("goal")
        else:
            reached = f"; reached {day(goal.reached_on)}" if goal.reached_on else ""
            words = f"{goal.text} (agreed {day(goal.agreed_on)}{reached})"
            yield prose.labelled(f"Goal {goal.number}", words)


def frame(paper: RecordPaper, sheet: Paper) -> Iterator[Flowable]:
    """Yield what happened to the agreed frame, as a table."""
    sound = [event for event in paper.whole.frame_events if not event.damaged]
    rows = [(day(event.on), event.kind.value, event.words) for event in sound]
    yield from table(("Day", "What", "In words"), rows, (0.24, 0.22, 0.54), sheet)
    yield from (damaged("event") for event in paper.whole.frame_events if event.damaged)


def measures(paper: RecordPaper, head: Head, sheet: Paper) -> Iterator[Flowable]:
    """Yield each questionnaire with its chart, what is said of it, and every result."""
    found = paper.whole.measures
    held = [s.starts_at.date() for s in paper.whole.sessions if s.number and not s.damaged]
    for measure_id in dict.fromkeys(each.measure_id for each in found if not each.damaged):
        mine = [each for each in found if each.measure_id == measure_id and not each.damaged]
        if measure_id in paper.known:
            course = courses.of(paper.known[measure_id], mine, held[0] if held else None)
            yield from _course(course, head, sheet)
        else:
            yield head(mine[0].name)
            yield from _results(((day(r.taken_on), _total(r), _answers(r)) for r in mine), sheet)
    yield from (damaged("questionnaire") for each in found if each.damaged)
    yield from _measures_in_error(paper.in_error, head, sheet)


def _measures_in_error(found: InError, head: Head, sheet: Paper) -> Iterator[Flowable]:
    """Yield what was entered in error, each with its reason; no course counts it."""
    for form in found.measures:
        each = form.result
        if each.damaged:
            yield damaged("questionnaire")
        else:
            yield head(f"{each.name}, {day(each.taken_on)}, entered in error")
            if form.why:
                yield prose.words(f"Why: {form.why}", style.BODY)
            yield from _results([(day(each.taken_on), _total(each), _answers(each))], sheet)


def _course(course: Course, head: Head, sheet: Paper) -> Iterator[Flowable]:
    measure, laid = course.measure, course.chart()
    yield head(measure.name)
    if laid:
        yield ChartDrawing(laid)
        yield Spacer(0, _GAP)
    said = courses.in_words(course)
    for words in (said, measure.bands_note.text if measure.bands_note else ""):
        if words:
            yield prose.words(words, style.SMALL)
    rows = ((day(r.taken_on), scoring.in_words(measure, r), _answers(r)) for r in course.results)
    yield from _results(rows, sheet)
    licence = " ".join(filter(None, (measure.licence.statement, measure.licence.cite)))
    if licence:
        yield prose.words(licence, style.FOOT)


def _results(rows: Iterable[tuple[str, str, str]], sheet: Paper) -> Iterator[Flowable]:
    yield from table(("Day", "Result", "Answers"), rows, (0.26, 0.44, 0.3), sheet)


def cards(paper: RecordPaper, sheet: Paper) -> Iterator[Flowable]:
    """Yield each card with its lines and its words; of one entered in error, why it was."""
    held = (*paper.whole.cards, *paper.in_error.cards)
    for card in sorted(held, key=lambda each: each.taken_on):
        if card.damaged:
            yield damaged("client card")
            continue
        error = ", entered in error" if card.withdrawn else ""
        yield prose.words(f"{day(card.taken_on)}, {card.given.value}{error}", _OF_PART)
        if card.withdrawn and card.why:
            yield prose.words(f"Why: {card.why}", style.BODY)
        rows = [
            (line.words, "left empty" if line.answer is None else f"{line.answer} of 10")
            for line in card.lines
        ]
        yield from table(("Line", "Answer"), rows, (0.78, 0.22), sheet)
        if card.comment.strip():
            yield prose.words(card.comment, style.BODY)


def letter(found: Letter) -> Iterator[Flowable]:
    """Yield a letter: what is known about it, then its words."""
    draft = found.state is LetterState.DRAFT
    agreed = ", ".join(filter(None, (day(found.consent.given_on), found.consent.form)))
    yield from facts(
        [
            ("State", "Draft, not sent" if draft else f"Final {day(found.approved_at)}"),
            ("To", "\n".join(filter(None, (found.recipient, found.recipient_address)))),
            ("Client agreed", agreed),
            ("To what", found.consent.scope),
        ]
    )
    yield Spacer(0, _GAP)
    sent = letters.addressed(found)
    if sent.subject.strip():
        yield prose.words(sent.subject, LABEL)
    said = (sent.greeting, *(part.text for part in sent.paragraphs), sent.closing)
    for words in said:
        for piece in prose.pieces(words) if words.strip() else ():
            yield prose.words(piece, style.BODY)


def consents(found: Iterable[ClientConsent], sheet: Paper) -> Iterator[Flowable]:
    """Yield the register of consents, as a table."""
    rows = [(day(c.given_on), c.scope, c.form, _stands(c)) for c in found if not c.damaged]
    heads = ("Given on", "To what", "How", "Now")
    yield from table(heads, rows, (0.22, 0.38, 0.2, 0.2), sheet)
    yield from (damaged("consent") for consent in found if consent.damaged)


def _stands(consent: ClientConsent) -> str:
    return f"taken back {day(consent.withdrawn_on)}" if consent.withdrawn_on else "stands"


def files(paper: RecordPaper, sheet: Paper) -> Iterator[Flowable]:
    """Yield what is kept as files, as a table; the files themselves are handed over beside it."""
    rows = [
        (
            day(each.received_on),
            ": ".join(filter(None, (each.name, each.words))),
            f"{each.kind.value}, {attachments.size_in_words(each.size)}",
        )
        for each in paper.whole.attachments
        if not each.damaged
    ]
    heads = ("Received", "File", "What")
    yield from table(heads, rows, (0.24, 0.46, 0.3), sheet)
    yield from (damaged("file") for each in paper.whole.attachments if each.damaged)


def history(
    notes: Iterable[Note], names: Callable[[Note], str], sheet: Paper
) -> Iterator[Flowable]:
    """Yield what was signed, added, corrected and withdrawn, in the order in which it was done."""
    rows = sorted(row for note in notes if not note.damaged for row in _acts(note, names(note)))
    told = [(moment(at), what, about) for at, what, about in rows]
    yield from table(("When", "What", "Note and reason"), told, (0.28, 0.22, 0.5), sheet)


def _acts(note: Note, name: str) -> Iterator[tuple[datetime, str, str]]:
    if note.signed_at:
        late = ", more than 24 hours after the session" if note.signed_late else ""
        yield note.signed_at, "Signed", f"{name}, by {note.signed_by}{late}"
    for added in note.addenda:
        yield added.signed_at, added.kind.value.capitalize(), f"{name}: {added.reason}"
    for remark in note.remarks:
        yield remark.at, remark.kind.value.capitalize(), f"{name}: {remark.reason}"
    for was in note.withdrawals:
        yield was.signed_at, "Signed, later withdrawn", f"{name}, by {was.signed_by}"
        yield was.at, "Signature withdrawn", f"{name}: {was.reason}"


# --- pieces --------------------------------------------------------------------------------------


def facts(rows: Iterable[tuple[str, str]]) -> Iterator[Flowable]:
    """Yield facts under their labels; one that is empty is left out."""
    return (prose.labelled(label, text) for label, text in rows if text.strip())


def table(
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    shares: tuple[float, ...],
    sheet: Paper,
) -> Iterator[Flowable]:
    """Yield a table with hairlines and a little room beneath, or nothing for no rows."""
    body = [[prose.words(cell, style.SMALL) for cell in row] for row in rows]
    if body:
        yield ruled.table(
            [[prose.words(head, _TABLE_HEAD) for head in heads], *body],
            [sheet.measure * share for share in shares],
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        )
        yield Spacer(0, _GAP)


def damaged(what: str) -> Flowable:
    """Return the line that stands for something damaged."""
    return prose.words(f"One {what} is damaged and was left out.", style.NOTHING)


def day(on: date | None) -> str:
    """Return a day in words, or nothing."""
    return times.in_full(on) if on else ""


def moment(at: datetime | None) -> str:
    """Return a day and a time in words, or nothing."""
    if at is None:
        return ""
    at = times.on_the_wall(at)
    return f"{times.in_full(at)}, {times.clock(at)}"


def _client(client: Client) -> Iterator[tuple[str, str]]:
    yield "Code name", client.code_name
    yield "Kind", client.kind.value
    yield "Status", client.status.value
    yield "Since", day(client.since)
    yield "Reason", client.reason
    yield "Rhythm", client.rhythm
    yield "Pronoun", client.pronoun
    yield "Referred by", "\n".join(filter(None, (client.referrer, client.referrer_address)))
    yield "Medication", client.medication
    yield "Consent", client.consent


def _total(result: MeasureResult) -> str:
    return "no total" if result.total is None else str(result.total)


def _answers(result: MeasureResult) -> str:
    return ", ".join("–" if answer is None else str(answer) for answer in result.answers)
