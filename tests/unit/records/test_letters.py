"""A letter begins almost empty, is saved as it stands, is approved once, and is then frozen."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import factory
from practicenotes.domain.letters import (
    RECIPIENT,
    Consent,
    Letter,
    LetterId,
    LetterState,
    Origin,
    Paragraph,
    Sentence,
    Source,
)
from practicenotes.domain.people import ClientId, Person
from practicenotes.errors import (
    ConsentMissing,
    LetterApproved,
    LetterUnfinished,
    NotFound,
    RowDamaged,
)
from practicenotes.records import letters, practice
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


PDF = b"%PDF-1.7\n\x00\xff pages\n%%EOF\n"
SOURCE = Source(
    Origin.RECORD, "session 10, Plan", "ab/plan", 2, date(2025, 11, 11), was="session 9, Plan"
)
BODY = (
    Paragraph((Sentence("Thank you."), Sentence("He comes weekly.", SOURCE)), "beginning"),
    Paragraph((Sentence("“Yours”, \U0001f33f", Source(Origin.TEMPLATE, "Progress letter")),)),
)


def begin(record: Store, client: ClientId, **told: Any) -> Letter:
    """Begin a letter."""
    kind = factory.letter_kind(**told)
    return record.run(letters.begin, client, kind, factory.DAY, factory.AT)


@pytest.fixture
def letter(record: Store, heron: ClientId) -> Letter:
    """Give a letter that lacks nothing."""
    begun = begin(record, heron)
    written = replace(
        begun, recipient="Dr. Voss", paragraphs=BODY, consent=factory.CONSENT, subject="Re: him"
    )
    record.run(letters.save, written, factory.AT)
    return record.run(letters.get, begun.id)


@pytest.fixture
def approved(record: Store, letter: Letter) -> Letter:
    """Give the same letter, approved."""
    return record.run(letters.approve, letter.id, PDF, factory.later(hours=1))


def in_file(record: Store) -> list[Any]:
    """Return every row that a letter has, as it lies in the file."""
    return [
        factory.rows_of(record, f"SELECT * FROM {table}")
        for table in ("letter", "file", "disclosure")
    ]


# --- beginning -----------------------------------------------------------------------------------


def test_a_letter_begins_with_nothing_but_what_its_kind_always_says(
    record: Store, heron: ClientId
) -> None:
    """No fact stands in it that nobody has ticked, and no consent that nobody has given."""
    letter = begin(record, heron)
    assert [paragraph.text for paragraph in letter.paragraphs] == ["Thank you."]
    assert [s.source.origin for p in letter.paragraphs for s in p.sentences] == [Origin.TEMPLATE]
    assert (letter.state, letter.written_on) == (LetterState.DRAFT, factory.DAY)
    assert (letter.kind_id, letter.kind_version, letter.kind_name) == (
        "progress",
        1,
        "Progress letter",
    )
    assert (letter.greeting, letter.closing) == ("Dear {recipient}", "Yours sincerely")
    assert (letter.consent, letter.approved_at, letter.pdf_digest) == (Consent(), None, "")


def test_a_letter_is_addressed_to_who_referred_the_client(record: Store) -> None:
    """Name and address come from the file, and the legal name into the subject alone."""
    people = (Person("Mara Lind"), Person("Ole Lind"))
    client = factory.add_client(
        record, "Juniper", people=people, referrer="Dr. Voss", referrer_address="Elm Row 4"
    )
    letter = begin(record, client)
    assert (letter.recipient, letter.recipient_address) == ("Dr. Voss", "Elm Row 4")
    assert letter.subject == "Re: Mara Lind and Ole Lind"
    assert "Lind" not in "".join(paragraph.text for paragraph in letter.paragraphs)


def test_what_the_file_does_not_say_stays_an_empty_place(record: Store) -> None:
    """Without a person or a referrer the letter says what it lacks."""
    letter = begin(record, factory.add_client(record, "Wren", people=()))
    with pytest.raises(LetterUnfinished) as refused:
        record.run(letters.approve, letter.id, PDF, factory.AT)
    assert set(refused.value.places) == {RECIPIENT, "client"}


def test_no_letter_is_begun_from_a_damaged_file(record: Store, heron: ClientId) -> None:
    """A name that someone may have put there goes into no letter."""
    factory.meddle(record, "UPDATE person SET name = 'Someone Else'")
    with pytest.raises(RowDamaged):
        begin(record, heron)
    assert record.run(letters.of_client, heron) == ()


def test_a_letter_needs_a_client(record: Store) -> None:
    """An unknown client is not found."""
    with pytest.raises(NotFound) as refused:
        begin(record, ClientId("0"))
    assert refused.value.what == "client"


# --- saving --------------------------------------------------------------------------------------


def test_a_letter_comes_back_as_it_was_saved(record: Store, heron: ClientId) -> None:
    """Every field, and every sentence with its source."""
    begun = begin(record, heron)
    written = replace(
        begun,
        recipient="Dr. Voss",
        recipient_address="Elm Row 4\n10115 Berlin",
        subject="Re: him",
        greeting="Dear Anna",
        paragraphs=BODY,
        closing="With best wishes",
        footer="Confidential",
        written_on=date(2025, 11, 20),
        consent=factory.CONSENT,
    )
    at = factory.later(minutes=5)
    assert record.run(letters.save, written, at) == at
    assert record.run(letters.get, begun.id) == replace(written, saved_at=at)


def test_saving_does_not_change_whose_letter_it_is_nor_what_kind(
    record: Store, letter: Letter
) -> None:
    """Client, kind and beginning are what they were when it was begun."""
    other = replace(
        letter,
        client_id=ClientId("0"),
        kind_id="x",
        kind_version=9,
        kind_name="X",
        state=LetterState.APPROVED,
        begun_at=factory.later(days=9),
        pdf_digest="ff",
    )
    record.run(letters.save, other, factory.AT)
    assert record.run(letters.get, letter.id) == letter


def test_letters_are_listed_latest_first(record: Store, heron: ClientId) -> None:
    """By the day they are dated, of one day the one begun last, each client's own."""
    begin(record, factory.add_client(record, "Wren"))
    dated = [date(2025, 11, day) for day in (3, 9, 9, 1)]
    ids = []
    for day in dated:
        begun = begin(record, heron)
        record.run(letters.save, replace(begun, written_on=day), factory.AT)
        ids.append(begun.id)
    found = record.run(letters.of_client, heron)
    assert [letter.id for letter in found] == [ids[2], ids[1], ids[0], ids[3]]


