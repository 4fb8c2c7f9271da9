"""Everything that a client's page of goals and questionnaires shows, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import settings as known_settings
from practicenotes.domain.letterhead import PLAIN, Letterhead
from practicenotes.domain.measure_choices import Choices
from practicenotes.domain.measures import Due, Measure, MeasureResult, Plan
from practicenotes.domain.people import Client, ClientId, Goal, Practitioner
from practicenotes.records import (
    clients,
    goals,
    letterheads,
    measure_forms,
    measure_plans,
    measures,
    practice,
    sessions,
    settings,
    withdrawals,
)


@dataclass(frozen=True, slots=True)
class MeasureOverview:
    """One client's goals, results and plans; the results are earliest first."""

    client: Client
    practitioner: Practitioner
    goals: tuple[Goal, ...]
    results: tuple[MeasureResult, ...]
    withdrawn: tuple[MeasureResult, ...]  # entered in error
    reasons: Mapping[str, str]  # why, by result
    plans: Mapping[str, Plan]  # by questionnaire
    due: Mapping[str, Due]
    known: Mapping[str, Measure]
    offered: tuple[Measure, ...]
    own: frozenset[str]  # the questionnaires that the therapist brought
    correctable: frozenset[str]  # results that were filed today
    first_session: date | None
    prorates: bool
    choices: Choices
    letterhead: Letterhead = PLAIN

    @property
    def in_use(self) -> tuple[str, ...]:
        """The questionnaires with a result or a plan, the one that was filled in last first."""
        latest = [each.measure_id for each in reversed(self.results) if not each.damaged]
        return tuple(name for name in dict.fromkeys([*latest, *self.plans]) if name in self.known)


def of_client(db: Db, client_id: ClientId, now: datetime) -> MeasureOverview:
    """Return what the page shows; `now` is the clock on the wall; raises NotFound."""
    held = [session for session in sessions.of_client(db, client_id) if session.number]
    return MeasureOverview(
        client=clients.get(db, client_id),
        practitioner=practice.get(db),
        goals=goals.of_client(db, client_id),
        results=measures.of_client(db, client_id),
        withdrawn=measures.withdrawn(db, client_id),
        reasons=withdrawals.reasons(db, client_id),
        plans={plan.measure_id: plan for plan in measure_plans.plans(db, client_id)},
        due={due.measure_id: due for due in measure_plans.due(db, client_id, now)},
        known=measure_forms.known(db),
        offered=measure_forms.offered(db),
        own=frozenset(form.measure.id for form in measure_forms.own(db)),
        correctable=measures.filed_today(db, now),
        first_session=held[0].starts_at.date() if held else None,
        choices=measure_forms.choices(db),
        prorates=bool(settings.get(db, known_settings.PRORATE)),
        letterhead=letterheads.get(db),
    )
