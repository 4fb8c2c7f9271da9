"""The first page of a letter that goes into an envelope with a window."""

from collections.abc import Callable

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from practicenotes.documents import page, prose, style
from practicenotes.documents.page import Panel, Paper
from practicenotes.documents.picture import Picture
from practicenotes.domain.letterhead import Letterhead, Window
from practicenotes.domain.people import Practitioner
from practicenotes.errors import RowDamaged


MM = 72 / 25.4
_HEAD_FROM = 12 * MM
_GAP = 3 * MM  # between the head and what the window shows
_SENDER = 5 * MM  # the room of the line that says where a letter comes back to
_BESIDE = 125 * MM  # where the block at the right begins
_FOLD, _PUNCH = 4 * MM, 6 * MM  # how long the marks are
_SIZES = (10.0, 9.0, 8.0)  # points: the first in which an address fits
_LEADING = 1.19

# A text as paragraphs in a style: what is empty in it is shown as that.
Setter = Callable[[str, ParagraphStyle], Flowable]


def side(window: Window | None) -> float:
    """Return the margin of a sheet."""
    return window.side * MM if window and window.side else style.SIDE


def ticks(window: Window) -> tuple[tuple[float, float], ...]:
    """Return the marks at the edge: where to fold, and where to punch."""
    folds = tuple((down * MM, _FOLD) for down in window.folds)
    return (*folds, (window.middle * MM, _PUNCH)) if window.middle else folds


def panels(
    head: Letterhead,
    window: Window,
    practitioner: Practitioner,
    paper: Paper,
    address: str,
    date: Flowable,
    set_in: Setter,
) -> tuple[Panel, ...]:
    """Return who writes, to whom, and where and when, each in its place; raises RowDamaged."""
    if practitioner.damaged:
        raise RowDamaged("practitioner", "")
    margin = side(window)
    top = window.top * MM
    beside_from = top + _SENDER
    width, height = paper.width - 2 * margin, top - _GAP - _HEAD_FROM
    registered = _registered(head, practitioner)
    name = ", ".join(filter(None, (practitioner.name, practitioner.profession)))
    said = [prose.words(name, style.HEAD)] if name else []
    there = _fit([*said, *registered], width - page.LOGO[0], height)
    banner = _with_logo([*said, *registered] if there else said, head.logo, width, height)
    beside = Panel(
        left=_BESIDE,
        top=beside_from,
        width=paper.width - margin - _BESIDE,
        height=window.text_from * MM - beside_from,
        story=(*([] if there else registered), *_reached(practitioner), date),
    )
    return (
        Panel(margin, _HEAD_FROM, width, height, banner),
        *_in_window(window, practitioner, margin, address, set_in),
        beside,
    )


def _registered(head: Letterhead, practitioner: Practitioner) -> list[Flowable]:
    lines = (practitioner.registration, *head.registrations)
    return [prose.words(line, style.HEAD_SMALL) for line in lines if line]


def _fit(story: list[Flowable], width: float, height: float) -> bool:
    needed: float = sum(each.wrap(width, height)[1] for each in story)
    return needed <= height


def _with_logo(
    said: list[Flowable], logo: bytes, width: float, height: float
) -> tuple[Flowable, ...]:
    """Return lines, with the logo at their right."""
    if not logo:
        return tuple(said)
    most = (page.LOGO[0], min(page.LOGO[1], height))
    picture = Picture(logo, most, said="Logo", right=True)
    bare = [(f"{edge}PADDING", (0, 0), (-1, -1), 0) for edge in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *bare]
    return (Table([[said, picture]], [width - most[0], most[0]], style=look),)


def _in_window(
    window: Window, practitioner: Practitioner, margin: float, address: str, set_in: Setter
) -> tuple[Panel, ...]:
    """Return what the envelope shows: where a letter comes back to, and to whom it goes."""
    top, width = window.top * MM, (window.left + window.width) * MM - margin
    back = ", ".join(filter(None, (practitioner.name, *practitioner.address)))
    shown: tuple[Panel, ...] = ()
    if window.sender:
        if back:
            sender = prose.words(back, style.SENDER)
            shown = (Panel(margin, top, width, _SENDER, (sender,)),)
        top += _SENDER
    set_text, from_ = _fitted(window, address, width, top, set_in)
    return (*shown, Panel(margin, from_, width, window.bottom * MM - from_, (set_text,)))


def _fitted(
    window: Window, address: str, width: float, top: float, set_in: Setter
) -> tuple[Flowable, float]:
    """Return the address in the largest print that fits, and where it begins."""
    bottom = window.bottom * MM
    for size in _SIZES:
        look = ParagraphStyle(f"address {size}", style.LINE, fontSize=size, leading=size * _LEADING)
        lines = set_in(address, look)
        _, high = lines.wrap(width, bottom)
        for from_ in (window.sure * MM, bottom - high):
            if from_ >= top and from_ + high <= bottom:
                return lines, from_
    return lines, top


def _reached(practitioner: Practitioner) -> tuple[Flowable, ...]:
    lines = (*practitioner.address, practitioner.phone, practitioner.email)
    said = tuple(prose.words(line, style.HEAD_SMALL) for line in lines if line)
    return (*said, Spacer(0, style.HEAD_SMALL.leading)) if said else ()
