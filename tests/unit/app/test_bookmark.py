"""The way back over a lock: kept in the private store, and used once."""

from dataclasses import fields

from practicenotes.app import bookmark
from practicenotes.reflections import unfinished
from practicenotes.ui.place import Place
from practicenotes.ui.spot import Spot
from practicenotes.vault import Vault


WHOLE = Place(
    **{fact.name: f"the {fact.name}" for fact in fields(Place) if fact.name != "spot"},
    spot=Spot(4_000_000_000, 17),
)


def test_every_part_of_a_place_comes_back_once(vault: Vault) -> None:
    """What was laid in is what is taken out, whole, and nothing is left behind."""
    bookmark.lay(vault, WHOLE)

    assert bookmark.take(vault) == WHOLE
    assert bookmark.take(vault) is None


def test_a_place_without_a_field_has_none_afterwards(vault: Vault) -> None:
    """A page on which the keyboard was in no field comes back like that."""
    bookmark.lay(vault, Place(section="practice"))

    assert bookmark.take(vault) == Place(section="practice")


def test_a_place_is_no_sheet_that_stands_open(vault: Vault) -> None:
    """What is reopened by itself after a crash are sheets; a place is not among them."""
    bookmark.lay(vault, WHOLE)

    assert vault.private.run(unfinished.standing) is None


def test_what_a_later_version_keeps_does_not_stop_an_earlier_one(vault: Vault) -> None:
    """A part of a place that is not known here is left out."""
    bookmark.lay(vault, Place(section="practice"))
    found = vault.private.run(unfinished.find, bookmark._MARK)
    assert found is not None

    assert bookmark._place({**found.words, "room": "blue"}) == Place(section="practice")
