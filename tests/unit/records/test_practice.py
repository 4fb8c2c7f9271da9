"""The practitioner is who was entered last, and no one else."""

import pytest

import factory
from practicenotes.domain.people import Practitioner
from practicenotes.errors import RowDamaged
from practicenotes.records import practice
from practicenotes.vault import Store


def test_the_practitioner_is_who_was_entered_last(record: Store) -> None:
    """Before that, everything is empty; there is one row, however often it changes."""
    assert record.run(practice.get) == Practitioner()
    for name in ("A. Brandt", "Dr. Ada Brandt"):
        record.run(practice.save, factory.practitioner(name=name), factory.AT)
    assert record.run(practice.get) == factory.practitioner()
    assert len(factory.rows_of(record, "SELECT * FROM practitioner")) == 1


@pytest.mark.parametrize("damage", ["name = 'x'", "address = 'x'", "changed_at = 'x'"])
def test_a_damaged_practitioner_has_no_name(record: Store, damage: str) -> None:
    """Nothing of the row comes out, and it is not saved over."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    factory.meddle(record, f"UPDATE practitioner SET {damage}")
    assert record.run(practice.get) == Practitioner(damaged=True)
    with pytest.raises(RowDamaged):
        record.run(practice.save, factory.practitioner(name="new"), factory.AT)
