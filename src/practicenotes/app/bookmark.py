"""Where the therapist was, laid into a store over a lock, and taken out at the next key.

It holds ids; the process that knew them is gone by then. What stood loose on the page, a search or
half a day, waits in the store of its side. Where the record opens without the reflections the place
waits there, and of the private ground says only that the keyboard was on it: what had it waits in
their store until they are opened, and leads on from the same page. A later place ends that.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from types import ModuleType
from typing import Any, Protocol

from practicenotes.domain import times
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.errors import PracticeNotesError
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.loose import Loose
from practicenotes.ui.place import Place
from practicenotes.ui.spot import Spot, nameless
from practicenotes.vault import Store, Vault, second


_MARK, _WORDS = Mark("place", ("",)), Mark("loose", ("",))
_WAITS = Mark("private place", ("",))  # in the record: what was laid last waits in their store
_SPOTS = ("spot", "over")


class Desk(Protocol):
    """What this needs of a desk."""

    @property
    def place(self) -> Place:
        """Where the therapist is now."""


def begun(desk: Desk | None) -> Place | None:
    """Return where the therapist is, if in the middle of words that no page keeps."""
    place = desk.place if desk else None
    return place if place and place.loose.begun else None


def lay(vault: Vault, place: Place | None) -> None:
    """Keep a place; a store that takes nothing more costs the way back and no word."""
    if place is None:
        return
    in_record = second.is_set(vault)
    _keep(*_kept_in(vault), _MARK, _plain(place, in_record=in_record))
    if in_record:
        _lay_private(vault, place)
    if place.loose.record:
        _keep(vault.record, of_record, _WORDS, place.loose.record)
    if place.loose.private and not vault.is_shut:
        _keep(vault.private, of_private, _WORDS, place.loose.private)


def take(vault: Vault, now: Place | None = None) -> Place | None:
    """Return the place that was kept, if any, with the words that waited, and let go of both.

    Words of the private side wait until that is open, and then go to where the therapist is `now`;
    so does the keyboard, where that is still the page on which it was there.
    """
    found = _take(*_kept_in(vault), _MARK) if now is None else None
    place = _place(found) if found else now
    if place is None:
        return None
    if second.is_set(vault) and not vault.is_shut and (left := _take_private(vault)):
        place = replace(place, spot=left.spot if _same_page(left, place) else place.spot)
    record = _take(vault.record, of_record, _WORDS) or {}
    private = {} if vault.is_shut else _take(vault.private, of_private, _WORDS) or {}
    typed = place.loose
    return replace(place, loose=Loose({**record, **typed.record}, {**private, **typed.private}))


def _lay_private(vault: Vault, place: Place) -> None:
    """Keep what had the keyboard on the private ground, or let what waits there count no more."""
    if place.spot and place.spot.private and not vault.is_shut:
        _keep(vault.private, of_private, _MARK, _plain(place, in_record=False))
        _keep(vault.record, of_record, _WAITS, {})
    else:
        vault.record.submit(of_record.forget, _WAITS)


def _take_private(vault: Vault) -> Place | None:
    found = _take(vault.private, of_private, _MARK)
    waits = _take(vault.record, of_record, _WAITS) is not None
    return _place(found) if found and waits else None


def _same_page(one: Place, other: Place) -> bool:
    beside = {"spot": None, "over": None, "loose": Loose()}
    return replace(one, **beside) == replace(other, **beside)  # type: ignore[arg-type]


def _kept_in(vault: Vault) -> tuple[Store, ModuleType]:
    """Return where a place is kept: in the record where that opens without the reflections."""
    return (vault.record, of_record) if second.is_set(vault) else (vault.private, of_private)


def _keep(store: Store, unfinished: ModuleType, mark: Mark, words: Mapping[str, Any]) -> None:
    store.submit(unfinished.keep, Unfinished(mark, words, stands=False), times.utc_now())


def _take(store: Store, unfinished: ModuleType, mark: Mark) -> Mapping[str, Any] | None:
    try:
        found: Unfinished | None = store.run(unfinished.find, mark)
    except PracticeNotesError:  # told of by the pages that read there
        return None
    if found is None:
        return None
    store.submit(unfinished.forget, mark)
    return found.words


def _plain(place: Place, *, in_record: bool) -> dict[str, Any]:
    """Return what a store can hold of a place; what stood loose is held elsewhere."""
    told = {fact.name: getattr(place, fact.name) for fact in fields(place)}
    del told["loose"]
    for name in _SPOTS:
        spot = told.pop(name)
        if spot:
            told[name] = asdict(nameless(spot) if in_record and spot.private else spot)
    return {name: value for name, value in told.items() if value}


def _place(words: Mapping[str, Any]) -> Place:
    known = {fact.name for fact in fields(Place)}
    told = {name: value for name, value in words.items() if name in known}
    return Place(**told | {name: Spot(**told[name]) for name in _SPOTS if name in told})
