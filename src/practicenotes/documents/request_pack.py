"""What answers a request for a record: what was asked, what is in it, what is left out and why."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from practicenotes.documents import record
from practicenotes.documents.page import Paper
from practicenotes.documents.record import Opening
from practicenotes.documents.record_parts import day
from practicenotes.domain import record_paper, record_requests, times
from practicenotes.domain.record_paper import Part, RecordPaper
from practicenotes.domain.record_requests import RecordRequest


TITLE = "Record request"
IN, OUT = "What is in this pack", "What is left out, and why"
ALL = "Nothing of what was asked for."
MARKED = "Where a passage was taken out, a mark in its place says so and gives the reason."
FILES = "Of files the list is in this pack; copies of them go beside it where they were asked for."
_COUNTED = (Part.NOTES, Part.MEASURES, Part.CARDS, Part.LETTERS, Part.FILES)


def draw(
    request: RecordRequest, paper: RecordPaper, today: date, *, sheet: Paper | None = None
) -> bytes:
    """Return the pack as a PDF; raises what drawing a record raises."""
    opening = Opening(
        TITLE,
        facts=(
            ("Asked by", request.asked_by),
            ("Received", day(request.received_on)),
            ("Asked for", request.scope),
            ("Covers", record.span(request.choice)),
            ("Drawn up", times.in_full(today)),
        ),
        remarks=tuple(_remarks(request, paper)),
        lists=((IN, tuple(_within(request, paper))), (OUT, tuple(_without(request, paper)))),
    )
    return record.draw(paper, request.choice, today, opening=opening, sheet=sheet)


def _remarks(request: RecordRequest, paper: RecordPaper) -> Iterator[str]:
    if paper.removals or not request.choice.third_party:
        yield MARKED
    if Part.FILES in request.choice.parts and paper.whole.attachments:
        yield FILES


def _within(request: RecordRequest, paper: RecordPaper) -> Iterator[str]:
    """Yield each part with the number of things in it."""
    items = record_paper.items(paper)
    out = {item.key for item, _ in record_requests.omissions(request, items)}
    counts = Counter(item.part for item in items if item.key not in out)
    for part in Part:
        if part in request.choice.parts:
            counted = part in _COUNTED
            yield f"{part.value}: {counts[part] or 'none'}" if counted else part.value


def _without(request: RecordRequest, paper: RecordPaper) -> Iterator[str]:
    left_out = record_requests.omissions(request, record_paper.items(paper))
    for part in Part:
        if part not in request.choice.parts:
            yield f"{part.value}: {record_requests.Omission.NOT_ASKED.value}"
    for item, reason in left_out:
        if item.part in request.choice.parts:
            yield f"{item.name}, {day(item.on)}: {reason.value}"
    if not left_out and request.choice.parts == frozenset(Part):
        yield ALL
