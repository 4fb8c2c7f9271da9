"""Everything that one client's page shows, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.people import Client, ClientId, Goal
from practicenotes.records import (
    client_consents,
    clients,
    goals,
    measure_forms,
    measures,
    timeline,
)
from practicenotes.records.timeline import Entry


@dataclass(frozen=True, slots=True)
class Overview:
    """One client's file with its timeline, latest first."""

    client: Client
    entries: tuple[Entry, ...]
    goals: tuple[Goal, ...]
    results: tuple[MeasureResult, ...]
    forms: Mapping[str, Measure] = field(default_factory=dict)  # that the results are of, by id
    consents: tuple[ClientConsent, ...] = ()  # given last first


def of_client(db: Db, client_id: ClientId) -> Overview:
    """Return what a client's page shows; raises NotFound."""
    return Overview(
        client=clients.get(db, client_id),
        entries=timeline.of_client(db, client_id),
        goals=goals.of_client(db, client_id),
        results=measures.of_client(db, client_id),
        forms=measure_forms.known(db),
        consents=client_consents.of_client(db, client_id),
    )
