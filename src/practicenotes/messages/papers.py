"""What is said about letters and other papers, the catalog they are made from, and the terminal."""

from collections.abc import Mapping

from practicenotes import errors
from practicenotes.domain import times
from practicenotes.messages.phrases import Says, listed


def _unfinished(error: errors.LetterUnfinished) -> str:
    if len(error.places) == 1:
        return f"One place is still empty: {error.places[0]}. Printing waits for it."
    count = times.number(len(error.places)).capitalize()
    return f"{count} places are still empty: {listed(error.places)}. Printing waits for them."


def _unknown_kind(error: errors.UnknownKind) -> str:
    known = f" Known are: {listed(error.known)}." if error.known else ""
    return f"There is no {error.what} called {error.id or '“”'}. Nothing was changed.{known}"


SAYS: Mapping[type[Exception], Says] = {
    errors.LetterApproved: (
        "This letter is approved and stays as it is. Nothing was changed. Begin a new version."
    ),
    errors.LetterIsDraft: (
        "This letter is a draft still, and nothing was written. Approve it in the program first."
    ),
    errors.LetterUnfinished: _unfinished,
    errors.ConsentMissing: (
        "The letter does not say yet that the client agreed. It is saved as a draft."
        " Fill in the consent and approve it then."
    ),
    errors.PassageMoved: (
        "A passage that is to be removed is not where it was marked. Nothing was printed."
        " Look at what is marked for removal, and mark it again."
    ),
    errors.CatalogBroken: (
        "The file {file} breaks a rule at {where}: {why}. Your notes were not touched."
        " Mend or remove that file."
    ),
    errors.GlyphMissing: (
        "The fonts of this paper have no sign for {characters}. Nothing was printed, and the text"
        " is safe. Write it another way, or leave out what holds it."
    ),
    errors.TargetExists: (
        "{path} is already there and was not overwritten. Choose another name or folder."
    ),
    errors.SheetTooLong: (
        "The sheet takes more than one page. Nothing was drawn, and your sentences are safe."
        " Take one back, or shorten it."
    ),
    errors.SheetEmpty: (
        "No sentence is released for the sheet yet, so there is nothing to draw."
        " Release one with the space bar."
    ),
    errors.UnknownKind: _unknown_kind,
    errors.ArgumentMissing: "The command {command} needs {wants}. Nothing was changed.",
    errors.PassphraseUnread: (
        "The {what} could not be read: {why}. Nothing was changed. Name the file that holds it with"
        " {option}."
    ),
}
