"""What a client agreed to: given, looked at again, and perhaps taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.people import ClientId, PersonId


ConsentId = NewType("ConsentId", str)


@dataclass(frozen=True, slots=True)
class ClientConsent:
    """One line of the register; of a couple, a family or a group one person may have agreed.

    `attachment_id` is the file that holds the signed form.
    """

    id: ConsentId
    client_id: ClientId
    scope: str  # to what: recordings, letters to the GP
    given_on: date
    form: str = ""  # how: in writing, by word of mouth
    review_on: date | None = None
    withdrawn_on: date | None = None
    person_id: PersonId | None = None
    attachment_id: AttachmentId | None = None
    damaged: bool = False

    @property
    def stands(self) -> bool:
        """Whether it was not taken back, and can be read."""
        return self.withdrawn_on is None and not self.damaged


def due(consents: Iterable[ClientConsent], today: date) -> tuple[ClientConsent, ...]:
    """Return the consents that are to be looked at again by today, longest due first."""
    found = [c for c in consents if c.stands and c.review_on and c.review_on <= today]
    return tuple(sorted(found, key=lambda consent: consent.review_on or today))
