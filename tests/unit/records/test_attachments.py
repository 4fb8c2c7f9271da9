"""Files of the record: kept whole, described, taken out and brought back."""

import hashlib
from dataclasses import replace

import pytest

import factory
from practicenotes.domain.attachments import AttachmentId, AttachmentKind
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged, SearchUnclear
from practicenotes.records import attachments, client_consents, search, whole
from practicenotes.vault import Store, Vault, audit


def add(record: Store, client_id: ClientId, **told: object) -> AttachmentId:
    """Keep a file."""
    return record.run(attachments.add, factory.attachment(client_id, **told), factory.AT)


def acts(record: Store, attachment_id: AttachmentId) -> list[str]:
    """Return what the trail tells of a file, latest first."""
    entries = record.run(audit.entries)
    return [entry.act for entry in entries if entry.object == f"attachment:{attachment_id}"]


def test_a_file_is_kept_whole(record: Store, heron: ClientId, hour: SessionId) -> None:
    """Every byte comes back, with what was said about it and where it belongs."""
    attachment_id = add(record, heron, session_id=hour, words="signed by both")
    assert record.run(attachments.content, attachment_id) == factory.PAPER
    [found] = record.run(attachments.of_client, heron)
    assert found == record.run(attachments.get, attachment_id)
    assert (found.name, found.kind, found.words) == (
        "consent.pdf",
        AttachmentKind.CONSENT,
        "signed by both",
    )
    assert (found.size, found.digest) == (
        len(factory.PAPER),
        hashlib.sha256(factory.PAPER).hexdigest(),
    )
    assert record.run(attachments.of_session, hour) == (found,)
    assert acts(record, attachment_id) == ["add"]


def test_files_are_listed_received_last_first(record: Store, heron: ClientId) -> None:
    """The newest paper lies on top, and those of others do not lie among them."""
    add(record, factory.add_client(record, "Wren"), name="other.pdf")
    for day in (3, 9, 6):
        add(record, heron, name=f"{day}.pdf", received_on=factory.DAY.replace(day=day))
    assert [each.name for each in record.run(attachments.of_client, heron)] == [
        "9.pdf",
        "6.pdf",
        "3.pdf",
    ]


def test_what_is_said_about_a_file_can_be_changed_and_the_file_cannot(
    record: Store, heron: ClientId
) -> None:
    """Kind, name, words and day change; content and digest stay."""
    found = record.run(attachments.get, add(record, heron))
    changed = replace(
        found, kind=AttachmentKind.CONTRACT, name="contract.pdf", words="two pages", digest="x"
    )
    record.run(attachments.change, changed, factory.later(hours=1))
    assert record.run(attachments.get, found.id) == replace(changed, digest=found.digest)
    assert record.run(attachments.content, found.id) == factory.PAPER
    assert acts(record, found.id) == ["change", "add"]


