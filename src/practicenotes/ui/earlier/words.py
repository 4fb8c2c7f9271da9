"""How a backup differs from now, in words."""

from collections.abc import Iterable, Sequence

from practicenotes.domain import times
from practicenotes.domain.earlier import THINGS, ComparedFile, ComparedNote, Standing
from practicenotes.domain.notes import NoteState
from practicenotes.ui.earlier.terms import BACKUP, Terms


_ELSE = (
    (Standing.TRASHED, ("is in the trash", "are in the trash")),
    (Standing.DAMAGED, ("is damaged here", "are damaged here")),
)
_STATES = {NoteState.DRAFT: "draft", NoteState.SIGNED: "signed"}


def differences(files: Iterable[ComparedFile], terms: Terms = BACKUP) -> str:
    """Return in a few sentences how these files differ from now."""
    files = tuple(files)
    said = []
    if gone := _gone(files):
        said.append(terms.gone.format(what=listed(gone)))
    for standing, verbs in ((Standing.DIFFERS, terms.reads), *_ELSE):
        if count := sum(each.count(standing) for each in files):
            said.append(_sentence(count, verbs))
    if since := sum(each.written_since for each in files):
        said.append(_sentence(since, terms.since))
    return " ".join(said) or terms.nothing


def _gone(files: Sequence[ComparedFile]) -> list[str]:
    counts = {
        ("client file", "client files"): sum(not each.is_here for each in files),
        ("note", "notes"): sum(each.count(Standing.GONE) for each in files),
    }
    for word, _ in THINGS:
        one = "frame entry" if word == "frame entries" else word[:-1]
        counts[one, word] = sum(each.gone.get(word, 0) for each in files)
    return [counted(count, *words) for words, count in counts.items() if count]


def _sentence(count: int, verbs: tuple[str, str]) -> str:
    return f"{counted(count, 'note', 'notes').capitalize()} {verbs[count > 1]}."


def of_note(compared: ComparedNote) -> str:
    """Return which note it is: 18 November 2025, SOAP, signed."""
    note = compared.note
    state = _STATES.get(note.state, note.state.value)
    return f"{times.in_full(note.on)}, {note.form}, {state}"


def standing(compared: ComparedNote, terms: Terms = BACKUP) -> str:
    """Return what became of it."""
    return terms.damaged if compared.note.damaged else terms.standings[compared.standing]


def brought(name: str, entries: int, left: int) -> str:
    """Return what came back of a client file, and that signed notes were left as others follow."""
    said = f"Back again: what was missing of {name}." if entries else f"Nothing came of {name}."
    if not left:
        return said
    has = "has" if left == 1 else "have"
    more = f"{counted(left, 'signed note', 'signed notes').capitalize()} {has} no room here."
    return f"{said} {more} Bring each back by itself, as a draft."


def counted(count: int, one: str, more: str) -> str:
    """Return a count with its noun."""
    return f"{times.number(count)} {one if count == 1 else more}"


def listed(parts: list[str]) -> str:
    """Return parts as prose lists them."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
