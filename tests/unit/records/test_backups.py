"""Where copies go is kept in the record, with how it went there last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from practicenotes.domain import settings as known
from practicenotes.domain.copies import REHEARSAL, Place, Trouble
from practicenotes.records import access, backups, settings
from practicenotes.vault import Store
from practicenotes.vault.audit import entries


AT = datetime(2026, 3, 12, 17, 2, tzinfo=UTC)


def test_a_new_practice_has_no_place_and_no_copy(record: Store) -> None:
    """Nothing is chosen for the therapist, and nothing is claimed."""
    found = record.run(backups.standing, AT)

    assert (found.places, found.last, found.away) == ((), None, None)
    assert found.begun == AT


def test_the_practice_is_as_old_as_its_trail(record: Store) -> None:
    """How long there was no copy is counted from the first entry of the trail."""
    record.run(access.unlocked, 0, AT - timedelta(days=9))

    assert record.run(backups.standing, AT).begun == AT - timedelta(days=9)


def test_a_place_is_kept_once(record: Store) -> None:
    """Choosing a folder again leaves what is known of it."""
    record.run(backups.add, "/copies", AT)
    record.run(backups.told, Place("/copies", AT, AT, tried=AT))
    record.run(backups.add, "/copies", AT + timedelta(days=1))
    record.run(backups.add, "/médias/M. Müller\n2", AT)

    first, second = record.run(backups.standing, AT).places
    assert first == Place("/copies", AT, AT, tried=AT)
    assert second.path == "/médias/M. Müller\n2"


def test_a_place_that_is_removed_takes_no_copy_back(record: Store) -> None:
    """A copy that ends after its folder was removed does not bring the folder back."""
    record.run(backups.add, "/copies", AT)
    record.run(backups.remove, "/copies")
    record.run(backups.told, Place("/copies", AT, AT, tried=AT))

    found = record.run(backups.standing, AT)
    assert found.places == ()
    assert found.last == AT


@pytest.mark.parametrize("away", [True, False])
def test_a_copy_counts_as_the_last_one(record: Store, away: bool) -> None:
    """A verified copy is the last one, and one on another disk has left this one."""
    record.run(backups.add, "/copies", AT)
    record.run(backups.told, Place("/copies", AT, AT, away, tried=AT))

    found = record.run(backups.standing, AT)
    assert found.last == AT
    assert found.away == (AT if away else None)
    assert datetime.fromisoformat(str(record.run(settings.get, known.LAST_BACKUP))) == AT


def test_a_failure_counts_as_no_copy(record: Store) -> None:
    """A place in trouble is remembered so, with its last copy of before."""
    record.run(backups.add, "/copies", AT)
    place = Place("/copies", AT, AT, away=True, tried=AT)
    record.run(backups.told, place)
    later = AT + timedelta(days=1)
    record.run(backups.told, replace(place, trouble=Trouble.FULL, tried=later))

    found = record.run(backups.standing, AT)
    assert found.places[0].trouble is Trouble.FULL
    assert found.last == found.away == AT


@pytest.mark.parametrize("kept", ["{}", "[1]", "[{}]", "not JSON", '[{"path": 3}]'])
def test_what_is_not_understood_is_no_place(record: Store, kept: str) -> None:
    """A value of another program is as good as none."""
    record.run(settings.put, known.BACKUP_PLACES, kept)

    assert record.run(backups.standing, AT).places == ()


def test_a_rehearsal_is_kept_with_its_day(record: Store) -> None:
    """When a restore was tried stands in the settings, and in the trail."""
    record.run(backups.rehearsed, AT)

    assert record.run(backups.standing, AT).rehearsed == AT
    assert record.run(entries)[0].act == "try a restore"


def test_a_rehearsal_that_is_put_off_is_asked_for_in_two_weeks(record: Store) -> None:
    """*Later* counts as a trial of five and a half months ago."""
    record.run(backups.put_off, AT)
    counted = record.run(backups.standing, AT).put_off

    assert counted is not None
    assert counted + REHEARSAL == AT + timedelta(days=14)
