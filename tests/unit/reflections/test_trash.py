"""Reflections that were deleted: gone from everything, whole for thirty days, and then gone."""

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, ReflectionStands, RowDamaged
from practicenotes.reflections import history, reflections, trash
from practicenotes.vault import Store, Vault


HERON, HOUR = ClientId("c1" * 16), SessionId("a1" * 16)


@pytest.fixture
def deleted(private: Store) -> str:
    """Put a reflection with a former wording into the trash, and give its id there."""
    private.run(history.turn, factory.AT, on=True)
    written = factory.reflection(HOUR, HERON, "trust_safety", free="rough")
    private.run(reflections.save, written, factory.AT)
    private.run(history.keep, HOUR, HERON, catalog.facet_book(), factory.AT)
    return private.run(trash.put, HOUR, factory.AT)


def test_a_deleted_reflection_is_nowhere(private: Store, deleted: str) -> None:
    """Not its words, its facets, nor its former wordings."""
    assert private.run(reflections.get, HOUR, HERON).is_empty
    assert private.run(reflections.of_client, HERON) == ()
    assert private.run(history.of_session, HOUR) == ()
    (lies,) = private.run(trash.find)
    assert (lies.id, lies.session_id, lies.until) == (deleted, HOUR, factory.later(days=30))


def test_it_comes_back_whole(vault: Vault, deleted: str) -> None:
    """With every facet and wording, and the vault is sound before and after."""
    private = vault.private
    assert vault.verify().is_sound
    assert private.run(trash.restore, deleted, factory.later(days=1)) == HOUR
    found = private.run(reflections.get, HOUR, HERON)
    assert found.free == "rough"
    assert found.entry("trust_safety").noticed == "a word on trust_safety"
    assert len(private.run(history.of_session, HOUR)) == 1
    assert private.run(trash.find) == ()
    assert vault.verify().is_sound


def test_it_does_not_come_back_over_another(private: Store, deleted: str) -> None:
    """What was written since stands, and both are safe."""
    private.run(reflections.save, Reflection(HOUR, HERON, free="written since"), factory.AT)
    with pytest.raises(ReflectionStands):
        private.run(trash.restore, deleted, factory.AT)
    assert private.run(reflections.get, HOUR, HERON).free == "written since"
    assert len(private.run(trash.find)) == 1


def test_it_is_removed_for_good_by_hand_or_after_thirty_days(private: Store, deleted: str) -> None:
    """Not a day before."""
    assert private.run(trash.empty, factory.later(days=29)) == 0
    private.run(trash.remove, deleted, factory.AT)
    assert private.run(trash.find) == ()
    private.run(reflections.save, Reflection(HOUR, HERON, free="more"), factory.AT)
    private.run(trash.put, HOUR, factory.AT)
    assert private.run(trash.empty, factory.later(days=31)) == 1
    assert private.run(trash.find) == ()


def test_what_is_not_there_cannot_be_deleted(private: Store) -> None:
    """Nor brought back."""
    for operation in (trash.put, trash.restore, trash.remove):
        with pytest.raises(NotFound):
            private.run(operation, SessionId("0"), factory.AT)


def test_what_is_damaged_stays(private: Store, deleted: str) -> None:
    """It is named, and neither comes back nor goes by itself."""
    factory.meddle(private, "UPDATE discarded SET kept = '[]'")
    assert private.run(trash.find)[0].damaged
    with pytest.raises(RowDamaged):
        private.run(trash.restore, deleted, factory.AT)
    assert private.run(trash.empty, factory.later(days=99)) == 0
