"""What may happen to a note once it is signed: added to, withdrawn, entered in error; and late."""

from typing import Any

import pytest

import factory
from practicenotes import messages
from practicenotes.domain import settings as known
from practicenotes.domain.notes import AddendumKind, Note, NoteState, RemarkKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import (
    NoteEmpty,
    NoteNotSigned,
    NoteSigned,
    ReasonMissing,
    RowDamaged,
    WithdrawalClosed,
)
from practicenotes.records import (
    chains,
    inspection,
    measures,
    notes,
    practice,
    revisions,
    sessions,
    settings,
    signatures,
    signing,
    whole,
)
from practicenotes.vault import Store, Vault, audit


WHY = "wrong client in mind"


@pytest.fixture
def signed(record: Store, hour: SessionId) -> Note:
    """Give a signed note, in a practice where a signature may be withdrawn for a day."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    return factory.sign_note(record, hour)


def withdraw(record: Store, note: Note, reason: str = WHY, **after: float) -> Note:
    """Withdraw a signature some time after it was put."""
    return record.run(signatures.withdraw, note.id, reason, factory.later(**after))


def is_whole(record: Store, client_id: ClientId) -> bool:
    """Say whether the chain of a client holds."""
    return record.run(chains.is_unbroken, client_id)


# --- withdrawing ---------------------------------------------------------------------------------


def test_a_signature_can_be_withdrawn_inside_the_window(record: Store, signed: Note) -> None:
    """The note is a draft again, and what was signed is kept with who, when and why."""
    note = withdraw(record, signed, hours=2)

    assert (note.state, note.signed_at, note.digest) == (NoteState.DRAFT, None, "")
    (was,) = note.withdrawals
    assert (was.reason, was.at) == (WHY, factory.later(hours=2))
    assert (was.digest, was.signed_at, was.signed_by) == (
        signed.digest,
        signed.signed_at,
        signed.signed_by,
    )
    (kept,) = record.run(revisions.of_note, note.id)
    assert (kept.number, kept.sections) == (was.number, signed.sections)
    acts = [entry.act for entry in record.run(audit.entries)]
    assert acts[:2] == ["signature withdrawn", "withdraw signature"]
    record.run(notes.save, note.id, {"plan": "other words"}, factory.later(hours=3))


@pytest.mark.parametrize(("hours", "after"), [(0, 0.0), (24, 24.01), (1, 2.0)])
def test_outside_the_window_a_signature_stays(
    record: Store, signed: Note, hours: int, after: float
) -> None:
    """There is no window at all until the therapist sets one."""
    record.run(settings.put, known.WITHDRAW_HOURS, hours)
    with pytest.raises(WithdrawalClosed) as refused:
        withdraw(record, signed, hours=after)
    assert "amendment" in messages.sentence(refused.value)
    assert record.run(notes.get, signed.id) == signed


def test_a_signature_with_something_added_to_it_stays(record: Store, signed: Note) -> None:
    """An addendum refers to what was signed."""
    record.run(signatures.add_to, signed.id, AddendumKind.ADDENDUM, "", "x", factory.AT)
    with pytest.raises(WithdrawalClosed):
        withdraw(record, signed)


def test_a_withdrawal_has_a_reason(record: Store, signed: Note) -> None:
    """Without one nothing happens."""
    with pytest.raises(ReasonMissing):
        withdraw(record, signed, " ")
    assert record.run(notes.get, signed.id).state is NoteState.SIGNED


@pytest.mark.parametrize(
    "forged",
    ["UPDATE note_revision SET kept_at = '2025-01-01T00:00:00.000Z'", "DELETE FROM note_revision"],
)
def test_a_signature_whose_wording_is_lost_stays(record: Store, signed: Note, forged: str) -> None:
    """Without what was signed a withdrawal would leave nothing to verify: it is refused plainly."""
    record.on_connection(lambda connection: connection.exec_driver_sql(forged))
    with pytest.raises(RowDamaged) as refused:
        withdraw(record, signed)
    assert "offers to repair it from a backup" in messages.sentence(refused.value)
    assert record.run(notes.get, signed.id) == signed


def test_a_draft_has_no_signature_to_withdraw(record: Store, hour: SessionId) -> None:
    """Nor one to withdraw twice."""
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    draft = factory.write_note(record, hour)
    with pytest.raises(WithdrawalClosed):
        withdraw(record, draft)


def test_the_chain_holds_across_a_withdrawal(record: Store, heron: ClientId, signed: Note) -> None:
    """Notes signed before and after it, and the note signed again, all follow on each other."""
    hours = [factory.add_session(record, heron, starts_at=factory.weeks_ago(n)) for n in (1, 2)]
    after = factory.sign_note(record, hours[0])
    withdraw(record, signed)
    assert is_whole(record, heron)
    record.run(notes.save, signed.id, {"plan": "what I meant"}, factory.AT)
    again = record.run(notes.sign, signed.id, factory.later(hours=1))
    last = factory.sign_note(record, hours[1], at=factory.later(hours=2))

    assert after.previous_digest == signed.digest
    assert again.previous_digest == after.digest
    assert last.previous_digest == again.digest
    assert is_whole(record, heron)
    assert record.run(chains.of_practice) == chains.Chains(1, 4, 1, ())


def test_a_note_signed_again_at_once_follows_its_own_withdrawn_signature(
    record: Store, heron: ClientId, signed: Note
) -> None:
    """Even the same words give another signature."""
    withdraw(record, signed)
    again = record.run(notes.sign, signed.id, factory.AT)
    assert again.previous_digest == signed.digest
    assert again.digest != signed.digest
    withdraw(record, again)
    assert len(record.run(notes.get, signed.id).withdrawals) == 2
    assert is_whole(record, heron)


MEDDLING = [
    "DELETE FROM withdrawal",
    "UPDATE withdrawal SET reason = 'x'",
    "UPDATE withdrawal SET signed_by = 'x'",
    "DELETE FROM note_revision",
    "UPDATE note_revision SET sections = '[]'",
]


@pytest.mark.parametrize("statement", MEDDLING)
def test_a_withdrawn_signature_cannot_be_made_to_vanish(
    record: Store, heron: ClientId, signed: Note, statement: str
) -> None:
    """Neither the event nor the words that were signed can be touched unseen."""
    withdraw(record, signed)
    record.run(notes.sign, signed.id, factory.AT)
    factory.meddle(record, statement)
    assert not is_whole(record, heron)


def test_words_under_a_withdrawn_signature_are_computed_anew(vault: Vault, hour: Any) -> None:
    """A revision that carries its mark, and yet is not what was signed, is found."""
    del hour
    record = vault.record
    heron = factory.add_client(record, "Swift")
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    note = factory.sign_note(record, factory.add_session(record, heron))
    withdraw(record, note)
    assert inspection.of(vault)["sound"]

    def reword(db: Any) -> None:
        from practicenotes.records.schema import NoteRevisionRow

        (row,) = db.query(NoteRevisionRow).all()
        row.sections = [["plan", "Plan", "", "never signed"]]

    record.run(reword)
    found = inspection.of(vault)
    assert found["stores"]["record"]["damaged_rows"] == ()
    assert found["signed_notes"]["broken"] == [heron]
    assert "not what was signed" in messages.verification(found)


def test_a_check_says_how_many_signatures_were_computed(vault: Vault) -> None:
    """In words, with those that were withdrawn."""
    heron = factory.add_client(vault.record, "Swift")
    vault.record.run(settings.put, known.WITHDRAW_HOURS, 24)
    note = factory.sign_note(vault.record, factory.add_session(vault.record, heron))
    withdraw(vault.record, note)
    vault.record.run(notes.sign, note.id, factory.AT)
    said = messages.verification(inspection.of(vault))
    assert "2 signatures were computed anew, and each follows on the one before it." in said
    assert "1 of them was withdrawn; what was signed is kept." in said


# --- what is added -------------------------------------------------------------------------------


def test_what_is_added_stands_in_the_chain(record: Store, heron: ClientId, signed: Note) -> None:
    """The next signature names the addendum, so that it cannot vanish unseen."""
    kinds = (AddendumKind.ADDENDUM, AddendumKind.AMENDMENT)
    for kind in kinds:
        record.run(signatures.add_to, signed.id, kind, "why", "more", factory.later(hours=1))
    hour = factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    after = factory.sign_note(record, hour, at=factory.later(hours=2))
    links = factory.rows_of(record, "SELECT digest, previous_digest FROM addendum_signature")
    assert [link.previous_digest for link in links] == [signed.digest, links[0].digest]
    assert after.previous_digest == links[1].digest
    assert record.run(chains.of_practice).signatures == 4
    assert is_whole(record, heron)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM addendum_signature", "UPDATE addendum_signature SET digest = 'x'"],
)
def test_an_addendum_that_lost_its_signature_breaks_the_chain(
    record: Store, heron: ClientId, signed: Note, statement: str
) -> None:
    """Once something was signed after it."""
    record.run(signatures.add_to, signed.id, AddendumKind.ADDENDUM, "", "more", factory.AT)
    factory.sign_note(record, factory.add_session(record, heron))
    factory.meddle(record, statement)
    assert not is_whole(record, heron)


# --- entered in error, and late ------------------------------------------------------------------


def test_a_note_entered_in_error_is_kept_and_stands_no_more(
    record: Store, hour: SessionId, heron: ClientId, signed: Note
) -> None:
    """Its words and signature are as they were, another can be begun, and no export holds it."""
    note = record.run(signatures.enter_in_error, signed.id, WHY, factory.AT)
    remark = note.remark(RemarkKind.IN_ERROR)
    assert note.state is NoteState.IN_ERROR
    assert remark is not None
    assert (remark.reason, remark.at, remark.by) == (WHY, factory.AT, "Dr. Ada Brandt")
    assert (note.sections, note.digest) == (signed.sections, signed.digest)
    assert record.run(notes.of_session, hour) is None
    assert record.run(notes.in_error, hour) == (note,)
    assert record.run(whole.of_client, heron).notes == ()
    another = factory.sign_note(record, hour)
    assert another.previous_digest == signed.digest
    assert is_whole(record, heron)


def test_only_a_signed_note_is_entered_in_error(record: Store, hour: SessionId) -> None:
    """A draft is deleted, and nothing is entered twice or without a reason."""
    draft = factory.write_note(record, hour)
    with pytest.raises(NoteNotSigned):
        record.run(signatures.enter_in_error, draft.id, WHY, factory.AT)
    record.run(notes.sign, draft.id, factory.AT)
    with pytest.raises(ReasonMissing):
        record.run(signatures.enter_in_error, draft.id, "", factory.AT)
    record.run(signatures.enter_in_error, draft.id, WHY, factory.AT)
    with pytest.raises(NoteNotSigned):
        record.run(signatures.enter_in_error, draft.id, WHY, factory.AT)


def test_a_damaged_remark_marks_its_note(record: Store, signed: Note) -> None:
    """Nobody changes the reason unseen."""
    record.run(signatures.enter_in_error, signed.id, WHY, factory.AT)
    factory.meddle(record, "UPDATE note_remark SET reason = 'x'")
    assert record.run(notes.get, signed.id).damaged
    with pytest.raises(RowDamaged):
        withdraw(record, signed)


def test_a_late_entry_says_why_and_is_signed_in_one_step(record: Store, hour: SessionId) -> None:
    """It is dated as it was begun; the reason, who and when stand beside it."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    at = factory.later(days=3)
    draft = factory.write_note(record, hour, at=at)
    assert record.run(lambda db: signatures.is_late_entry(db, draft))
    note = record.run(signing.sign, draft.id, "I was ill.", (), at)

    remark = note.remark(RemarkKind.LATE_ENTRY)
    assert remark is not None
    assert (remark.reason, remark.by) == ("I was ill.", "Dr. Ada Brandt")
    assert (note.state, note.begun_at) == (NoteState.SIGNED, at)
    with pytest.raises(NoteSigned):
        record.run(signatures.say_why_late, note.id, "again", at)


