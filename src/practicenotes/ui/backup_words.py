"""Backups in the words that every page uses: when, where to, and what is amiss."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from practicenotes.domain import copies, times
from practicenotes.domain.copies import Lack, Notice, Place, Standing, Trouble


def when(last: str, now: datetime) -> str:
    """Return the time of a backup as "today 08:12"; `last` is ISO 8601, `now` the wall clock."""
    return at(datetime.fromisoformat(last), now)


def at(made: datetime, now: datetime) -> str:
    """Return an instant as "today 08:12"; `now` is the wall clock."""
    made = times.on_the_wall(made)
    day = "today" if made.date() == now.date() else times.in_full(made.date())
    return f"{day}{'' if day == 'today' else ','} {times.clock(made)}"


UNREAD = (
    "The record in it was verified; your reflections were closed, and copied unread. They are"
    " verified with the next copy while they are open."
)
_TROUBLES = {
    Trouble.NOT_REACHED: "cannot be reached. Connect its disk, or choose another folder",
    Trouble.NOT_WRITABLE: (
        "takes no copy: PracticeNotes may not write there. Allow that, or choose another folder"
    ),
    Trouble.FULL: "takes no copy: its disk is full. Make room there, or choose another folder",
    Trouble.NOT_VERIFIED: "was given a copy that did not read back whole, so it was not kept",
    Trouble.DAMAGED: "has no copy of now, as a part of the practice cannot be read",
    Trouble.UNSETTLED: (
        "has no copy of now: your reflections are closed, and the last change to them was cut off."
        " Open them once"
    ),
    Trouble.GONE: (
        "no longer held the copy that was made before: somebody or some program took it out, or put"
        " an older one in its place. A new copy was made"
    ),
    Trouble.UNSOUND: "has a copy of now in which something is damaged, as it is in the practice",
}


def of_place(place: Place, now: datetime) -> str:
    """Return how it went last with a place, in one line."""
    last = f"Last copy {at(place.last, now)}, verified." if place.last else "No copy yet."
    if place.trouble is Trouble.UNREAD:
        last = f"Last copy {at(place.last, now)}. {UNREAD}" if place.last else last
    elif place.trouble is not Trouble.NONE:
        return f"This folder {_TROUBLES[place.trouble]}. {last}"
    near = "" if place.away or not place.last else " It lies on the same disk as the practice."
    return last + near


def made(standing: Standing, now: datetime) -> str:
    """Return when the last copy was made, and how far it was read; nothing if there is none."""
    if standing.last is None:
        return ""
    how = "reflections unread" if copies.is_unread(standing) else "verified"
    return f"{at(standing.last, now)}, {how}"


def holds(counts: Mapping[str, int]) -> str:
    """Return what a backup holds: 12 clients, 340 sessions, 310 notes and one letter."""
    return _listed([_counted(count, word) for word, count in counts.items()])


def differs(counts: Mapping[str, int], now: Mapping[str, int]) -> str:
    """Return how a backup differs from the practice as it is, in one sentence."""
    by = {word: count - now.get(word, 0) for word, count in counts.items()}
    fewer = [_counted(-count, word) for word, count in by.items() if count < 0]
    more = [_counted(count, word) for word, count in by.items() if count > 0]
    parts = [f"{_listed(fewer)} fewer"] if fewer else []
    parts += [f"{_listed(more)} more"] if more else []
    return f"Compared with now: {', '.join(parts)}." if parts else "As many of everything as now."


def _counted(count: int, word: str) -> str:
    return f"{times.number(count)} {word[:-1] if count == 1 else word}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else "nothing"


def of_notice(notice: Notice, standing: Standing, now: datetime) -> tuple[str, str]:
    """Return the sentence and the word of the one button."""
    if notice.lack is Lack.NO_PLACE:
        return "No folder is chosen for backups, so none is made by itself.", "Choose a folder…"
    if notice.lack is Lack.OLD:
        last = standing.last
        made = f"The last verified backup is of {at(last, now)}." if last else _NONE
        fine = {Trouble.NONE, Trouble.UNREAD}
        failing = next((p for p in standing.places if p.trouble not in fine), None)
        why = f" {_amiss(failing)} {_SAFE}" if failing else ""
        return f"{made}{why}", "Back up now"
    if notice.lack is Lack.TROUBLE and notice.place:
        if notice.place.trouble.is_of_practice:
            return f"{_amiss(notice.place)} No older copy was removed.", "Check and repair"
        again = "Back up now" if notice.place.trouble.has_copy else "Try again"
        return f"{_amiss(notice.place)} {_SAFE}", again
    if notice.lack is Lack.NEAR:
        return "For seven days no backup has gone to another disk.", "See the backups"
    return "Try a restore: it takes five minutes.", "See the backups"


def _amiss(place: Place) -> str:
    return f"The backup folder {place.path} {_TROUBLES[place.trouble]}."


_SAFE = "Your notes are safe where they are."
_NONE = "There is no verified backup yet."
