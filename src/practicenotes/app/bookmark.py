"""Where the therapist was, laid into a store over a lock, and taken out at the next key.

It holds ids; the process that knew them is gone by then. What stood loose on the page, a search or
half a day, waits in the store of its side.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from types import ModuleType
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.errors import PracticeNotesError
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.loose import Loose
from practicenotes.ui.place import Place
from practicenotes.ui.spot import Spot
from practicenotes.vault import Store, Vault, second


_MARK, _WORDS = Mark("place", ("",)), Mark("loose", ("",))
_SPOTS = ("spot", "over")


def lay(vault: Vault, place: Place) -> None:
    """Keep a place; a store that takes nothing more costs the way back and no word."""
    _keep(*_kept_in(vault), _MARK, _plain(place))
    if place.loose.record:
        _keep(vault.record, of_record, _WORDS, place.loose.record)
    if place.loose.private and not vault.is_shut:
        _keep(vault.private, of_private, _WORDS, place.loose.private)


def take(vault: Vault) -> Place | None:
    """Return the place that was kept, if any, and let go of it."""
    found = _take(*_kept_in(vault), _MARK)
    if found is None:
        return None
    record = _take(vault.record, of_record, _WORDS)
    private = None if vault.is_shut else _take(vault.private, of_private, _WORDS)
    return replace(_place(found), loose=Loose(record or {}, private or {}))


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


def _plain(place: Place) -> dict[str, Any]:
    """Return what a store can hold of a place; what stood loose is held elsewhere."""
    told = {fact.name: getattr(place, fact.name) for fact in fields(place)}
    del told["loose"]
    told |= {name: asdict(told[name]) for name in _SPOTS if told[name]}
    return {name: value for name, value in told.items() if value}


def _place(words: Mapping[str, Any]) -> Place:
    known = {fact.name for fact in fields(Place)}
    told = {name: value for name, value in words.items() if name in known}
    return Place(**told | {name: Spot(**told[name]) for name in _SPOTS if name in told})