def test_risk_that_was_seen_is_kept_with_the_words_of_then(record: Store, hour: SessionId) -> None:
    """Who saw it and when; nothing says that anything was resolved."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    draft = factory.write_note(record, hour)
    record.run(signing.sign, draft.id, "", (("Risk", "thoughts, no plan"),), factory.AT)
    (seen,) = factory.rows_of(record, "SELECT note_id, said, by FROM risk_seen")
    assert tuple(seen) == (draft.id, "Risk: thoughts, no plan", "Dr. Ada Brandt")
    assert "acknowledge risk" in [entry.act for entry in record.run(audit.entries)]


def test_what_is_refused_leaves_no_trace(record: Store, hour: SessionId) -> None:
    """An empty note is not signed, and its reason and its risk are not kept either."""
    draft = factory.write_note(record, hour, {"plan": ""})
    with pytest.raises(NoteEmpty):
        record.run(signing.sign, draft.id, "late", (("Risk", "x"),), factory.AT)
    assert factory.rows_of(record, "SELECT * FROM note_remark") == []
    assert factory.rows_of(record, "SELECT * FROM risk_seen") == []


@pytest.mark.parametrize(
    ("stood", "words", "line"),
    [
        ("", "asked;\n no plan", "asked; no plan"),
        ("", " ", "PHQ-9, question 1: seen"),
        ("asked: none", "asked; no plan", "asked: none"),
    ],
)
def test_a_seen_answer_becomes_the_risk_line_where_there_is_none(
    record: Store, heron: ClientId, stood: str, words: str, line: str
) -> None:
    """In one step with the acknowledgement; a line that stands there already stays."""
    hour = factory.add_session(record, heron, risk=stood)
    filed = factory.result(heron, answers=(2,))
    result_id = record.run(measures.add, filed, hour, factory.AT)
    record.run(signing.acknowledge, result_id, 1, words, hour, factory.AT)
    assert record.run(sessions.get, hour).risk == line
    assert record.run(measures.get, result_id).acknowledged[0].words == words.strip()


def test_a_seen_answer_alone_writes_no_line(record: Store, hour: SessionId) -> None:
    """Only whoever asks for it gets one."""
    held = record.run(sessions.get, hour)
    filed = factory.result(held.client_id, answers=(2,))
    result_id = record.run(measures.add, filed, hour, factory.AT)
    record.run(signing.acknowledge, result_id, 1, "asked", None, factory.AT)
    assert record.run(sessions.get, hour) == held
