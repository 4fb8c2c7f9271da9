"""A kind of letter while it is changed: parts, facts and sentences come, move and go."""

import json
from dataclasses import replace

import pytest

import factory
from practicenotes import catalog
from practicenotes.catalog import letter_kind_faults, writer
from practicenotes.domain import letter_kind_changes as changes
from practicenotes.domain import letter_kind_drafts as drafts
from practicenotes.domain.letter_kinds import (
    Fact,
    LetterKind,
    OfferRule,
    Part,
    Phrase,
    Reader,
    Voice,
)


ATTENDANCE = catalog.letter_kind("attendance")
ENDING = catalog.letter_kind("ending")
every_kind = pytest.mark.parametrize("kind", catalog.letter_kinds(), ids=lambda kind: kind.id)


@every_kind
def test_a_kind_is_written_down_and_read_as_the_same(kind: LetterKind) -> None:
    """As TOML, and as the lists that a draft is kept as; nothing is different then."""
    assert catalog.parse_letter_kind(writer.letter_kind(kind), "mine.toml") == kind
    kept = json.loads(json.dumps(drafts.to_plain(kind)))
    assert drafts.of_plain(kept) == kind
    assert changes.told(kind, kind) == ()
    assert letter_kind_faults.found(kind) == ()


def test_an_empty_kind_says_what_it_wants() -> None:
    """Name, description, footer and a part; a draft of it can be kept all the same."""
    empty = drafts.empty()
    fields = {fault.field for fault in letter_kind_faults.found(empty)}
    assert fields == {"name", "summary", "footer", "parts"}
    assert drafts.of_plain(drafts.to_plain(empty)) == empty


def test_a_copy_is_new_and_still_never_offers_what_its_model_never_does() -> None:
    """It has no id yet, a name that says whose it is, and the facts it may offer stay few."""
    copy = drafts.copied(ATTENDANCE)
    assert (copy.id, copy.version, copy.name) == ("", 0, "Attendance letter, my letter")
    assert copy.never == ATTENDANCE.never
    assert drafts.free_facts(copy) == ()
    with_reason = drafts.with_fact(copy, 0, OfferRule(Fact.REASON, "Reason", "Because: {reason}."))
    (fault,) = letter_kind_faults.found(with_reason)
    assert (fault.section, fault.field) == (0, "offers 5, fact")
    assert "never offers reason" in fault.why


def test_parts_come_move_and_go() -> None:
    """Each step is a kind of its own, and the last leads back to the first."""
    grown = drafts.added(ENDING, 1)
    assert [part.key for part in grown.parts] == ["beginning", "+1", "work", "after"]
    moved = drafts.moved(grown, 1, 9)
    assert [part.key for part in moved.parts] == ["beginning", "work", "after", "+1"]
    assert drafts.removed(moved, 3) == ENDING
    assert drafts.changed(ENDING, 0, opening="Other.").parts[0].opening == "Other."


def test_a_kind_settles_under_readable_keys() -> None:
    """The id comes from the name, that of a sentence from its label; none is taken twice."""
    kind = drafts.added(replace(drafts.empty(), name="A letter of thanks"), 0)
    kind = drafts.with_phrase(drafts.with_phrase(kind, 0), 0)
    phrases = tuple(replace(p, label="Risk", sentence="So.") for p in kind.parts[0].phrases)
    settled = drafts.settled(drafts.changed(kind, 0, phrases=phrases), 1, {"a_letter_of_thanks"})
    assert settled.id == "a_letter_of_thanks_2"
    assert settled.version == 1
    assert [part.key for part in settled.parts] == ["part"]
    keys = [phrase.key for phrase in settled.phrases]
    assert len(set(keys)) == 2
    assert Fact.RISK.value not in keys


def test_a_fact_is_free_until_it_is_offered() -> None:
    """No fact stands in a letter twice."""
    kind = drafts.added(drafts.empty(), 0)
    assert drafts.free_facts(kind) == tuple(Fact)
    kind = drafts.with_fact(kind, 0, OfferRule(Fact.BORN, "Born", "{born}."))
    assert Fact.BORN not in drafts.free_facts(kind)


