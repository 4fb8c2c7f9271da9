"""A face that measures each word once for a document: most of the time of a page goes there."""

import weakref
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont


class Face(TTFont):  # type: ignore[misc]
    """A TrueType face with the widths of the words that were measured since `forget`."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        self.widths: dict[str, float] = {}
        _FACES.add(self)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Return how wide a text is: to the last bit what ReportLab says."""
        width = self.widths.get(text)
        if width is None:
            width = self.widths[text] = super().stringWidth(text, 1000, encoding)
        return 0.001 * size * width

    def splitString(  # noqa: N802 - ReportLab's name
        self, text: str, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return the codes of a text in a document, which nearly always knows its signs by now."""
        if text and isinstance(text, str) and doc in self.state:
            known = self.state[doc].assignments
            try:
                return [(0, bytes(map(known.__getitem__, map(ord, text))))]
            except (KeyError, ValueError):  # a sign that is new, or beyond the first 256
                pass
        split: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return split


def forget() -> None:
    """Let go of every word that was measured: a lock leaves none of them in memory."""
    for face in _FACES:
        face.widths.clear()


_FACES: "weakref.WeakSet[Face]" = weakref.WeakSet()
