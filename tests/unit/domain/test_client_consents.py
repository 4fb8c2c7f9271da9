"""A consent that stands, one that was taken back, and one that is due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practicenotes.domain import client_consents
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import ClientId


TODAY = date(2025, 11, 18)
GIVEN = ClientConsent(ConsentId("1"), ClientId("heron"), "recordings", date(2025, 8, 12))


def due_on(*days: int) -> tuple[ClientConsent, ...]:
    """Return consents to be looked at so many days from today."""
    return tuple(
        replace(GIVEN, id=ConsentId(str(number)), review_on=TODAY + timedelta(days=day))
        for number, day in enumerate(days)
    )


def test_a_consent_stands_until_it_is_taken_back() -> None:
    """One that can no longer be read stands for nothing either."""
    assert GIVEN.stands
    assert not replace(GIVEN, withdrawn_on=TODAY).stands
    assert not replace(GIVEN, damaged=True).stands


@pytest.mark.parametrize(("days", "due"), [(-400, True), (-1, True), (0, True), (1, False)])
def test_a_consent_is_due_from_its_day_on(days: int, due: bool) -> None:
    """On the day itself it is named, and it goes on being named until something is done."""
    assert bool(client_consents.due(due_on(days), TODAY)) is due


def test_what_has_waited_longest_is_named_first() -> None:
    """The order in which they were given does not count."""
    found = client_consents.due(due_on(-1, -9, 3, -4), TODAY)
    assert [consent.id for consent in found] == ["1", "3", "0"]


def test_what_was_taken_back_or_has_no_day_is_never_due() -> None:
    """Nobody is asked to look again at what is over, or at what was given for good."""
    [late] = due_on(-30)
    over = replace(late, withdrawn_on=TODAY), replace(late, damaged=True), GIVEN
    assert client_consents.due(over, TODAY) == ()
