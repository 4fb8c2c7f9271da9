"""On a list that stands on a screen a client is called by the code name."""

import pytest

from practicenotes.domain.people import Person, for_a_screen


PEOPLE = (Person("Jonas Feld"), Person("Mira Okoro-Feld"))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Jonas Feld", "Heron"),
        ("Mr Jonas Feld", "Heron"),
        ("mr. feld", "Heron"),
        ("Jonas and Mira", "Heron"),
        ("The parents of Jonas Feld", "The parents of Heron"),
        ("Dr Jonas Weber", "Dr Jonas Weber"),
        ("Dr Feld", "Dr Feld"),
        ("Feldmann", "Feldmann"),
        ("", ""),
    ],
)
def test_a_client_is_seen_under_the_code_name(name: str, seen: str) -> None:
    """A namesake, of whom more is said than the client's names, stays who it is."""
    assert for_a_screen(name, "Heron", PEOPLE) == seen


def test_a_file_without_people_covers_nothing() -> None:
    """There is no name to cover yet."""
    assert for_a_screen("Dr A. Moss", "Heron", ()) == "Dr A. Moss"
    assert for_a_screen("Dr A. Moss", "Heron", (Person(" "),)) == "Dr A. Moss"
