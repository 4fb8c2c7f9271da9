"""Reads the file of a questionnaire, or of a form for notes, that the therapist brings."""

from pathlib import Path

from practicenotes.errors import CatalogBroken, FileMissing, FileNotReadable, NotAFile
from practicenotes.vault import files


MOST = 256 * 1024  # bytes; the catalog reads no more either


def read(path: Path) -> str:
    """Return the text of a file; raises FileMissing, FileNotReadable, NotAFile or CatalogBroken."""
    try:
        with path.open("rb") as file:
            found = file.read(MOST + 1)
        return found.decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(Path(path.name)) from None
    except (PermissionError, IsADirectoryError):
        if files.is_folder(path):  # which Windows does not tell apart
            raise NotAFile(path.name) from None
        raise FileNotReadable(Path(path.name)) from None
    except (OSError, UnicodeDecodeError):
        raise CatalogBroken(path.name, "the whole file", "it cannot be read as text") from None
