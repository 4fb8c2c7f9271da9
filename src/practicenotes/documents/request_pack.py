"""What answers a request for a record: what was asked, what is in it, what is left out and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from practicenotes.documents import annexes as files_as_pages
from practicenotes.documents import record
from practicenotes.documents.annexes import Annexes
from practicenotes.documents.page import Paper
from practicenotes.documents.record import Drawn, Opening
from practicenotes.documents.record_parts import day
from practicenotes.domain import passages, record_paper, record_requests, times
from practicenotes.domain.attached import Unset
from practicenotes.domain.record_paper import Item, Part, RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest


TITLE = "Record request"
IN, OUT = "What is in this pack", "What is left out, and why"
ALL = "Nothing of what was asked for."
MARKED = "Where a passage was taken out, a mark in its place says so and gives the reason."
FILES = "Of files the list is in this pack; copies of them go beside it where they were asked for."
_COUNTED = (Part.NOTES, Part.MEASURES, Part.CARDS, Part.LETTERS, Part.FILES, Part.PAGES)
WHOLE_FILES = "A file that is in this pack is in it whole: no passage was taken out of it."
Left = tuple[tuple[Item, str], ...]


def draw(
    request: RecordRequest, paper: RecordPaper, today: date, *, sheet: Paper | None = None
) -> bytes:
    """Return the pack as a PDF; raises what drawing a record raises."""
    return draw_telling(request, paper, today, sheet=sheet).data


def draw_telling(
    request: RecordRequest, paper: RecordPaper, today: date, *, sheet: Paper | None = None
) -> Drawn:
    """Return the pack, and a sentence about each file that could not be set in it as pages."""
    chosen = passages.printed(paper, request.choice)
    annexes = files_as_pages.prepared(chosen)
    left_out = _left_out(request, paper, chosen, annexes)
    opening = Opening(
        TITLE,
        facts=(
            ("Asked by", request.asked_by),
            ("Received", day(request.received_on)),
            ("Asked for", request.scope),
            ("Covers", record.span(request.choice)),
            ("Drawn up", times.in_full(today)),
        ),
        remarks=tuple(_remarks(request, paper, annexes)),
        lists=(
            (IN, tuple(_within(request, paper, left_out))),
            (OUT, tuple(_without(request, paper, left_out))),
        ),
    )
    data = record.draw(paper, request.choice, today, opening=opening, sheet=sheet, annexes=annexes)
    return Drawn(data, files_as_pages.sentences(chosen, annexes))


def _left_out(
    request: RecordRequest, paper: RecordPaper, chosen: RecordPaper, annexes: Annexes
) -> Left:
    """Return what is left out, each with its reason in words.

    A file that only cannot be set is not withheld: it stands there by its own name.
    """
    names = {f"pages:{file.id}": file.name for file in chosen.as_pages}
    whole = {f"pages:{file_id}": found for file_id, found in annexes.items()}
    items = record_paper.items(paper)
    known = dict(record_requests.omissions(request, items))
    found = []
    for item in items:
        why = whole.get(item.key)
        if isinstance(why, Unset):
            named = replace(item, name=names[item.key])
            found.append((named, f"{Omission.UNSET.value}, because {why.value}"))
        elif item in known:
            found.append((item, known[item].value))
    return tuple(found)


def _remarks(request: RecordRequest, paper: RecordPaper, annexes: Annexes) -> Iterator[str]:
    if paper.removals or not request.choice.third_party:
        yield MARKED
    if Part.FILES in request.choice.parts and Part.PAGES not in request.choice.parts:
        if paper.whole.attachments:
            yield FILES
    elif any(not isinstance(found, Unset) for found in annexes.values()):
        yield WHOLE_FILES


def _within(request: RecordRequest, paper: RecordPaper, left_out: Left) -> Iterator[str]:
    """Yield each part with the number of things in it."""
    out = {item.key for item, _ in left_out}
    counts = Counter(item.part for item in record_paper.items(paper) if item.key not in out)
    for part in _parts(paper):
        if part in request.choice.parts:
            counted = part in _COUNTED
            yield f"{part.value}: {counts[part] or 'none'}" if counted else part.value


def _without(request: RecordRequest, paper: RecordPaper, left_out: Left) -> Iterator[str]:
    parts = _parts(paper)
    for part in parts:
        if part not in request.choice.parts:
            yield f"{part.value}: {Omission.NOT_ASKED.value}"
    for item, reason in left_out:
        if item.part in request.choice.parts:
            yield f"{item.name}, {day(item.on)}: {reason}"
    if not left_out and request.choice.parts >= frozenset(parts):
        yield ALL


def _parts(paper: RecordPaper) -> list[Part]:
    """Return the parts that a pack speaks of: files themselves only where there are any."""
    return [part for part in Part if part is not Part.PAGES or paper.whole.attachments]
