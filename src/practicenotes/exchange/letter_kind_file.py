"""One kind of letter as a file: the same text that is shipped, through the same parser."""

from pathlib import Path

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.exchange import files, form_file, own_file


def name_for(kind: LetterKind) -> str:
    """Return the name that the file of a kind is offered under."""
    return f"{kind.id}{form_file.ENDING}"


def read(path: Path) -> LetterKind:
    """Return the kind of letter in a file; CatalogBroken names file, place and fault."""
    return catalog.parse_letter_kind(own_file.read(path), path.name)


def write(path: Path, kind: LetterKind) -> None:
    """Write a kind into a file, whole or not at all; raises DiskFull or FolderNotWritable."""
    files.write_beside(path, writer.letter_kind(kind).encode("utf-8"))
