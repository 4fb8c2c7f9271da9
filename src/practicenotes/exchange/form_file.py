"""One form for notes as a file: the same text that is shipped, through the same parser."""

from pathlib import Path

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain.forms import NoteTemplate
from practicenotes.exchange import files, own_file


ENDING = ".toml"


def name_for(template: NoteTemplate) -> str:
    """Return the name that the file of a form is offered under."""
    return f"{template.id}{ENDING}"


def read(path: Path) -> NoteTemplate:
    """Return the form in a file; CatalogBroken names file, place and fault."""
    return catalog.parse_note_template(own_file.read(path), path.name)


def write(path: Path, template: NoteTemplate) -> None:
    """Write a form into a file, whole or not at all; raises DiskFull or FolderNotWritable."""
    files.write_beside(path, writer.note_template(template).encode("utf-8"))
