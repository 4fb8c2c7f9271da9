"""The letters of a client as a list: drafts, what went out, and which letter replaced which."""

from dataclasses import dataclass
from datetime import date

from practicenotes.domain import times
from practicenotes.domain.disclosures import Disclosure
from practicenotes.domain.letters import Letter, LetterState
from practicenotes.domain.people import ClientId


@dataclass(frozen=True, slots=True)
class ShelvedLetter:
    """One letter of the list; `replaced_on` is the day of the version that came after it.

    `reader` is whom it goes to, as a screen shows it.
    """

    letter: Letter
    reader: str = ""
    replaced_on: date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written on, and deleted."""
        return self.letter.state is LetterState.DRAFT

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.letter.damaged:
            return "damaged"
        return "draft" if self.is_draft else "final"

    @property
    def about(self) -> str:
        """Its day, its reader, and the versions before and after it."""
        letter = self.letter
        if letter.damaged:
            return "changed from outside, or worn out on the disk"
        replaces, replaced = letter.replaces_on, self.replaced_on
        parts = (
            times.in_full(letter.written_on),
            f"to {self.reader}" if self.reader else "to nobody yet",
            f"replaces that of {times.in_full(replaces)}" if replaces else "",
            f"replaced by that of {times.in_full(replaced)}" if replaced else "",
        )
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LetterShelf:
    """The letters of one client, latest first, and what left the practice, as a screen shows it."""

    client_id: ClientId
    letters: tuple[ShelvedLetter, ...]
    disclosures: tuple[Disclosure, ...]
