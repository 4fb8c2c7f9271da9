"""The files of a record as pages of its paper, each under its heading; what cannot be is named."""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import Image as Pillow
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak, Spacer

from practicenotes.documents import foreign, prose, style
from practicenotes.documents.foreign import Harmless
from practicenotes.documents.leaves import LeafOnPage, PictureOnPage
from practicenotes.documents.record_parts import damaged, day, facts
from practicenotes.domain import attached, attachments, pictures
from practicenotes.domain.attached import Unset
from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.record_paper import RecordPaper


_UNREADABLE = (  # what a reader of pictures stumbles over, and what it takes for a flood
    *(OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, struct.error),
    *(Pillow.DecompressionBombError, Pillow.DecompressionBombWarning),
)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that can be set on a page."""

    content: bytes


Annexes = Mapping[AttachmentId, Harmless | Photo | Unset]


def prepared(paper: RecordPaper) -> Annexes:
    """Return what becomes of each file that was chosen to go on paper as pages."""
    sound = (file for file in paper.as_pages if not file.damaged)
    return {file.id: _prepared(file, paper.contents[file.id]) for file in sound}


def sentences(paper: RecordPaper, annexes: Annexes) -> tuple[str, ...]:
    """Return a sentence about each file that cannot be set."""
    found = ((file.name, annexes.get(file.id)) for file in paper.as_pages)
    return tuple(attached.sentence(name, why) for name, why in found if isinstance(why, Unset))


def story(
    paper: RecordPaper, annexes: Annexes, head: Callable[[str], Flowable]
) -> Iterator[Flowable]:
    """Yield each file on pages of its own, after the sentences about those that cannot be set."""
    yield from (prose.words(words, style.BODY) for words in sentences(paper, annexes))
    yield from (damaged("file") for file in paper.as_pages if file.damaged)
    is_first = True
    for file in paper.as_pages:
        found = annexes.get(file.id, Unset.DAMAGED)
        if not isinstance(found, Unset):
            if not is_first:
                yield PageBreak()
            is_first = False
            kind = file.kind.value.capitalize()
            yield head(f"{kind}, {day(file.received_on)}: {file.name}")
            yield from _pages(file, found)


def _prepared(file: Attachment, content: bytes | Unset) -> Harmless | Photo | Unset:
    if isinstance(content, Unset):
        return content
    if file.media_type == attachments.PDF:
        return foreign.harmless(content)
    return _photo(file.media_type, content)


def _photo(media_type: str, content: bytes) -> Photo | Unset:
    """Look at a picture down to its last dot, and take out what a camera wrote into it."""
    try:
        content = pictures.strip(media_type, content)
        picture = ImageReader(BytesIO(content))
        width, height = picture.getSize()
        if width * height > attached.MOST_DOTS:
            return Unset.LARGE
        picture.getRGBData()
    except _UNREADABLE:
        return Unset.DAMAGED
    return Photo(content)


def _pages(file: Attachment, found: Harmless | Photo) -> Iterator[Flowable]:
    count = len(found.leaves) if isinstance(found, Harmless) else 0
    held = f"{count} {'page' if count == 1 else 'pages'}" if count else "a picture"
    yield from facts((("Here", held), ("About", file.words)))
    yield Spacer(0, 6)
    if isinstance(found, Photo):
        yield PictureOnPage(found.content, f"A picture: {file.name}.")
        return
    for number in range(count):
        said = f"Page {number + 1} of {count} of {file.name}"
        if number:
            yield PageBreak()
            yield prose.words(said, style.NOTHING)
        yield LeafOnPage(found, number, f"{said}.")