# --- approving -----------------------------------------------------------------------------------


def test_an_approved_letter_keeps_its_exact_pages(record: Store, approved: Letter) -> None:
    """Every byte, under a digest that the letter itself names."""
    assert approved.state is LetterState.APPROVED
    assert approved.approved_at == factory.later(hours=1)
    assert record.run(letters.pages, approved.id) == PDF
    assert approved.pdf_digest == hashlib.sha256(PDF).hexdigest()


def test_an_approved_letter_is_frozen(record: Store, approved: Letter) -> None:
    """It is neither saved nor approved again, and no byte of it changes."""
    before = in_file(record)
    for attempt in (
        lambda db: letters.save(db, replace(approved, subject="other"), factory.AT),
        lambda db: letters.approve(db, approved.id, b"%PDF other", factory.AT),
    ):
        with pytest.raises(LetterApproved):
            record.run(attempt)
    assert in_file(record) == before


def test_an_approved_letter_is_entered_among_the_disclosures(
    record: Store, approved: Letter
) -> None:
    """To whom, what, why, and when."""
    (row,) = factory.rows_of(record, "SELECT * FROM disclosure")
    assert (row.client_id, row.letter_id) == (approved.client_id, approved.id)
    assert (row.recipient, row.what) == ("Dr. Voss", "Progress letter")
    assert row.basis == "agreed on 18 November 2025: dates, focus, change"
    assert row.at == "2025-11-18T15:02:44.120Z"


def test_a_disclosure_that_vanished_is_missed_by_the_trail(record: Store, approved: Letter) -> None:
    """Nobody can take back unseen that something left the practice."""
    (row,) = factory.rows_of(record, "SELECT id FROM disclosure")
    factory.meddle(record, "DELETE FROM disclosure")

    def astray(db: Any) -> tuple[str, ...]:
        return audit.check(db.connection(), db.info["audit_key"]).astray

    assert record.run(astray) == (f"disclosure:{row.id}",)


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ({"recipient": " "}, {RECIPIENT}),
        ({"subject": "Re: {client}"}, {"client"}),
        ({"greeting": "Dear {who}"}, {"who"}),
        ({"closing": "{closing}"}, {"closing"}),
        ({"recipient_address": "{street}"}, {"street"}),
        ({"paragraphs": (Paragraph((Sentence("Since {first_seen}."),)),)}, {"first_seen"}),
    ],
)
def test_an_empty_place_stops_the_letter(
    record: Store, letter: Letter, told: dict[str, Any], places: set[str]
) -> None:
    """Each is named, nothing is kept and nothing disclosed."""
    record.run(letters.save, replace(letter, **told), factory.AT)
    with pytest.raises(LetterUnfinished) as refused:
        record.run(letters.approve, letter.id, PDF, factory.AT)
    assert set(refused.value.places) == places
    assert [len(rows) for rows in in_file(record)] == [1, 0, 0]


