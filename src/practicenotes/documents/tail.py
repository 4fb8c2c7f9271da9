"""The end of a paragraph, and what may not stand on a page without it."""

from reportlab.platypus import Flowable, KeepTogether

from practicenotes.documents.prose import Prose


_LINES = 3  # of a paragraph stay with what follows it
_LONG = 7  # lines: a paragraph of fewer is not broken for it


class Tail(KeepTogether):  # type: ignore[misc]
    """A paragraph with what belongs to it: of a long one only the last lines must stay with it.

    Held together whole, a long paragraph would leave most of a page empty above it.
    """

    def __init__(self, words: Prose, *rest: Flowable) -> None:
        super().__init__([words, *rest])

    def split(self, width: float, height: float) -> list[Flowable]:
        """Break where the page ends: within the paragraph if it is long, else before it."""
        words, *rest = self._content
        self.wrap(width, height)
        leading = words.style.leading
        _, high = words.wrapOn(self.canv, width, height)
        if height >= self._H or high < _LONG * leading:
            return list(super().split(width, height))
        parts = words.splitOn(self.canv, width, min(height, high - _LINES * leading))
        if len(parts) < 2:  # noqa: PLR2004 - no line fits, or all do
            return list(super().split(width, height))
        return [parts[0], KeepTogether([*parts[1:], *rest])]
