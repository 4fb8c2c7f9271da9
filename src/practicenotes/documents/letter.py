"""A letter on paper."""

from collections.abc import Callable, Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.documents.prose import Prose
from practicenotes.domain import letters, times
from practicenotes.domain.letters import Letter
from practicenotes.domain.people import Practitioner
from practicenotes.errors import LetterUnfinished, RowDamaged


_Looks = Callable[[ParagraphStyle], ParagraphStyle]  # from a style to the one that is used

_GAP = 16.0  # points between the parts of the letter
_SIGNATURE = 44.0  # left free for a signature by hand


def draw(
    letter: Letter,
    practitioner: Practitioner,
    *,
    paper: Paper = Paper.A4,
    draft: bool,
    name_line: str = "",
    large: bool = False,
) -> bytes:
    """Return the letter as a PDF; `name_line` stands above the subject, if there is one.

    A draft carries a watermark and shows its empty places, which otherwise stop the letter.
    """
    if letter.damaged:
        raise RowDamaged("letter", letter.id)
    empty = letters.unfilled(letter)
    if empty and not draft:
        raise LetterUnfinished(empty)
    letter = letters.addressed(letter)
    fonts.check(_texts(letter, practitioner, name_line))
    look = style.large if large else _as_it_is
    story = [
        *page.letterhead(practitioner, paper),
        *_opening(letter, name_line, look),
        *_text(letter, practitioner, look),
    ]
    sheet = Sheet(
        title=letter.kind_name,
        author=practitioner.name,
        dated=letter.written_on,
        paper=paper,
        foot=letter.footer,
        watermark="DRAFT" if draft else "",
    )
    return page.build(story, sheet)


def _as_it_is(look: ParagraphStyle) -> ParagraphStyle:
    return look


def _opening(letter: Letter, name_line: str, look: _Looks) -> Iterator[Flowable]:
    """Yield date, recipient, whom and what the letter is about, and the greeting."""
    yield prose.heading(
        times.in_full(letter.written_on), look(style.DATE), bookmark=letter.kind_name
    )
    yield Spacer(0, _GAP)
    recipient = letter.recipient.strip() or f"{{{letters.RECIPIENT}}}"
    yield _with_fields(f"{recipient}\n{letter.recipient_address}", look(style.LINE))
    yield Spacer(0, _GAP)
    for line in (name_line, letter.subject):
        if line.strip():
            yield _with_fields(line, look(style.SUBJECT))
    yield Spacer(0, _GAP / 2)
    if letter.greeting.strip():
        yield _with_fields(letter.greeting, look(style.BODY))


def _text(letter: Letter, practitioner: Practitioner, look: _Looks) -> Iterator[Flowable]:
    """Yield the paragraphs; the last one stays on one page with the closing and the name."""
    pieces = (piece for paragraph in letter.paragraphs for piece in prose.pieces(paragraph.text))
    paragraphs = [_with_fields(piece, look(style.BODY)) for piece in pieces]
    yield from paragraphs[:-1]
    yield KeepTogether(
        [
            *paragraphs[-1:],
            Spacer(0, _GAP / 4),
            _with_fields(letter.closing, look(style.LINE)),
            Spacer(0, _SIGNATURE),
            prose.words(practitioner.name, look(style.LINE)),
        ]
    )


def _with_fields(text: str, look: ParagraphStyle) -> Prose:
    """Return the text as a paragraph in which every empty place can be seen."""
    inside = ""
    rest = text.strip()
    for place in letters.places(rest):
        before, _, rest = rest.partition(f"{{{place}}}")
        inside += prose.markup(before, look) + prose.field(place.replace("_", " "), look)
    return Prose(inside + prose.markup(rest, look), look)


def _texts(letter: Letter, practitioner: Practitioner, name_line: str) -> Iterator[str]:
    """Yield everything that the page will show, so that all missing signs are named at once."""
    yield from (letter.recipient, letter.recipient_address, name_line, letter.subject)
    yield from (letter.greeting, letter.closing, letter.footer)
    yield from (paragraph.text for paragraph in letter.paragraphs)
    yield from page.letterhead_texts(practitioner)