@pytest.mark.parametrize(
    "consent",
    [Consent(), Consent(factory.DAY), Consent(factory.DAY, scope=" "), Consent(scope="all")],
)
def test_a_letter_waits_for_consent(record: Store, letter: Letter, consent: Consent) -> None:
    """Without a day and a scope nobody has agreed; the letter stays a draft."""
    record.run(letters.save, replace(letter, consent=consent), factory.AT)
    with pytest.raises(ConsentMissing):
        record.run(letters.approve, letter.id, PDF, factory.AT)
    assert record.run(letters.get, letter.id).state is LetterState.DRAFT
    assert [len(rows) for rows in in_file(record)] == [1, 0, 0]


def test_a_letter_under_a_damaged_head_is_not_approved(record: Store, letter: Letter) -> None:
    """Where the practitioner's own row was touched, nothing is sent under that name."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    factory.meddle(record, "UPDATE practitioner SET name = 'Someone Else'")
    with pytest.raises(RowDamaged):
        record.run(letters.approve, letter.id, PDF, factory.AT)


def test_printing_is_told_to_the_trail(record: Store, approved: Letter) -> None:
    """The trail names the letter and what was done with it."""
    record.run(letters.told_of_printing, approved.id, "print", factory.AT)
    (entry,) = record.run(audit.entries, 1)
    assert (entry.act, entry.object) == ("print", f"letter:{approved.id}")


@pytest.mark.parametrize(
    "ask",
    [
        letters.get,
        letters.pages,
        lambda db, letter: letters.approve(db, letter, PDF, factory.AT),
        lambda db, letter: letters.told_of_printing(db, letter, "print", factory.AT),
    ],
)
def test_a_letter_that_is_not_there_is_not_found(record: Store, ask: Callable[..., Any]) -> None:
    """By whatever way it is asked for."""
    with pytest.raises(NotFound) as refused:
        record.run(ask, LetterId("0"))
    assert (refused.value.what, refused.value.id) == ("letter", "0")


def test_a_draft_has_no_pages(record: Store, letter: Letter) -> None:
    """Pages come into being with the approval."""
    with pytest.raises(NotFound):
        record.run(letters.pages, letter.id)


# --- damage --------------------------------------------------------------------------------------


DAMAGE = [
    "subject = 'x'",
    "body = 'x'",
    "paragraphs = '[]'",
    'paragraphs = \'[{"key": ""}]\'',
    "paragraphs = 'x'",
    "state = 'sent'",
    "written_on = 'soon'",
    "consent_on = 'x'",
    "consent_scope = 'everything'",
    "recipient = 'Someone Else'",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_letter_says_nothing_and_cannot_be_saved_over(
    record: Store, letter: Letter, damage: str
) -> None:
    """It is listed among the others without a word, and lies in the file as it was found."""
    begin(record, letter.client_id)
    factory.meddle(record, f"UPDATE letter SET {damage} WHERE id = ?", letter.id)
    before = in_file(record)
    found = {each.id: each for each in record.run(letters.of_client, letter.client_id)}
    assert sorted(each.damaged for each in found.values()) == [False, True]
    hurt = found[letter.id]
    assert (hurt.damaged, hurt.subject, hurt.recipient, hurt.paragraphs) == (
        True,
        DAMAGED,
        DAMAGED,
        (),
    )
    for attempt in (
        lambda db: letters.save(db, letter, factory.AT),
        lambda db: letters.approve(db, letter.id, PDF, factory.AT),
    ):
        with pytest.raises(RowDamaged):
            record.run(attempt)
    assert in_file(record) == before


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("file", "content = x'25504446'"),
        ("file", "digest = ''"),
        ("file", "name = 'x'"),
        ("letter", "file_id = file_id, subject = 'x'"),
        ("letter", "pdf_digest = ''"),
    ],
)
def test_damaged_pages_are_not_handed_out(
    record: Store, approved: Letter, table: str, damage: str
) -> None:
    """Whether the pages or the letter that names them were touched."""
    factory.meddle(record, f"UPDATE {table} SET {damage}")
    with pytest.raises(RowDamaged):
        record.run(letters.pages, approved.id)


def test_the_pages_of_another_letter_are_not_handed_out(record: Store, approved: Letter) -> None:
    """A file whose own mark fits, but which is not the one that was approved, is refused."""
    second = begin(record, approved.client_id)
    told = {"recipient": "Dr. Voss", "consent": factory.CONSENT, "subject": "Re: him"}
    record.run(letters.save, replace(second, **told), factory.AT)
    record.run(letters.approve, second.id, b"%PDF other", factory.AT)
    (other,) = factory.rows_of(record, "SELECT file_id FROM letter WHERE id = ?", second.id)
    factory.meddle(record, "UPDATE letter SET file_id = ? WHERE id = ?", other[0], approved.id)
    with pytest.raises(RowDamaged):
        record.run(letters.pages, approved.id)
    assert record.run(letters.pages, second.id) == b"%PDF other"
