"""Couples, families and groups: who belongs to a file on a day, and what a screen may call them."""

from datetime import date

import pytest

from practicenotes.domain.people import Person


LEFT = date(2025, 11, 18)


@pytest.mark.parametrize(
    ("left_on", "day", "belongs"),
    [
        (None, date(2000, 1, 1), True),
        (None, date(2030, 1, 1), True),
        (LEFT, date(2025, 11, 17), True),
        (LEFT, LEFT, False),
        (LEFT, date(2025, 11, 19), False),
    ],
)
def test_a_person_belongs_to_a_file_until_the_day_of_leaving(
    left_on: date | None, day: date, belongs: bool
) -> None:
    """On the day itself the file already goes on without them."""
    assert Person("Ada Brook", left_on=left_on).is_part_on(day) is belongs


@pytest.mark.parametrize(
    ("name", "part", "covered"),
    [
        ("Ada Brook", "mother", "mother"),
        ("Ada Brook", "  ", "AB"),
        ("Ada Maria van der Brook", "", "AMvdB"),
        ("  Ada   Brook ", "", "AB"),
        ("Åsa Öberg", "", "ÅÖ"),
        ("", "", ""),
    ],
)
def test_a_screen_says_the_part_of_a_person_or_the_first_letters(
    name: str, part: str, covered: str
) -> None:
    """A legal name is never among what a screen may say unasked."""
    assert Person(name, part=part).covered == covered
