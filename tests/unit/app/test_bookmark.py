"""The way back over a lock: kept in the private store, and used once."""

from dataclasses import fields

from practicenotes.app import bookmark
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished
from practicenotes.ui.loose import Loose
from practicenotes.ui.place import Place
from practicenotes.ui.spot import Spot
from practicenotes.vault import Vault


OF_THE_KEYBOARD = ("spot", "over", "loose")
WHOLE = Place(
    **{fact.name: f"the {fact.name}" for fact in fields(Place) if fact.name not in OF_THE_KEYBOARD},
    spot=Spot(4_000_000_000, 17, 300, {"Sides": "private"}, private=True),
    over=Spot(3, 1),
    loose=Loose({"7": "Her"}, {"8": "kanarienvogel"}),
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


def test_words_wait_in_the_store_of_their_own_side(vault: Vault) -> None:
    """The record holds none of the private ones, nor the other way round, and both let go."""
    bookmark.lay(vault, WHOLE)

    of_sides = (vault.record.run(of_record.find, bookmark._WORDS),)
    of_sides += (vault.private.run(unfinished.find, bookmark._WORDS),)
    assert [dict(found.words) for found in of_sides if found] == [
        {"7": "Her"},
        {"8": "kanarienvogel"},
    ]
    bookmark.take(vault)
    assert vault.record.run(of_record.find, bookmark._WORDS) is None
    assert vault.private.run(unfinished.find, bookmark._WORDS) is None
