"""A letter without a word of anybody, to see how letters are headed."""

from datetime import date, datetime

from practicenotes.domain.letters import Letter, LetterId, LetterState
from practicenotes.domain.people import ClientId


def empty(today: date, at: datetime) -> Letter:
    """Return a letter that says nothing, to nobody."""
    return Letter(
        id=LetterId(""),
        client_id=ClientId(""),
        kind_id="",
        kind_version=1,
        kind_name="Letterhead",
        state=LetterState.DRAFT,
        begun_at=at,
        saved_at=at,
        written_on=today,
        recipient="Name of the recipient",
        recipient_address="House and street\nTown and postcode",
        subject="What the letter is about",
        greeting="Greeting",
        closing="Closing",
    )
