"""The file that some printers make in place of paper: whole, or not there.

Qt does not say when a disk took no more of it.
"""

from contextlib import suppress
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter


_END, _WITHIN = b"%%EOF", 1024  # bytes before the end of a PDF where it says that it is whole


def of(printer: QPrinter) -> Path | None:
    """Return the ordinary file that a printer makes; a device or a pipe is none of ours."""
    name = printer.outputFileName()
    path = Path(name) if name else None
    return path if path and path.is_file() and not path.is_symlink() else None


def is_whole(path: Path) -> bool:
    """Say whether a PDF was written to its end."""
    with suppress(OSError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _WITHIN))
        return _END in file.read()
    return False


def is_removed(path: Path) -> bool:
    """Remove what there is of a file, and say whether it is gone."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return not path.exists()
