"""A setting is what was chosen, or its default."""

import pytest

import factory
from practicenotes.domain import settings as known
from practicenotes.domain.settings import Setting, Value
from practicenotes.records import settings
from practicenotes.vault import Store


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (known.RECOVERY_TRIED, True),
        (known.LAST_TEMPLATE, "soap"),
        (known.SESSION_SPLIT, 0),
        (known.LAST_BACKUP, ""),
        (known.LAST_BACKUP, "Größe “x”"),
    ],
)
def test_a_setting_is_its_default_until_something_is_chosen(
    record: Store, setting: Setting, value: Value
) -> None:
    """Then it is what was chosen, of the same type, and the choice can be changed."""
    assert record.run(settings.get, setting) == setting.default
    record.run(settings.put, setting, value)
    found = record.run(settings.get, setting)
    assert (found, type(found)) == (value, type(value))
    record.run(settings.put, setting, setting.default)
    assert record.run(settings.get, setting) == setting.default


@pytest.mark.parametrize("kept", ["text", 3, 1, 0])
def test_a_value_of_another_type_counts_as_never_chosen(record: Store, kept: Value) -> None:
    """A 1 is not a yes, and a text no number."""
    record.run(settings.put, known.RECOVERY_TRIED, kept)
    assert record.run(settings.get, known.RECOVERY_TRIED) is False


@pytest.mark.parametrize("damage", ["value = '[true]'", "value = 'x'", "revision = 2"])
def test_a_damaged_setting_counts_as_never_chosen(record: Store, damage: str) -> None:
    """Nobody can say from outside that the recovery key was tried."""
    record.run(settings.put, known.RECOVERY_TRIED, False)
    factory.meddle(record, f"UPDATE setting SET {damage}")
    assert record.run(settings.get, known.RECOVERY_TRIED) is False
