"""Everything that holds words for a moment before a store has confirmed them."""

from typing import Protocol


class Written(Protocol):
    """A page, or a part of one, that is written on."""

    def flush(self) -> None:
        """Hand everything that is unsaved to the stores."""

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no store has confirmed."""


class Unsaved:
    """All pages that are written on, as one."""

    def __init__(self, *pages: Written) -> None:
        self._pages = pages

    def add(self, page: Written) -> None:
        """Ask one more page from now on."""
        self._pages = (*self._pages, page)

    def flush(self) -> None:
        """Hand everything that is unsaved to the stores."""
        for page in self._pages:
            page.flush()

    @property
    def any(self) -> bool:
        """Whether anything was typed that no store has confirmed."""
        return any(page.has_unsaved for page in self._pages)
