"""Whom an executor calls, on paper: every client, how they are reached, and what is planned."""

from collections.abc import Iterator
from datetime import datetime

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import executor, times
from practicenotes.domain.executor import Reach
from practicenotes.domain.people import Practitioner


TITLE = executor.CONTACTS  # of the file too: it names nobody
_GAP = 10.0
_LABEL = ParagraphStyle("contacts label", style.SMALL, spaceBefore=3, spaceAfter=0, keepWithNext=1)


def draw(
    reached: tuple[Reach, ...],
    practitioner: Practitioner,
    read_at: datetime,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return the list as a PDF, in its order, as it stood at this time of the wall.

    A damaged name of the practitioner is left out: the clients have to be called all the same.
    Raises GlyphMissing.
    """
    name = "" if practitioner.damaged else practitioner.name.strip()
    told = [(reach, _told(reach, read_at)) for reach in reached]
    fonts.check([name, *(text for _, texts in told for text in texts)])
    at = f"{times.in_full(read_at.date())}, {times.clock(read_at)}"
    as_of = f"As recorded on {at}, in the practice of {name}" if name else f"As recorded on {at}"
    story: list[Flowable] = [
        prose.heading(TITLE, style.TITLE, bookmark=TITLE),
        prose.words(as_of, style.DATE),
        Spacer(0, _GAP),
    ]
    story += [KeepTogether(list(_client(*each, read_at))) for each in told]
    if not told:
        story.append(prose.words(executor.NOBODY, style.BODY))
    return page.build(story, Sheet(title=TITLE, author=name, dated=read_at.date(), paper=paper))


def _told(reach: Reach, at: datetime) -> list[str]:
    lines = [line for _, lines in reach.parts(at.date()) for line in lines]
    return [fonts.named(text) for text in (reach.client.code_name, reach.facts, *lines)]


def _client(reach: Reach, told: list[str], at: datetime) -> Iterator[Flowable]:
    """Yield one client; the words are those that were told, in their order."""
    words = iter(told)
    name = next(words)
    yield prose.heading(name, style.SECTION, bookmark=name)
    yield prose.words(next(words), style.SMALL)
    if reach.client.damaged:
        yield prose.words(executor.DAMAGED, style.LINE)
    for label, lines in reach.parts(at.date()):
        yield prose.words(label, _LABEL)
        for _ in lines:
            yield prose.words(next(words), style.LINE)
    yield Spacer(0, _GAP)
