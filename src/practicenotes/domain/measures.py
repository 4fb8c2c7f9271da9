"""What a client answered on a questionnaire, with the total it was given then."""

from dataclasses import dataclass
from datetime import date

from practicenotes.domain.change import reliable_change
from practicenotes.domain.gains import sudden_gains
from practicenotes.domain.people import ClientId


__all__ = ["MeasureResult", "reliable_change", "sudden_gains"]


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One filled-in form; it keeps answers, total and scoring version as they were."""

    id: str
    client_id: ClientId
    measure_id: str
    name: str
    taken_on: date
    total: int
    answers: tuple[int | None, ...] = ()
    scoring_version: int = 1
    damaged: bool = False
