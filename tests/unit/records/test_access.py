"""The trail tells who came and went."""

import pytest

import factory
from practicenotes.records import access
from practicenotes.vault import Store, audit


def acts(record: Store) -> list[tuple[str, str, str]]:
    """Return actor, act and thing of every entry, oldest first."""
    return [(e.actor, e.act, e.object) for e in reversed(record.run(audit.entries))]


@pytest.mark.parametrize("failures", [0, 3])
def test_the_trail_tells_who_came_and_went(record: Store, failures: int) -> None:
    """Unlocking, the attempts before it if there were any, and locking."""
    record.run(access.unlocked, failures, factory.AT)
    record.run(access.locked, factory.AT)
    tried = [("program", "failed unlocks: 3", "vault")] if failures else []
    assert acts(record) == [
        *tried,
        ("therapist", "unlock", "vault"),
        ("therapist", "lock", "vault"),
    ]


def test_the_last_time_before_a_sitting_is_known(record: Store) -> None:
    """A clock that was set back since is behind it; a sitting on, that is past."""
    assert record.run(access.before_unlock) is None
    record.run(access.unlocked, 0, factory.AT)
    assert record.run(access.before_unlock) is None
    record.run(access.locked, factory.later(days=1))
    record.run(access.unlocked, 2, factory.later(days=-30))
    record.run(access.rekeyed, "change passphrase", factory.later(days=-30))
    assert record.run(access.before_unlock) == factory.later(days=1)

    record.run(access.unlocked, 0, factory.later(days=-29))
    assert record.run(access.before_unlock) == factory.later(days=-30)


def test_the_trail_tells_of_keys(record: Store) -> None:
    """That a key was used or replaced stands there, and nothing of the key."""
    record.run(access.rekeyed, "change passphrase", factory.AT)
    assert acts(record) == [("therapist", "change passphrase", "vault")]


@pytest.mark.parametrize("failures", [0, 2])
def test_the_trail_tells_that_the_screen_was_handed_over(record: Store, failures: int) -> None:
    """When the client had it, when it was taken back, and the tries in vain between the two."""
    record.run(access.handed_over, factory.AT)
    record.run(access.taken_back, failures, factory.AT)
    tried = [("program", "failed unlocks: 2", "vault")] if failures else []
    assert acts(record) == [
        ("therapist", "hand over the screen", "vault"),
        *tried,
        ("therapist", "take back the screen", "vault"),
    ]
