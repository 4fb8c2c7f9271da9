"""A practice that somebody else has to open: one client, one appointment, one secret reflection."""

from datetime import timedelta

import pytest

import factory
from practicenotes.domain import times
from practicenotes.domain.people import ClientId, Person
from practicenotes.domain.reflections import FacetEntry
from practicenotes.domain.sessions import Attendance
from practicenotes.reflections import reflections
from practicenotes.vault import Vault, executor
from practicenotes.vault.executor_key import ExecutorKey


PASSPHRASE = "correct horse battery staple"
CANARY = "a canary in the private store"
NOTED = "Bring one sentence to the next hour."


@pytest.fixture
def heron(vault: Vault) -> ClientId:
    """Give a client with an emergency contact, a signed note, a reflection and an appointment."""
    people = (
        Person("Mara Weber", part="emergency contact", contact="0171 99"),
        Person("Jonas Weber", contact="0151 2345"),
    )
    client = factory.add_client(vault.record, people=people)
    hour = factory.add_session(vault.record, client)
    factory.sign_note(vault.record, hour, {"plan": NOTED})
    thought = factory.reflection(hour, client, entries=(FacetEntry("trust_safety", CANARY),))
    vault.private.run(reflections.save, thought, factory.AT)
    tomorrow = times.on_the_wall(times.utc_now()) + timedelta(days=1)
    planned = {"starts_at": tomorrow.replace(microsecond=0), "attendance": Attendance.PLANNED}
    factory.add_session(vault.record, client, **planned)
    return client


@pytest.fixture
def key(vault: Vault, heron: ClientId) -> ExecutorKey:
    """Give the executor's key of that practice, which is closed behind it."""
    made = executor.make(vault, PASSPHRASE, at=factory.AT)
    vault.close()
    return made
