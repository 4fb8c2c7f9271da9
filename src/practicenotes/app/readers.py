"""What the process apart can read: each kind of file, and the code that is loaded for it alone."""

from collections.abc import Callable, Mapping

from practicenotes.apart import limits
from practicenotes.apart.serving import Reader


Readers = Mapping[str, Reader]


def _pages() -> Readers:
    from practicenotes.ui.printing import outside

    return outside.readers()


def _picture() -> Readers:
    from practicenotes.ui.files import picture

    return picture.readers()


def _annex() -> Readers:
    from practicenotes.documents import outside

    return outside.readers()


KINDS: Mapping[str, Callable[[], Readers]] = {
    "pages": _pages,
    "picture": _picture,
    "annex": _annex,
}


def memory(kind: str) -> int:
    """Return how many bytes reading a file of this kind may take."""
    if kind == "annex":
        from practicenotes.documents import outside

        return outside.MEMORY
    return limits.MEMORY
