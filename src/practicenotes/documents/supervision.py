"""A sheet for supervision on paper: one page, and nothing on it but what was released."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times
from practicenotes.domain.supervision import DisguisedSheet
from practicenotes.errors import SheetEmpty, SheetTooLong


_TITLE = "For supervision"  # of the file and in the printer's queue: it names nobody
_FOOT = "Disguised: codes in the place of names, and days as they stand to one another."
_GAP = 16.0


def draw(sheet: DisguisedSheet, *, paper: Paper = Paper.A4) -> bytes:
    """Return the sheet as a PDF of one page; raises SheetEmpty, SheetTooLong or GlyphMissing."""
    if sheet.is_empty:
        raise SheetEmpty
    fonts.check([sheet.alias, sheet.question, *sheet.sentences])
    about = Sheet(title=_TITLE, author="", dated=sheet.prepared_on, paper=paper, foot=_FOOT)
    drawn = page.build(_story(sheet), about)
    with pikepdf.open(BytesIO(drawn)) as document:
        if len(document.pages) > 1:
            raise SheetTooLong
    return drawn


def _story(sheet: DisguisedSheet) -> Iterator[Flowable]:
    title = f"{_TITLE}: {sheet.alias}" if sheet.alias.strip() else _TITLE
    yield prose.heading(title, style.TITLE, bookmark=_TITLE)
    yield prose.words(f"Prepared on {times.in_full(sheet.prepared_on)}", style.DATE)
    yield Spacer(0, _GAP)
    if sheet.question:
        yield prose.heading("My question", style.SECTION, bookmark="My question")
        yield prose.words(sheet.question, style.BODY)
    if sheet.sentences:
        yield prose.heading("What it is about", style.SECTION, bookmark="What it is about")
        yield prose.words(" ".join(sheet.sentences), style.BODY)
