"""How a backup differs from now, in words."""

from collections.abc import Iterable

from practicenotes.domain import times
from practicenotes.domain.earlier import ComparedFile, ComparedNote, Standing
from practicenotes.domain.notes import NoteState


_OF_NOTES = (
    (Standing.GONE, "{} not here any more"),
    (Standing.DIFFERS, "{} differently now"),
    (Standing.TRASHED, "{} in the trash"),
    (Standing.DAMAGED, "{} damaged here"),
)
_VERBS = {
    Standing.GONE: ("is", "are"),
    Standing.DIFFERS: ("reads", "read"),
    Standing.TRASHED: ("lies", "lie"),
    Standing.DAMAGED: ("is", "are"),
}
_STATES = {NoteState.DRAFT: "draft", NoteState.SIGNED: "signed"}


def differences(files: Iterable[ComparedFile]) -> str:
    """Return in one sentence or two how these files differ from now."""
    files = tuple(files)
    missing = sum(not each.is_here for each in files)
    parts = [counted(missing, "client file", "client files") + " not here"] if missing else []
    for standing, words in _OF_NOTES:
        if count := sum(each.count(standing) for each in files):
            verb = _VERBS[standing][count > 1]
            parts.append(f"{counted(count, 'note', 'notes')} that {words.format(verb)}")
    for word in dict.fromkeys(word for each in files for word in each.gone):
        count = sum(each.gone.get(word, 0) for each in files)
        one = "frame entry" if word == "frame entries" else word[:-1]
        parts.append(f"{counted(count, one, word)} not here any more")
    said = f"In the backup: {listed(parts)}." if parts else ""
    since = sum(each.written_since for each in files)
    written = counted(since, "note", "notes").capitalize()
    later = f"{written} {'was' if since == 1 else 'were'} written since." if since else ""
    return " ".join(filter(None, (said, later))) or "Nothing differs from now."


def of_note(compared: ComparedNote) -> str:
    """Return which note it is: 18 November 2025, SOAP, signed."""
    note = compared.note
    state = _STATES.get(note.state, note.state.value)
    return f"{times.in_full(note.on)}, {note.form}, {state}"


def standing(compared: ComparedNote) -> str:
    """Return what became of it."""
    if compared.note.damaged:
        return "Damaged in the backup already."
    return _STANDINGS[compared.standing]


_STANDINGS = {
    Standing.SAME: "As it is now.",
    Standing.GONE: "Not here any more. It comes back as it was.",
    Standing.DIFFERS: "Reads differently now. It comes as a draft beside the one that is here.",
    Standing.TRASHED: "In the trash of this practice, whole. Restore it there.",
    Standing.DAMAGED: "Damaged here. It comes as a draft beside the one that is damaged.",
}


def counted(count: int, one: str, more: str) -> str:
    """Return a count with its noun."""
    return f"{times.number(count)} {one if count == 1 else more}"


def listed(parts: list[str]) -> str:
    """Return parts as prose lists them."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
