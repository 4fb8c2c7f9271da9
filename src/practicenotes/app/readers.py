"""What the process apart can read: each kind of file, and the code that is loaded for it alone."""

from collections.abc import Callable, Mapping

from practicenotes.apart.serving import Reader


Readers = Mapping[str, Reader]


def _pages() -> Readers:
    from practicenotes.ui.printing import outside

    return outside.readers()


def _picture() -> Readers:
    from practicenotes.ui.files import picture

    return picture.readers()


KINDS: Mapping[str, Callable[[], Readers]] = {"pages": _pages, "picture": _picture}
