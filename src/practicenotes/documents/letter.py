"""A letter on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from practicenotes.documents import envelope, fonts, page, prose, style
from practicenotes.documents.chart import ChartDrawing
from practicenotes.documents.page import Paper, Sheet
from practicenotes.documents.picture import Picture
from practicenotes.documents.prose import Prose
from practicenotes.documents.tail import Tail
from practicenotes.domain import letter_charts, letters, times
from practicenotes.domain.chart import Chart
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.letters import Letter
from practicenotes.domain.people import Practitioner
from practicenotes.errors import LetterUnfinished, RowDamaged


NO_CHARTS: Mapping[str, Chart] = MappingProxyType({})
_NAME = ParagraphStyle("name of a chart", style.SMALL, keepWithNext=1)
_GAP = 16.0  # points between the parts of the letter
_SIGNATURE = 44.0  # left free for a signature by hand
_BY_HAND = (190.0, _SIGNATURE)  # the most that the picture of one takes


def draw(
    letter: Letter,
    practitioner: Practitioner,
    *,
    letterhead: Letterhead = PLAIN,
    paper: Paper | None = None,
    draft: bool,
    name_line: str = "",
    large: bool = False,
    charts: Mapping[str, Chart] = NO_CHARTS,
    states_purpose: bool = True,
) -> bytes:
    """Return the letter as a PDF; `name_line` stands above the subject, if there is one.

    The letterhead says on which paper, unless one is named. `large` prints for a client who reads
    large print; `states_purpose` says on paper what the letter is for. A draft carries a watermark,
    is not signed, and shows its empty places, which otherwise stop the letter.
    """
    head = letterhead
    if letter.damaged or head.damaged:
        raise RowDamaged("letter" if letter.damaged else "letterhead", letter.id)
    empty = letters.unfilled(letter)
    if empty and not draft:
        raise LetterUnfinished(empty)
    letter = letters.addressed(letter)
    fonts.check(_texts(letter, practitioner, head, name_line))
    sheet = _sheet(letter, practitioner, head, paper or Paper.of(head), draft=draft)
    setting = _Setting(large, states_purpose)
    date = prose.heading(times.in_full(letter.written_on), style.DATE, bookmark=letter.kind_name)
    story: list[Flowable] = []
    if head.window:
        address = _address(letter)
        around = (head, head.window, practitioner, sheet.paper, address, date, _with_fields)
        sheet = replace(
            sheet,
            panels=envelope.panels(*around),
            text_from=head.window.text_from * envelope.MM,
            ticks=envelope.ticks(head.window),
        )
    else:
        story += page.letterhead(practitioner, sheet.paper, head)
        story += [date, Spacer(0, _GAP), setting.line(_address(letter)), Spacer(0, _GAP)]
    signature = b"" if draft else head.signature
    story += _opening(letter, name_line, setting)
    story += _text(letter, practitioner, signature, setting, charts)
    return page.build(story, sheet)


def _sheet(
    letter: Letter, practitioner: Practitioner, head: Letterhead, paper: Paper, *, draft: bool
) -> Sheet:
    return Sheet(
        title=letter.kind_name,
        author=practitioner.name,
        dated=letter.written_on,
        paper=paper,
        foot=letter.footer,
        watermark="DRAFT" if draft else "",
        language=head.language,
        side=envelope.side(head.window),
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """In which print the words of a letter are set, and whether they say what it is for."""

    large: bool
    states_purpose: bool

    def line(self, text: str) -> Prose:
        """Return lines that follow one another closely."""
        return self.words(text, style.LINE)

    def words(self, text: str, look: ParagraphStyle = style.BODY) -> Prose:
        """Return a paragraph in which every empty place can be seen."""
        return _with_fields(text, style.large(look) if self.large else look)


def _address(letter: Letter) -> str:
    recipient = letter.recipient.strip() or f"{{{letters.RECIPIENT}}}"
    return f"{recipient}\n{letter.recipient_address}"


def _opening(letter: Letter, name_line: str, setting: _Setting) -> Iterator[Flowable]:
    """Yield whom the letter is about, what it is for, the greeting, and what it replaces."""
    for line in (name_line, letter.subject):
        if line.strip():
            yield setting.words(line, style.SUBJECT)
    purpose = letters.purpose_line(letter)
    if purpose and setting.states_purpose:
        yield setting.words(purpose)
    yield Spacer(0, _GAP / 2)
    for line in (letter.greeting, letter.replacing):
        if line.strip():
            yield setting.words(line)


def _text(
    letter: Letter,
    practitioner: Practitioner,
    signature: bytes,
    setting: _Setting,
    charts: Mapping[str, Chart],
) -> Iterator[Flowable]:
    """Yield the paragraphs; the end of the last stays on one page with the closing and the name.

    A chart stands with the paragraph that says in words what it shows; of several each has a name.
    """
    together: list[list[Flowable]] = []
    for paragraph in letter.paragraphs:
        words = [setting.words(each) for each in prose.pieces(paragraph.text)]
        shown = [charts[each] for each in letter_charts.within(paragraph) if each in charts]
        drawings = [
            part
            for each in shown
            for part in (
                *([setting.words(each.name, _NAME)] if len(shown) > 1 else ()),
                ChartDrawing(each, paragraph.text),
                Spacer(0, _GAP / 2),
            )
        ]
        together += [*([each] for each in words[:-1]), [words[-1], *drawings]]
    yield from (Tail(*each) if len(each) > 1 else each[0] for each in together[:-1])
    by_hand = Picture(signature, _BY_HAND, said="Signature") if signature else None
    closing = [
        Spacer(0, _GAP / 4),
        setting.line(letter.closing),
        by_hand or Spacer(0, _SIGNATURE),
        setting.line(practitioner.name),
    ]
    yield Tail(*together[-1], *closing) if together else KeepTogether(closing)


def _with_fields(text: str, look: ParagraphStyle) -> Prose:
    """Return the text as a paragraph in which every empty place can be seen."""
    inside = ""
    rest = text.strip()
    for place in letters.places(rest):
        before, _, rest = rest.partition(f"{{{place}}}")
        inside += prose.markup(before, look) + prose.field(place.replace("_", " "), look)
    return Prose(inside + prose.markup(rest, look), look)


def _texts(
    letter: Letter, practitioner: Practitioner, head: Letterhead, name_line: str
) -> Iterator[str]:
    """Yield everything that the page will show, so that all missing signs are named at once."""
    yield from (letter.recipient, letter.recipient_address, name_line, letter.subject)
    yield from (letter.greeting, letter.closing, letter.footer, letter.consent.purpose)
    yield from (paragraph.text for paragraph in letter.paragraphs)
    yield from (*page.letterhead_texts(practitioner), *head.registrations)