def test_a_file_that_was_taken_out_can_be_brought_back(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Meanwhile it is in no list, no search and no export."""
    attachment_id = add(record, heron, session_id=hour)
    was = record.run(attachments.retire, attachment_id, factory.later(days=1))
    assert was.retired_at is None
    assert record.run(attachments.of_client, heron) == ()
    assert record.run(attachments.of_session, hour) == ()
    assert record.run(search.find, "consent") == ()
    assert record.run(whole.of_client, heron).attachments == ()
    [kept] = record.run(attachments.retired, heron)
    assert kept.retired_at == factory.later(days=1)
    record.run(attachments.bring_back, attachment_id, factory.later(days=2))
    assert record.run(attachments.of_client, heron) == (was,)
    assert record.run(attachments.retired, heron) == ()
    assert acts(record, attachment_id) == ["bring back", "retire", "add"]


@pytest.mark.parametrize("days", [29, 31])
def test_what_was_taken_out_is_removed_for_good_after_thirty_days(
    record: Store, heron: ClientId, days: int
) -> None:
    """Content and all; before that day it stays, and so does what was not taken out."""
    kept, out = add(record, heron), add(record, heron)
    signed = ClientConsent(ConsentId(""), heron, "recordings", factory.DAY, attachment_id=out)
    record.run(client_consents.add, signed, factory.AT)
    record.run(attachments.retire, out, factory.AT)
    removed = record.run(attachments.empty, factory.later(days=days))
    assert removed == (days > 30)
    assert len(record.run(attachments.retired, heron)) == 1 - removed
    assert [each.id for each in record.run(attachments.of_client, heron)] == [kept]
    assert factory.rows_of(record, "SELECT count(*) FROM file") == [(2 - removed,)]
    [consent] = record.run(client_consents.of_client, heron)
    assert consent.attachment_id == (None if removed else out)
    assert acts(record, out)[0] == ("remove after thirty days" if removed else "retire")


def test_a_file_is_removed_for_good_on_asking(record: Store, heron: ClientId, vault: Vault) -> None:
    """No row and no word of it is left, and the check of the vault finds nothing amiss."""
    attachment_id = add(record, heron, words="kanarienvogel")
    record.run(attachments.remove, attachment_id, factory.AT)
    assert factory.rows_of(record, "SELECT count(*) FROM file") == [(0,)]
    assert record.run(search.find, "kanarienvogel") == ()
    with pytest.raises(NotFound):
        record.run(attachments.get, attachment_id)
    assert vault.verify().is_sound


def test_a_copy_that_leaves_is_entered_in_the_trail(record: Store, heron: ClientId) -> None:
    """Whoever reads the trail learns that a file was saved outside."""
    attachment_id = add(record, heron)
    record.run(attachments.told_of_saving, attachment_id, factory.AT)
    assert acts(record, attachment_id) == ["save a copy", "add"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("consent", "consent"), ("sig both", ""), ("signed bo", "signed"), ("straße", "Straße")],
)
def test_a_file_is_found_by_its_name_and_words(
    record: Store, heron: ClientId, words: str, found: str
) -> None:
    """Search tells whose it is, what kind, and where the words stand."""
    attachment_id = add(record, heron, words="signed by both, Straße 4")
    hits = record.run(search.find, words)
    assert [(hit.what, hit.id, hit.where, hit.code_name) for hit in hits] == [
        ("file", attachment_id, "consent form", "Heron")
    ] * bool(found)
    assert [hit.found for hit in hits] == [found] * bool(found)


def test_new_words_are_found_and_old_ones_are_not(record: Store, heron: ClientId) -> None:
    """The index follows what is said about a file."""
    found = record.run(attachments.get, add(record, heron, words="first"))
    record.run(attachments.change, replace(found, words="second"), factory.AT)
    assert record.run(search.find, "first") == ()
    assert len(record.run(search.find, "second")) == 1
    with pytest.raises(SearchUnclear):
        record.run(search.find, "…")


def test_a_file_of_nobody_or_of_a_session_of_others_is_not_kept(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Nothing is half kept where the client or the session is not theirs."""
    wren = factory.add_client(record, "Wren")
    for client_id, session_id in (("f" * 32, None), (wren, hour), (wren, "f" * 32)):
        with pytest.raises(NotFound):
            add(record, ClientId(client_id), session_id=session_id)
    assert factory.rows_of(record, "SELECT count(*) FROM file") == [(0,)]


@pytest.mark.parametrize(
    "act",
    [
        attachments.get,
        attachments.content,
        lambda db, each: attachments.retire(db, each, factory.AT),
        lambda db, each: attachments.told_of_saving(db, each, factory.AT),
    ],
)
def test_a_file_that_is_not_there_is_not_found(record: Store, act) -> None:
    """An id that leads nowhere is told as that."""
    with pytest.raises(NotFound):
        record.run(act, "f" * 32)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE file SET content = x'00'",
        "UPDATE attachment SET words = 'never said'",
        "UPDATE attachment SET file_id = (SELECT id FROM file WHERE name = 'other.pdf')",
    ],
)
def test_a_file_that_was_changed_from_outside_is_never_shown(
    record: Store, heron: ClientId, statement: str
) -> None:
    """Neither its content nor what was said about it is told, and nothing of it is found."""
    attachment_id = add(record, heron, words="signed")
    add(record, heron, name="other.pdf", content=b"other")
    factory.meddle(record, f"{statement} WHERE name = 'consent.pdf'")
    with pytest.raises(RowDamaged):
        record.run(attachments.content, attachment_id)
    assert "never said" not in repr(record.run(attachments.of_client, heron))
    assert record.run(search.find, "never") == ()
