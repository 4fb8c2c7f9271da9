"""Every fault of a kind of letter that is still being written, each at its part."""

import re
from collections.abc import Iterator

from practicenotes import catalog
from practicenotes.catalog import letter_faults, writer
from practicenotes.catalog.form_faults import EMPTY, FormFault
from practicenotes.domain import letter_kind_drafts
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.errors import CatalogBroken


_HEAD = ("name", "summary", "subject", "greeting", "closing", "footer")
_PART = re.compile(r"parts (\d+), (.+)")
_LINE = re.compile(r"line (\d+)")


def found(kind: LetterKind) -> tuple[FormFault, ...]:
    """Return all that is wrong in a kind; nothing where it could be saved as it stands."""
    return (*_unwritten(kind), *_of_trade(kind)) or tuple(_of_file(kind))


def _unwritten(kind: LetterKind) -> Iterator[FormFault]:
    for field in _HEAD:
        if not getattr(kind, field):
            yield FormFault(None, field, EMPTY)
    for number, part in enumerate(kind.parts):
        for name in ("offers", "phrases"):
            for at, offered in enumerate(getattr(part, name), 1):
                for field in ("label", "sentence"):
                    if not getattr(offered, field):
                        yield FormFault(number, f"{name} {at}, {field}", EMPTY)
        if not (part.opening or part.offers or part.phrases or part.passages):
            yield FormFault(number, "opening", "nothing stands in this part")


def _of_trade(kind: LetterKind) -> Iterator[FormFault]:
    for where, why in letter_faults.in_letter(kind):
        yield _placed(where, why)


def _of_file(kind: LetterKind) -> Iterator[FormFault]:
    """Yield what only shows when the kind is written down: too long, or a sign that is unseen."""
    text = writer.letter_kind(letter_kind_drafts.settled(kind, kind.version + 1, ()))
    try:
        catalog.parse_letter_kind(text, kind.name)
    except CatalogBroken as broken:
        line = _LINE.fullmatch(broken.where)
        if not line:
            yield _placed(broken.where, broken.why)
            return
        above = text.split("\n")[: int(line[1])]
        number = above.count("[[parts]]") - 1
        field = above[-1].partition(" = ")[0]
        yield FormFault(number if number >= 0 else None, field, broken.why)


def _placed(where: str, why: str) -> FormFault:
    part = _PART.fullmatch(where)
    return FormFault(int(part[1]) - 1, part[2], why) if part else FormFault(None, where, why)
