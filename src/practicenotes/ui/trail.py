"""The way one came: which page was in front before, and which comes again."""

from typing import Generic, TypeVar


Page = TypeVar("Page")


class Trail(Generic[Page]):
    """Pages in the order of visiting, and the place among them."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._at = -1

    @property
    def here(self) -> Page | None:
        """The page in front."""
        return self._pages[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether a page lies behind."""
        return self._at > 0

    @property
    def can_go_on(self) -> bool:
        """Whether one went back from a page."""
        return self._at < len(self._pages) - 1

    def visit(self, page: Page) -> None:
        """Go to a page; what lay ahead is forgotten, as in a browser."""
        del self._pages[self._at + 1 :]
        self._pages.append(page)
        self._at += 1

    def step(self, by: int) -> None:
        """Go back or on, and never beyond the ends."""
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)

    def forget(self, page: Page) -> None:
        """Take a page out wherever it stands; from the page in front one goes back.

        Neighbours that become the same page are one place: Back must always lead elsewhere.
        """
        behind = [p for p in self._pages[: self._at + 1] if p is not page]
        ahead = [p for p in self._pages[self._at + 1 :] if p is not page]
        kept = _without_repeats(behind)
        self._at = len(kept) - 1
        self._pages = _without_repeats([*kept, *ahead])
        self._at = max(self._at, 0) if self._pages else -1


def _without_repeats(pages: list[Page]) -> list[Page]:
    return [p for n, p in enumerate(pages) if n == 0 or p is not pages[n - 1]]
