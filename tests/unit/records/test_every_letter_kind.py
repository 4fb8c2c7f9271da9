"""Every shipped kind of letter, begun, filled and printed: a new file needs no other change."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

import factory
from practicenotes import catalog
from practicenotes.documents import letter as paper
from practicenotes.domain import letters as rules
from practicenotes.domain.letter_kinds import PASSAGES, LetterKind, Reader, Voice
from practicenotes.domain.letters import Letter, Offer, Sentence
from practicenotes.domain.people import ClientId
from practicenotes.records import clients, goals, letters, measures, offers
from practicenotes.vault import Store


KINDS = catalog.letter_kinds()
PRONOUNS = {"he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs"}
OPINIONS = {"successfully", "excellent", "wonderful", "great", "resistant", "manipulative"}
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


def fill_record(record: Store, client: ClientId) -> None:
    """Give the record something to say about every fact."""
    told = {
        "reason": "Low mood and disturbed sleep",
        "medication": "Sertraline 50 mg",
        "rhythm": "Weekly, Tuesdays 13:00",
        "referrer": "Dr. A. Ekwall",
        "referrer_address": "2 Mill Street, Fernhill",
    }
    record.run(clients.change, client, factory.client(**told), factory.AT)
    for weeks in range(10, 0, -1):
        hour = factory.weeks_ago(weeks)
        factory.add_session(record, client, starts_at=hour, risk="none reported")
    record.run(goals.add, client, "Sleep six hours on most nights", factory.DAY, factory.AT)
    done = record.run(goals.add, client, "Drive to work again", factory.DAY, factory.AT)
    record.run(goals.reach, done, factory.DAY, factory.AT)
    for total, day in ((15, date(2025, 9, 9)), (8, date(2025, 11, 11))):
        result = factory.result(client, total, taken_on=day)
        record.run(measures.add, result, None, factory.AT)


def begun(record: Store, client: ClientId, kind: LetterKind) -> Letter:
    """Return a new letter of a kind."""
    return record.run(letters.begin, client, kind, factory.DAY, factory.AT)


def offered(record: Store, client: ClientId, kind: LetterKind) -> tuple[Offer, ...]:
    """Return what a letter of a kind may say."""
    return record.run(offers.facts, client, kind)


def with_offers(letter: Letter, kind: LetterKind, chosen: tuple[Offer, ...]) -> Letter:
    """Return a letter in which these were ticked."""
    paragraphs = letter.paragraphs
    for offer in chosen:
        paragraphs = rules.take(paragraphs, kind, offer)
    return replace(letter, paragraphs=paragraphs)


def filled(letter: Letter, asks: tuple[str, ...]) -> Letter:
    """Return a letter with a few words in each place that the writer fills."""
    words = dict.fromkeys(asks, "a few words of mine")
    paragraphs = tuple(
        replace(p, sentences=tuple(Sentence(rules.fill(s.text, words)) for s in p.sentences))
        for p in letter.paragraphs
    )
    subject = rules.fill(letter.subject, words)
    recipient = letter.recipient or "Dr. A. Ekwall"
    return replace(letter, subject=subject, recipient=recipient, paragraphs=paragraphs)


def texts(kind: LetterKind) -> list[str]:
    """Return all that a kind can print."""
    said = [kind.subject, kind.greeting, kind.closing, kind.footer]
    said += [part.opening for part in kind.parts]
    said += [rule.sentence for rule in kind.rules]
    return said + [phrase.sentence for phrase in kind.phrases]


@every_kind
def test_a_kind_begins_with_its_own_words_alone(
    record: Store, heron: ClientId, kind: LetterKind
) -> None:
    """Nothing of the record stands in a new letter but the name in its subject."""
    fill_record(record, heron)
    letter = begun(record, heron, kind)
    openings = [part.opening for part in kind.parts if part.opening]
    assert [paragraph.text for paragraph in letter.paragraphs] == openings
    assert (letter.footer, letter.closing) == (kind.footer, kind.closing)
    assert bool(letter.recipient) is (kind.reader is Reader.REFERRER)
    assert ("Jonas Weber" in letter.subject) is ("{client}" in kind.subject)


@every_kind
def test_every_offer_of_a_kind_can_be_taken_and_left_out(
    record: Store, heron: ClientId, kind: LetterKind
) -> None:
    """Each stands in its own part, and the letter is as it was once they are all taken out."""
    fill_record(record, heron)
    letter = begun(record, heron, kind)
    every = offered(record, heron, kind)
    assert [offer.key for offer in every if offer.sentence is None] == []
    whole = with_offers(letter, kind, every)
    paragraphs = whole.paragraphs
    assert all(rules.includes(paragraphs, offer) for offer in every)
    order = [part.key for part in kind.parts]
    keys = [paragraph.key for paragraph in paragraphs]
    assert keys == sorted(keys, key=order.index)
    for offer in every:
        paragraphs = rules.leave_out(paragraphs, offer)
    assert paragraphs == letter.paragraphs


@every_kind
def test_no_place_of_a_kind_is_filled_silently(
    record: Store, heron: ClientId, kind: LetterKind
) -> None:
    """What only the writer knows stays open, stops the letter, and is all that does."""
    fill_record(record, heron)
    whole = with_offers(begun(record, heron, kind), kind, offered(record, heron, kind))
    wanting = set(rules.unfilled(whole)) - {rules.RECIPIENT}
    assert wanting == set(kind.asks)
    assert rules.unfilled(filled(whole, kind.asks)) == ()


@every_kind
def test_a_kind_fills_one_page(record: Store, heron: ClientId, kind: LetterKind) -> None:
    """With what one would tick on an ordinary day, it is one page with its footer."""
    fill_record(record, heron)
    chosen = offered(record, heron, kind)
    if len(chosen) > 8:  # nobody ticks all that a long kind has
        chosen = tuple(offer for offer in chosen if offer.key != "appointments")[::2]
    letter = filled(with_offers(begun(record, heron, kind), kind, chosen), kind.asks)
    pdf = paper.draw(letter, factory.practitioner(), draft=False, large=kind.large)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        words = " ".join(document[0].get_textpage().get_text_range().split())
    assert kind.footer[:40] in words
    assert "a few words of mine" in words or not kind.asks


@every_kind
def test_a_kind_uses_no_pronoun_for_the_client(kind: LetterKind) -> None:
    """The record may not know the right one; no sentence praises or judges, either."""
    words = set(re.findall(r"[a-z]+", " ".join(texts(kind)).lower()))
    assert not words & PRONOUNS
    assert not words & OPINIONS
    assert "!" not in "".join(texts(kind))


@every_kind
def test_a_kind_says_what_it_is_and_what_has_no_place_in_it(kind: LetterKind) -> None:
    """One line for the list, a footer, what to leave out and what to think of."""
    assert kind.summary.endswith(".")
    assert kind.footer.endswith(".")
    assert all(len(each.label) <= 27 for each in (*kind.rules, *kind.phrases)), "beside its box"
    assert kind.leaves_out
    assert kind.think_of


def test_a_letter_to_the_client_says_you() -> None:
    """One that speaks to the client never says “the client”; it goes to nobody else."""
    for kind in KINDS:
        to_client = kind.voice is Voice.TO
        assert to_client is (kind.reader is Reader.CLIENT)
        if to_client:
            said = " ".join(texts(kind))
            assert "you" in said
            assert "the client" not in said.lower()


def test_the_attendance_letter_can_say_nothing_but_attendance() -> None:
    """Neither reason nor progress can be offered, not even by a copy of it."""
    kind = catalog.letter_kind("attendance")
    assert {rule.fact.value for rule in kind.rules} == {
        *("dates_seen", "rhythm", "setting", "appointments")
    }
    assert {"reason", "focus", "risk", "measure_change", PASSAGES} <= set(kind.never)
    assert "therapy" not in " ".join(texts(kind)).lower()


def test_the_letter_to_a_court_states_the_role_and_its_limits() -> None:
    """Treating, not evaluating; no opinion on custody, fitness or causation: always, unticked."""
    said = " ".join(part.opening for part in catalog.letter_kind("court").parts)
    assert "treating therapist" in said
    assert "have not carried out an evaluation" in said
    assert "no opinion on custody, on fitness or on causation" in said


def test_the_consultation_bears_no_name() -> None:
    """It is known by the code name, and offers nothing by which the client could be known."""
    kind = catalog.letter_kind("consultation")
    assert kind.alias
    assert "{client}" not in " ".join(texts(kind))
    assert {"born", "appointments", PASSAGES} <= set(kind.never)


def test_the_large_summary_is_the_same_summary() -> None:
    """The two files differ in their type and what they are called, and in nothing else."""
    small, large = (catalog.letter_kind(f"client_summary{tail}") for tail in ("", "_large"))
    assert (small.large, large.large) == (False, True)
    named = {"id": small.id, "name": small.name, "summary": small.summary, "large": False}
    assert replace(large, **named) == small
