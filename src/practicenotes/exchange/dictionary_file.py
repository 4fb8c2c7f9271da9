"""A spelling dictionary that the therapist brings, kept with the settings of this computer."""

from pathlib import Path

from practicenotes.exchange import files
from practicenotes.spelling import languages
from practicenotes.spelling.languages import Language


def bring(dictionary: Path, added: Path) -> Language:
    """Copy a dictionary, a .dic file with its .aff beside it, among those that were brought.

    Raises DictionaryBroken, DiskFull, FolderNotWritable and TargetExists, and then none is offered
    that was not there before.
    """
    language = languages.read(dictionary)
    for folder in (added.parent, added):
        files.make_folder(folder)
    for name, content in language.parts:  # the rules first: words without rules are no dictionary
        files.write_beside(added / name, content)
    return Language(language.code, languages.name_of(language.code), added)
