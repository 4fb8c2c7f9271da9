"""A certificate of disposal on one page: what was destroyed, when, how and under which rule."""

from datetime import date

from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times
from practicenotes.domain.disposal import Disposal
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.people import Practitioner


TITLE = "Certificate of disposal"
SAYS = "I confirm that this was destroyed. Nothing of what was written in it stands here."
_GAP = 16.0
_SIGNATURE = 54.0  # points left free for a signature by hand


def draw(
    disposal: Disposal, practitioner: Practitioner, today: date, *, letterhead: Letterhead = PLAIN
) -> bytes:
    """Return the certificate as a PDF; raises RowDamaged and GlyphMissing."""
    told = (
        ("File", disposal.reference),
        ("Destroyed", disposal.what),
        ("On", times.in_full(disposal.destroyed_on)),
        ("How", disposal.how),
        ("Rule", disposal.rule),
        ("By", disposal.by),
        ("Witness", disposal.witness),
        ("Copies", disposal.copies),
    )
    fonts.check([*(text for row in told for text in row), *letterhead.registrations])
    fonts.check(page.letterhead_texts(practitioner))
    sheet = Paper.of(letterhead)
    story: list[Flowable] = [
        *page.letterhead(practitioner, sheet, letterhead),
        prose.heading(TITLE, style.TITLE, bookmark=TITLE),
        prose.words(f"Drawn up on {times.in_full(today)}", style.DATE),
        Spacer(0, _GAP),
        *(prose.labelled(label, text) for label, text in told if text.strip()),
        Spacer(0, _GAP),
        prose.words(SAYS, style.BODY),
        Spacer(0, _SIGNATURE),
        page.rule("outline"),
        Spacer(0, 6),
        prose.words(f"{disposal.by or practitioner.name}, date", style.SMALL),
    ]
    about = Sheet(title=TITLE, author=practitioner.name, dated=today, paper=sheet)
    return page.build(story, about)
