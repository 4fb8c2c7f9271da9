"""The log of supervision and further training, a year at a time."""

from dataclasses import replace
from datetime import date

import pytest

import factory
from practicenotes.domain.changes import Changes, touched_by
from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import hours
from practicenotes.vault import Store, audit


LINE = Hour(HourId(""), date(2025, 11, 5), HourKind.SUPERVISION, 60, "H. Abernathy", "Silence")


def add(record: Store, **told: object) -> HourId:
    """Add a line."""
    return record.run(hours.add, replace(LINE, **told), factory.AT)  # type: ignore[arg-type]


def acts(record: Store) -> list[str]:
    """Return what the trail says was done, latest first."""
    return [entry.act for entry in record.run(audit.entries)]


def test_a_line_comes_back_as_it_was_added(record: Store) -> None:
    """Day, kind, length, with whom and about what."""
    added = add(record)
    assert record.run(hours.every) == (replace(LINE, id=added),)
    assert acts(record) == ["add"]


@pytest.mark.parametrize("kind", HourKind)
def test_every_kind_can_be_kept(record: Store, kind: HourKind) -> None:
    """Each kind comes back as itself."""
    add(record, kind=kind)
    assert record.run(hours.every)[0].kind is kind


def test_a_line_is_kept_as_it_is_now(record: Store) -> None:
    """Everything of it may change."""
    added = add(record)
    changed = Hour(added, date(2024, 1, 1), HourKind.READING, 30, "", "Two papers")
    record.run(hours.change, changed, factory.later(days=1))
    assert record.run(hours.every) == (changed,)
    assert acts(record) == ["change", "add"]


def test_a_line_that_was_removed_can_be_added_again(record: Store) -> None:
    """What comes back has all that stood in it."""
    removed = record.run(hours.remove, add(record), factory.AT)
    assert record.run(hours.every) == ()
    again = record.run(hours.add, removed, factory.AT)
    assert record.run(hours.every) == (replace(LINE, id=again),)
    assert acts(record) == ["add", "remove", "add"]


def test_what_is_not_there_is_told(record: Store) -> None:
    """An id that nobody has is refused."""
    with pytest.raises(NotFound):
        record.run(hours.change, LINE, factory.AT)
    with pytest.raises(NotFound):
        record.run(hours.remove, HourId("0"), factory.AT)


def test_a_year_is_shown_with_all_the_years_that_there_are(record: Store) -> None:
    """Lines of the year earliest first, years latest first."""
    days = (date(2025, 11, 5), date(2023, 6, 1), date(2025, 2, 1), date(2024, 12, 31))
    for day in days:
        add(record, on=day)

    log = record.run(hours.of_year, 2025)

    assert [hour.on for hour in log.hours] == [date(2025, 2, 1), date(2025, 11, 5)]
    assert log.years == (2025, 2024, 2023)
    assert log.year == 2025


def test_this_year_is_shown_unless_another_is_asked_for(record: Store) -> None:
    """Even when nothing is written in it yet; without a day, the latest year with lines."""
    add(record, on=date(2023, 6, 1))
    now = factory.DAY

    assert record.run(lambda db: hours.of_year(db, now=now)).year == 2025
    assert record.run(lambda db: hours.of_year(db, now=now)).hours == ()
    assert record.run(lambda db: hours.of_year(db, 2023, now=now)).year == 2023
    assert record.run(hours.of_year).year == 2023


def test_an_empty_log_has_no_year(record: Store) -> None:
    """Nothing is made up."""
    log = record.run(hours.of_year)
    assert (log.year, log.hours, log.years) == (0, (), ())


def test_lines_of_one_day_stand_in_the_order_of_writing(record: Store) -> None:
    """Nothing sorts them anew."""
    for topic in ("first", "second", "third"):
        add(record, topic=topic)
    assert [hour.topic for hour in record.run(hours.every)] == ["first", "second", "third"]


def test_a_damaged_line_is_shown_in_every_year(record: Store) -> None:
    """Its day cannot be trusted either; it can be neither changed nor removed."""
    added = add(record)
    factory.meddle(record, "UPDATE hour SET topic = 'other'")

    [shown] = record.run(hours.of_year, 1999).hours

    assert shown.damaged
    assert "other" not in shown.topic
    with pytest.raises(RowDamaged):
        record.run(hours.remove, added, factory.AT)
    with pytest.raises(RowDamaged):
        record.run(hours.change, replace(LINE, id=added), factory.AT)


def test_an_export_is_told(record: Store) -> None:
    """The trail says that the log left the practice."""
    record.run(hours.told_of_export, factory.AT)
    [entry] = record.run(audit.entries)
    assert (entry.act, entry.object) == ("export", "hours")


@pytest.mark.parametrize("operation", [hours.add, hours.change, hours.remove])
def test_every_write_is_heard(operation: object) -> None:
    """Views of the log learn of every write."""
    assert touched_by(operation) is Changes.HOURS  # type: ignore[arg-type]
