"""The PDF that some printers make in place of paper: beside its place until it is whole.

Qt does not say when a disk took no more of it.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from practicenotes.exchange import files


_WITHIN = 1024  # bytes before the end of a PDF that say where its list of places begins
_END = re.compile(rb"startxref\s+([0-9]{1,19})\s+%%EOF\s*\Z")
_LIST = b"xref"


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file under a name of its own, and the place where it is wanted."""

    part: Path
    place: Path

    def is_kept(self) -> bool:
        """Move a file that was written to its end to its place, and say whether it was.

        Raises DiskFull, FolderNotWritable and what else a disk may refuse.
        """
        if not is_whole(self.part):
            return False
        files.move_in(self.part, self.place)
        return True

    def is_removed(self) -> bool:
        """Remove what there is of it, and say whether it is gone."""
        with suppress(OSError):
            self.part.unlink(missing_ok=True)
        return not self.part.exists()


def begun(printer: QPrinter) -> FileMade | None:
    """Let a printer that makes a PDF make it beside its place; a device or a pipe is none of ours.

    Raises DiskFull, FolderNotWritable or NameTooLong.
    """
    if not printer.outputFileName() or printer.outputFormat() is not _PDF:
        return None
    place = Path(os.path.realpath(printer.outputFileName()))  # a link stays one
    if files.is_no_file(place):
        return None
    part = files.begin_beside(place)
    printer.setOutputFileName(str(part))
    return FileMade(part, place)


def is_whole(path: Path) -> bool:
    """Say whether no byte of a PDF is missing: its end tells how many lie before the list."""
    with suppress(OSError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _WITHIN))
        if told := _END.search(file.read()):
            file.seek(int(told[1]))
            return file.read(len(_LIST)) == _LIST
    return False


_PDF = QPrinter.OutputFormat.PdfFormat
