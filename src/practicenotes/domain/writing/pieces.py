"""Words with their looks, as the Markdown that looks the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


_SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")
_MEANT_LITERALLY = re.compile(r"([\\*]|(?<!\w)_|_(?!\w))")
_LIKE_A_HEADING = re.compile(r"^(#{1,6})(?=[ \t])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that look alike."""

    words: str
    bold: bool = False
    italic: bool = False

    @property
    def stars(self) -> str:
        """What stands on each side of the words."""
        return "*" * (2 * self.bold + self.italic)


def spaces_as_one(words: str) -> str:
    """Return words with one space wherever there was any: a source breaks its lines at will."""
    return _SPACES.sub(" ", words)


def markdown_of(pieces: Iterable[Piece], indent: str, marker: str) -> str:
    """Return one paragraph, heading or item as Markdown; an empty text where nothing is said."""
    lines = "".join(_starred(pieces)).split("\n")
    said = "\n".join(line for each in lines if (line := spaces_as_one(each).strip()))
    if not said:
        return ""
    if marker.startswith("#"):
        return marker + said.replace("\n", " ")
    said = _LIKE_A_HEADING.sub(r"\\\1", said)
    return indent + marker + said.replace("\n", f"\n{indent}{' ' * len(marker)}")


def _starred(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the words with their stars: never round a space, and never over the end of a line."""
    for piece in _joined(pieces):
        for number, line in enumerate(piece.words.split("\n")):
            if number:
                yield "\n"
            inner = line.strip()
            before = line[: len(line) - len(line.lstrip())]
            after = line[len(line.rstrip()) :] if inner else ""
            said = _MEANT_LITERALLY.sub(r"\\\1", inner)
            yield f"{before}{piece.stars}{said}{piece.stars}{after}" if inner else before


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield neighbours of one look as one: Word cuts a bold sentence into many parts."""
    words, look = [""], Piece("")
    for piece in pieces:
        if piece.words.strip() and piece.stars != look.stars:
            yield replace(look, words="".join(words))
            words, look = [], piece
        words.append(piece.words)
    yield replace(look, words="".join(words))
