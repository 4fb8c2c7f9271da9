"""A face that remembers how wide its words are, and pages that are written as bytes."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTFont


rl_config.useA85 = 0  # streams as bytes and not as letters: smaller, and sooner written

_WORDS = 20_000  # remembered for each face
_LONGEST = 40  # characters; what is longer hardly comes twice


class MeasuredFont(TTFont):  # type: ignore[misc]
    """A TrueType face; its measures are those of ReportLab, asked for once."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        measure = super().stringWidth
        self._width_of: Callable[[str], float] = lru_cache(_WORDS)(lambda text: measure(text, 1.0))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Return how wide a text is in points."""
        if len(text) > _LONGEST or not isinstance(text, str):
            return float(super().stringWidth(text, size, encoding))
        return size * self._width_of(text)
