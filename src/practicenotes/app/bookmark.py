"""Where the therapist was, laid into a store over a lock, and taken out at the next key.

It holds ids and no word; the process that knew them is gone by then.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import ModuleType
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.errors import PracticeNotesError
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.place import Place
from practicenotes.ui.spot import Spot
from practicenotes.vault import Store, Vault, second


_MARK = Mark("place", ("",))


def lay(vault: Vault, place: Place) -> None:
    """Keep a place; a store that takes nothing more costs the way back and no word."""
    sheet = Unfinished(_MARK, _plain(place), stands=False)
    store, unfinished = _kept_in(vault)
    store.submit(unfinished.keep, sheet, times.utc_now())


def take(vault: Vault) -> Place | None:
    """Return the place that was kept, if any, and let go of it."""
    store, unfinished = _kept_in(vault)
    try:
        found = store.run(unfinished.find, _MARK)
    except PracticeNotesError:  # told of by the pages that read there
        return None
    if found is None:
        return None
    store.submit(unfinished.forget, _MARK)
    return _place(found.words)


def _kept_in(vault: Vault) -> tuple[Store, ModuleType]:
    """Return where a place is kept: in the record where that opens without the reflections."""
    return (vault.record, of_record) if second.is_set(vault) else (vault.private, of_private)


def _plain(place: Place) -> dict[str, Any]:
    """Return what a store can hold of a place."""
    told = {fact.name: getattr(place, fact.name) for fact in fields(place)}
    spot = told.pop("spot")
    if spot:
        told |= {"field": spot.field, "at": spot.at}
    return {name: value for name, value in told.items() if value}


def _place(words: Mapping[str, Any]) -> Place:
    known = {fact.name for fact in fields(Place)} - {"spot"}
    place = Place(**{name: value for name, value in words.items() if name in known})
    if "field" in words:
        place = replace(place, spot=Spot(words["field"], words.get("at", 0)))
    return place
