"""The arc of a therapy that ends: what the ending is written from."""

from dataclasses import dataclass
from datetime import datetime

from practicenotes.domain.people import ClientId


@dataclass(frozen=True, slots=True)
class Ending:
    """Four looks back over the whole of the work with one client."""

    client_id: ClientId
    turning_points: str = ""
    ruptures_mended: str = ""
    new_experiences: str = ""
    never_spoken: str = ""
    saved_at: datetime | None = None
    damaged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        said = self.turning_points + self.ruptures_mended + self.new_experiences + self.never_spoken
        return not said.strip()
