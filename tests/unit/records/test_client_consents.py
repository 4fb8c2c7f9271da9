"""The register of consents: entered, changed, taken out, and what of it is due."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import factory
from practicenotes.domain import client_consents as rules
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound
from practicenotes.records import attachments, briefing, client_consents, paperwork, today
from practicenotes.vault import Store, audit


REVIEW = date(2025, 11, 18)


def consent(client_id: ClientId, **told: Any) -> ClientConsent:
    """Return a consent as it is entered."""
    given = ClientConsent(ConsentId(""), client_id, "recordings", factory.DAY, "in writing")
    return replace(given, **told)


def add(record: Store, client_id: ClientId, **told: Any) -> ConsentId:
    """Enter a consent."""
    return record.run(client_consents.add, consent(client_id, **told), factory.AT)


def test_a_consent_is_entered_changed_and_taken_out(record: Store, heron: ClientId) -> None:
    """Each step is kept as it was told, and entered in the trail."""
    form = record.run(attachments.add, factory.attachment(heron), factory.AT)
    consent_id = add(record, heron, review_on=REVIEW, attachment_id=form)
    [found] = record.run(client_consents.of_client, heron)
    assert found == consent(heron, id=consent_id, review_on=REVIEW, attachment_id=form)
    taken_back = replace(found, withdrawn_on=factory.DAY)
    record.run(client_consents.change, taken_back, factory.AT)
    assert record.run(client_consents.of_client, heron) == (taken_back,)
    assert record.run(client_consents.remove, consent_id, factory.AT) == taken_back
    assert record.run(client_consents.of_client, heron) == ()
    entries = record.run(audit.entries)
    acts = [e.act for e in entries if e.object == f"client_consent:{consent_id}"]
    assert acts == ["remove", "change", "add"]


@pytest.mark.parametrize(
    ("day", "told", "due"),
    [
        (REVIEW, {"review_on": REVIEW}, True),
        (date(2025, 11, 17), {"review_on": REVIEW}, False),
        (date(2026, 11, 17), {"review_on": REVIEW}, True),
        (REVIEW, {"review_on": REVIEW, "withdrawn_on": factory.DAY}, False),
        (REVIEW, {}, False),
    ],
)
def test_a_review_is_due_from_its_day_on_unless_it_was_taken_back(
    record: Store, heron: ClientId, day: date, told: Any, due: bool
) -> None:
    """The register, a day and the page before a session all say the same."""
    add(record, heron, **told)
    found = record.run(client_consents.due, day)
    assert [(each.code_name, each.scope) for each in found] == [("Heron", "recordings")] * due
    assert record.run(today.get, day).reviews == found
    ahead = record.run(briefing.of_client, heron, factory.HELD_AT)
    assert len(rules.due(ahead.consents, day)) == due


def test_what_is_longest_due_comes_first(record: Store, heron: ClientId) -> None:
    """The list begins with what has waited longest."""
    for month in (10, 8, 9):
        add(record, heron, scope=str(month), review_on=date(2025, month, 1))
    assert [each.scope for each in record.run(client_consents.due, REVIEW)] == ["8", "9", "10"]
    listed = rules.due(record.run(client_consents.of_client, heron), REVIEW)
    assert [each.scope for each in listed] == ["8", "9", "10"]


def test_a_consent_in_the_register_is_a_consent(record: Store, heron: ClientId) -> None:
    """A day no longer asks for one, until it is taken back."""
    factory.add_session(record, heron)
    assert not _has_consent(record)
    consent_id = add(record, heron)
    assert _has_consent(record)
    [found] = record.run(client_consents.of_client, heron)
    record.run(client_consents.change, replace(found, withdrawn_on=factory.DAY), factory.AT)
    assert consent_id
    assert not _has_consent(record)


def _has_consent(record: Store) -> bool:
    return record.run(today.get, factory.DAY).appointments[0].has_consent


def test_a_consent_of_nobody_or_with_a_form_of_others_is_not_entered(
    record: Store, heron: ClientId
) -> None:
    """Neither a client nor a file that is not theirs is taken."""
    wren = factory.add_client(record, "Wren")
    form = record.run(attachments.add, factory.attachment(wren), factory.AT)
    with pytest.raises(NotFound):
        add(record, heron, attachment_id=form)
    with pytest.raises(NotFound):
        add(record, ClientId("f" * 32))
    with pytest.raises(NotFound):
        record.run(client_consents.remove, ConsentId("f" * 32), factory.AT)


def test_a_damaged_line_is_never_due_and_tells_nothing(record: Store, heron: ClientId) -> None:
    """What was changed from outside stands for nothing."""
    add(record, heron, review_on=REVIEW)
    factory.meddle(record, "UPDATE client_consent SET scope = 'never said'")
    found = record.run(paperwork.of_client, heron)
    assert "never said" not in repr(found)
    assert not found.consents[0].stands
    assert record.run(client_consents.due, REVIEW) == ()


def test_the_paperwork_of_a_client_is_read_at_once(record: Store, heron: ClientId) -> None:
    """Files, what was taken out, consents, and the sessions that files belong to."""
    hour = factory.add_session(record, heron)
    factory.add_session(record, heron)
    kept = record.run(attachments.add, factory.attachment(heron, session_id=hour), factory.AT)
    out = record.run(attachments.add, factory.attachment(heron), factory.AT)
    record.run(attachments.retire, out, factory.AT)
    add(record, heron)
    found = record.run(paperwork.of_client, heron)
    assert [each.id for each in found.files] == [kept]
    assert [each.id for each in found.retired] == [out]
    assert [each.id for each in found.sessions] == [hour]
    assert len(found.consents) == 1
