"""Reads the file of a questionnaire, or of a form for notes, that the therapist brings."""

from pathlib import Path

from practicenotes.errors import CatalogBroken


MOST = 256 * 1024  # bytes; the catalog reads no more either


def read(path: Path) -> str:
    """Return the text of a file; CatalogBroken for one that cannot be read as text."""
    try:
        with path.open("rb") as file:
            found = file.read(MOST + 1)
        return found.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise CatalogBroken(path.name, "the whole file", "it cannot be read as text") from None
