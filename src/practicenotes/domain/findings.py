"""What a check of the practice found, in words, from the plain facts of its report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any


WHOLE = "Everything is as it was written."
_AGAIN = (
    "Connect the disk that holds the practice, or put the file back, and check again. If that"
    " cannot be done,"
)
AWAY = f"{_AGAIN} restore the newest backup into a new folder."
STILL = "What is damaged still may be whole in an older backup: repair it from that one."
NOT_ALL = "What was saved last is not all in that backup."
STALE = "a part that is older than what was saved last"
SHUT = "The reflections are closed, and were not read. Open them and check again for the whole."


@dataclass(frozen=True, slots=True)
class Ways:
    """What is to be done about each kind of finding, in the window or in a terminal."""

    record: str  # damage in the record
    private: str  # in the reflections alone
    one_away: str  # of the two files only one is not there
    compare: str  # something does not fit that no repair mends


_DAMAGED = "First let what is damaged be repaired from a backup; that touches nothing else."
WINDOW = Ways(
    record=_DAMAGED,
    private=_DAMAGED,
    one_away=f"{_AGAIN} lock and unlock: this one file can then be put back from a backup.",
    compare="Look into the newest backup, and compare.",
)
TERMINAL = Ways(
    record=(
        "First “repair FILE” puts back what is damaged in the record from a backup; that touches"
        " nothing else."
    ),
    private=(
        "Nothing here opens the reflections: “Check now”, on the Practice page, offers to repair"
        " them."
    ),
    one_away=f"{_AGAIN} “repair FILE” puts back this one file from a backup.",
    compare=(
        "In the program, look into the newest backup, and compare: “See the backups”, on the"
        " Practice page."
    ),
)


def said(facts: Mapping[str, Any], ways: Ways = WINDOW) -> str:
    """Return what a check of the vault found, from the facts of its report."""
    if facts["sound"]:
        return "\n".join((*_found(facts), _sound(facts)))
    stores = facts["stores"].values()
    unread = all(map(is_away, stores)) or any(map(_is_unread, stores))
    safe = "Nothing was changed." if unread else "The rest is safe, and nothing was changed."
    return "\n".join((*_found(facts), f"{safe} {_next(facts, ways)}"))


def after_repair(facts: Mapping[str, Any]) -> str:
    """Return what a check found once the record was repaired in a terminal, from its facts."""
    if facts["sound"]:
        return "\n".join((*_found(facts), _sound(facts)))
    way = _next(facts, replace(TERMINAL, record=STILL))
    return "\n".join((*_found(facts), f"Not everything is right yet. {way}"))


def is_stale(store: Mapping[str, Any]) -> bool:
    """Say whether a part of a store is of an earlier day than the rest."""
    return not (store.get("audit") or {}).get("adds_up", True)


def is_damaged(store: Mapping[str, Any]) -> bool:
    """Say whether a repair has something to do: not where all that is kept is as it was written."""
    if store["sound"] or is_away(store):
        return False
    return bool(store.get("damaged_rows")) or _is_unread(store) or is_stale(store)


def is_away(store: Mapping[str, Any]) -> bool:
    """Say whether the file of a store was not reached, so that nothing is known of it."""
    return bool(set(store.get("complaints", ())) & _UNREAD.keys())


def _found(facts: Mapping[str, Any]) -> list[str]:
    lines = [_store_line(name, store) for name, store in facts["stores"].items()]
    lines += [SHUT] if facts.get("shut") else []
    if signed := facts.get("signed_notes"):
        lines += _signed_lines(signed)
    return lines + [copy["said"] for copy in facts.get("copies", ())]


def _sound(facts: Mapping[str, Any]) -> str:
    return "Everything that was read is as it was written." if facts.get("shut") else WHOLE


def _next(facts: Mapping[str, Any], ways: Ways) -> str:
    """Return the first thing to do about what was found."""
    stores = facts["stores"]
    if any(map(is_away, stores.values())):
        return ways.one_away if _can_be_put_back(stores.values()) else AWAY
    if is_damaged(stores["record"]):
        return ways.record
    return ways.private if any(map(is_damaged, stores.values())) else ways.compare


def _can_be_put_back(stores: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether one file is gone and the other one opens, as `putting_back` asks for."""
    shut = [why for store in stores for why in store.get("complaints", ()) if why in _UNOPENED]
    return shut == ["missing"]


def _is_unread(store: Mapping[str, Any]) -> bool:
    """Say whether a part of a file that is there could not be read; a free page holds nothing."""
    return not (store["sound"] or is_away(store)) and bool(_torn(store))


def _torn(store: Mapping[str, Any]) -> Sequence[object]:
    return store.get("bad_pages") or store.get("complaints") or ()


_STORE_NAMES = {"record": "The record", "private": "The reflections"}


_UNREAD = {
    "missing": "the file is not there.",
    "lost": "the file cannot be read here.",
}


_UNOPENED = {*_UNREAD, "unreadable"}


def _trail(audit: Mapping[str, Any]) -> list[str]:
    astray = len(audit.get("astray", ()))
    whole = audit.get("broken_at") is None and audit.get("head_fits", True)
    return [
        "" if whole else "a break in the audit trail",
        _counted(astray, "entry", "entries", " missing or older than the audit trail knows"),
        "" if audit.get("adds_up", True) or astray else STALE,
    ]


def _counted(count: int, one: str, more: str, said: str = "") -> str:
    return f"{count} {one if count == 1 else more}{said}" if count else ""


def _signed_lines(signed: Mapping[str, Any]) -> list[str]:
    clients, broken = signed["clients"], len(signed["broken"])
    of = _counted(clients, "client", "clients")
    if broken:
        were = _counted(broken, "client", "clients")
        return [
            f"Signed notes of {of}: those of {were} are not what was signed, or one is missing."
        ]
    lines = [f"Signed notes of {of}: each is what was signed."] if clients else []
    if count := signed.get("signatures"):
        said = _counted(count, "signature was", "signatures were", " computed anew")
        lines.append(f"{said}, and each follows on the one before it.")
    if count := signed.get("withdrawn"):
        were = _counted(count, "of them was", "of them were", " withdrawn")
        lines.append(f"{were}; what was signed is kept.")
    return lines


def _store_line(name: str, store: Mapping[str, Any]) -> str:
    rows = sum(store["rows"].values())
    some = "1 entry" if rows == 1 else f"{rows} entries"
    entries = f" and {some}" if rows or not _torn(store) else ""
    read = f"{_STORE_NAMES[name]}: {store['pages']} pages{entries} were read"
    if store["sound"]:
        return f"{read}{_sound_but(len(store['bad_pages']))}"
    if lost := [_UNREAD[why] for why in store.get("complaints", ()) if why in _UNREAD]:
        return f"{_STORE_NAMES[name]}: {lost[0]}"
    found = [
        _counted(len(store["damaged_rows"]), "damaged entry", "damaged entries"),
        _counted(len(store["bad_pages"]), "damaged page", "damaged pages"),
        *_trail(store["audit"] or {}),
    ]
    said = _listed(tuple(part for part in found if part)) if any(found) else "damage to the file"
    return f"{read}. Found: {said}."


def _sound_but(free: int) -> str:
    if not free:
        return ", and every mark is right."
    holds = "page holds" if free == 1 else "pages hold"
    return f". Every entry is right; {free} damaged {holds} nothing any more."


def _listed(words: tuple[str, ...]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
