"""The files of a record as pages of its paper, each under its heading; what cannot be is named."""

from collections.abc import Callable, Iterator, Mapping

from reportlab.platypus import Flowable, PageBreak, Spacer

from practicenotes.documents import outside, prose, style
from practicenotes.documents.foreign import Harmless
from practicenotes.documents.leaves import LeafOnPage, PictureOnPage
from practicenotes.documents.photo import Photo
from practicenotes.documents.record_parts import damaged, day, facts
from practicenotes.domain import attached
from practicenotes.domain.attached import Unset
from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.record_paper import RecordPaper


Annexes = Mapping[AttachmentId, Harmless | Photo | Unset]


def prepared(paper: RecordPaper) -> Annexes:
    """Return what becomes of each file that was chosen to go on paper as pages.

    Each is read in a process of its own; raises StoreClosed if all reading was ended meanwhile.
    """
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
    return outside.prepared(file.media_type, content, file.name)


def _pages(file: Attachment, found: Harmless | Photo) -> Iterator[Flowable]:
    count = len(found.leaves) if isinstance(found, Harmless) else 0
    held = f"{count} {'page' if count == 1 else 'pages'}" if count else "a picture"
    yield from facts((("Here", held), ("About", file.words)))
    yield Spacer(0, 6)
    if isinstance(found, Photo):
        yield PictureOnPage(found, f"A picture: {file.name}.")
        return
    for number in range(count):
        said = f"Page {number + 1} of {count} of {file.name}"
        if number:
            yield PageBreak()
            yield prose.words(said, style.NOTHING)
        yield LeafOnPage(found, number, f"{said}.")