@pytest.mark.parametrize(
    ("kind", "section", "field"),
    [
        (replace(ENDING, footer=""), None, "footer"),
        (replace(ENDING, subject="{born}"), None, "subject"),
        (replace(ENDING, asks=(*ENDING.asks, "hope")), None, "asks 11"),
        (drafts.changed(ENDING, 1, opening="{hope}"), 1, "opening"),
        (drafts.with_phrase(ENDING, 2), 2, "phrases 5, label"),
        (drafts.added(ENDING, 3), 3, "opening"),
        (replace(ENDING, name="Ending\u200bletter"), None, "name"),
        (drafts.changed(ENDING, 1, opening="a" * 2_001), 1, "opening"),
    ],
)
def test_each_fault_is_at_its_place(kind: LetterKind, section: int | None, field: str) -> None:
    """The part it is in, counted from 0, and the field."""
    first = letter_kind_faults.found(kind)[0]
    assert (first.section, first.field) == (section, field)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (replace(ENDING, name="Farewell"), "The letter is called Farewell; it was Ending letter."),
        (replace(ENDING, footer="Yours."), "The footer is now: Yours."),
        (replace(ENDING, reader=Reader.OTHER), "It goes to: somebody else."),
        (replace(ENDING, voice=Voice.ABOUT), "It speaks about the client."),
        (replace(ENDING, large=True), "It is printed in large type."),
        (replace(ENDING, alias=True), "It cannot bear the client’s name."),
        (replace(ENDING, think_of=()), "What to think of: none."),
        (drafts.added(ENDING, 3), "Part 4 was added."),
        (drafts.removed(ENDING, 1), "What was part 2 was taken out."),
        (drafts.moved(ENDING, 0, 2), "The parts stand in another order."),
        (drafts.changed(ENDING, 0, opening=""), "Nothing stands always in part 1 now."),
        (drafts.changed(ENDING, 1, opening="So."), "Part 2 always says now: So."),
        (drafts.changed(ENDING, 1, passages=True), "Passages of notes can go into part 2."),
        (
            drafts.changed(ENDING, 0, offers=()),
            "Dates seen and number is no longer on offer in part 1.",
        ),
    ],
)
def test_a_change_is_told_in_one_sentence(after: LetterKind, said: str) -> None:
    """One change, one sentence, in words of the trade."""
    assert changes.told(ENDING, after) == (said,)


def test_changes_of_a_sentence_are_told() -> None:
    """Its words, its label, its coming and its place among the others."""
    one, two = Phrase("a", "A", "So."), Phrase("b", "B", "Thus.")
    kind = factory.letter_kind(parts=(Part("p", phrases=(one, two)),))

    def told(*phrases: Phrase) -> tuple[str, ...]:
        return changes.told(kind, drafts.changed(kind, 0, phrases=phrases))

    assert told(replace(one, sentence="Else."), two) == ("A says now: Else.",)
    assert told(replace(one, label="Z"), two) == ("A is called Z now.",)
    assert told(one, two, Phrase("c", "C", "More.")) == ("C is on offer in part 1.",)
    assert told(two, one) == ("What is on offer in part 1 stands in another order.",)
    assert changes.counted(kind) == "1 part, 2 on offer"


@pytest.mark.parametrize(
    ("after", "where"),
    [
        (drafts.changed(ENDING, 2, opening="So."), (2, "opening")),
        (drafts.with_phrase(ENDING, 1), (1, "phrases")),
        (drafts.added(ENDING, 0), (0, "opening")),
        (drafts.moved(ENDING, 0, 2), (0, "opening")),
        (replace(ENDING, closing="So"), (None, "closing")),
        (ENDING, (None, "name")),
    ],
)
def test_a_step_back_leads_to_where_it_was(
    after: LetterKind, where: tuple[int | None, str]
) -> None:
    """To the part and the field that are different, or to the head."""
    assert drafts.difference(ENDING, after) == where
