"""Search finds what the record says, whatever is typed, and nothing that is damaged or private."""

import random
import string
import unicodedata
from dataclasses import replace
from typing import Any

import pytest

import factory
from practicenotes.domain.letters import Letter, Paragraph, Sentence
from practicenotes.domain.notes import AddendumKind, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import SearchUnclear
from practicenotes.records import letters, notes, search
from practicenotes.records.schema import NoteRow
from practicenotes.records.search import Hit
from practicenotes.reflections import reflections
from practicenotes.vault import Store


def find(record: Store, words: str, most: int = 50) -> tuple[Hit, ...]:
    """Search the record."""
    return record.run(search.find, words, most)


def found_in(record: Store, text: str, hour: SessionId, words: str) -> bool:
    """Say whether words are found in a note with this text."""
    factory.write_note(record, hour, {"plan": text})
    return len(find(record, words)) == 1


def write_letter(record: Store, client: ClientId, text: str, subject: str = "Re: him") -> Letter:
    """Write a letter."""
    kind = factory.letter_kind()
    begun = record.run(letters.begin, client, kind, factory.DAY, factory.AT)
    written = replace(begun, subject=subject, paragraphs=(Paragraph((Sentence(text),)),))
    record.run(letters.save, written, factory.AT)
    return written


# --- what is found -------------------------------------------------------------------------------


def test_a_hit_in_a_note_says_where_it_stands(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Client, note, session, section, day, and the words around what was found."""
    note = factory.write_note(record, hour, {"data": "He spoke of the old letter\nand slept."})
    assert find(record, "letter") == (
        Hit(
            client_id=heron,
            code_name="Heron",
            what="note",
            id=note.id,
            session_id=hour,
            where="Data",
            on=factory.HELD_AT.date(),
            before="He spoke of the old ",
            found="letter",
            after=" and slept.",
        ),
    )


def test_addenda_and_letters_are_found_too(record: Store, heron: ClientId, hour: SessionId) -> None:
    """Each says what it is and leads to its note or letter."""
    note = factory.sign_note(record, hour)
    arguments = (AddendumKind.AMENDMENT, "", "The lighthouse was on the left.", factory.AT)
    record.run(notes.add_to, note.id, *arguments)
    letter = write_letter(record, heron, "He drew a lighthouse.")
    hits = {hit.what: hit for hit in find(record, "lighthouse")}
    assert (hits["addendum"].id, hits["addendum"].session_id) == (note.id, hour)
    assert hits["addendum"].where == "amendment"
    assert (hits["letter"].id, hits["letter"].session_id) == (letter.id, None)
    assert (hits["letter"].where, hits["letter"].on) == ("Progress letter", factory.DAY)


def test_a_letter_is_found_by_its_subject(record: Store, heron: ClientId) -> None:
    """The subject is searched, and shown where the word stands in it."""
    write_letter(record, heron, "Thank you.", "Re: lighthouse")
    (hit,) = find(record, "lighthouse")
    assert (hit.before, hit.found, hit.after) == ("Re: ", "lighthouse", " Thank you.")


@pytest.mark.parametrize(
    ("text", "words", "finds"),
    [
        ("He spoke of the letter.", "letter", True),
        ("He spoke of the letter.", "LETTER", True),
        ("He spoke of the letter.", "let", True),
        ("He spoke of the letter.", "etter", False),
        ("He spoke of the letter.", "letter he", True),
        ("He spoke of the letter.", "lett he", False),
        ("He spoke of the letter.", "letter she", False),
        ("He spoke of the letter.", "spoke lett", True),
        ("A r\u00e9sum\u00e9 of it", "resume", True),
        ("A resume of it", "r\u00e9sum\u00e9", True),
        ("A re\u0301sume\u0301 of it", "resume", True),
        ("A resume of it", "re\u0301sume\u0301", True),
        ("Gr\u00f6\u00dfe", "gr\u00f6\u00dfe", True),
        ("Gr\u00f6\u00dfe", "GRO", True),
        ("\u041e\u043d \u0441\u043f\u0430\u043b", "\u0441\u043f\u0430\u043b", True),
        ("PHQ-9: 17", "phq 9", True),
        ("PHQ-9: 17", "phq-9", True),
        ("on_the_wall", "the wall", True),
        ("the wall", "on_the_wall", False),
        ("it\u2019s fine", "it's fine", True),
        ("x = 100 %", "100", True),
        ("", "letter", False),
    ],
)
def test_words_are_found_as_people_mean_them(
    record: Store, hour: SessionId, text: str, words: str, finds: bool
) -> None:
    """All words, in any order; accents and capitals do not count, the last may lack its end."""
    assert found_in(record, text, hour, words) is finds


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("one r\u00e9sum\u00e9s two", "resume", ("one ", "r\u00e9sum\u00e9s", " two")),
        ("one re\u0301sume\u0301s two", "resume", ("one ", "r\u00e9sum\u00e9s", " two")),
        ("on_the_wall", "wall", ("on_the_", "wall", "")),
        ("two words, one wordsmith", "wordsm", ("two words, one ", "wordsmith", "")),
        ("a" * 300 + " letter " + "b" * 300, "letter", ("a" * 59 + " ", "letter", " " + "b" * 59)),
    ],
)
def test_what_was_found_is_shown_with_what_stands_around_it(
    record: Store, hour: SessionId, text: str, words: str, shown: tuple[str, str, str]
) -> None:
    """The whole word, as it was written, and at most a line on each side."""
    factory.write_note(record, hour, {"plan": text})
    (hit,) = find(record, words)
    assert (hit.before, hit.found, hit.after) == shown


def test_what_was_written_anew_is_found_and_what_was_deleted_is_not(
    record: Store, hour: SessionId
) -> None:
    """The index follows every save, and every change of form."""
    note = factory.write_note(record, hour, {"plan": "a lighthouse", "data": "words"})
    record.run(notes.save, note.id, {"plan": "a harbour"}, factory.AT)
    assert (len(find(record, "harbour")), find(record, "lighthouse")) == (1, ())
    record.run(notes.save, note.id, {"plan": ""}, factory.AT)
    record.run(notes.change_form, note.id, factory.template("risk"), factory.AT)
    assert find(record, "harbour") == ()


def test_the_better_place_comes_first_whatever_it_is(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """A letter that is all about a word stands before a note that mentions it once."""
    long = "other words about other things " * 60
    factory.write_note(record, hour, {"data": f"{long} lighthouse"})
    write_letter(record, heron, "lighthouse, lighthouse", "lighthouse")
    assert [hit.what for hit in find(record, "lighthouse")] == ["letter", "note"]


def test_a_thousand_places_are_cut_to_as_many_as_wanted(record: Store, heron: ClientId) -> None:
    """However common a word is, the answer stays short, and every hit is a real one."""
    hours = [factory.add_session(record, heron) for _ in range(2)]
    keys = [f"k{number}" for number in range(600)]
    for hour in hours:
        factory.write_note(record, hour, dict.fromkeys(keys, "the same word"))
    assert len(find(record, "word")) == 50
    assert len(find(record, "word", 7)) == 7
    assert {hit.found for hit in find(record, "word")} == {"word"}


# --- whatever is typed ---------------------------------------------------------------------------


HOSTILE = [
    '" OR NEAR( *',
    '"',
    "'",
    "a* OR b*",
    "NOT x",
    "AND",
    "NEAR(a b, 3)",
    "body : x",
    "{body} : x",
    "^x",
    "x^2",
    "-x",
    "+ x",
    "x) (y",
    "'; DROP TABLE note; --",
    "x\x00y",
    "%",
    "\U0001f33f x",
    "x" * 5000,
    "x " * 500,
    "\u0301x",
    "\u202ex",
    "½ x",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_is_words_and_no_command(
    record: Store, hour: SessionId, words: str
) -> None:
    """Signs that mean something to the index mean nothing here: it answers, or is unclear."""
    factory.write_note(record, hour, {"plan": "x y OR near not and a b body"})
    if any(sign.isalnum() for sign in words):
        assert isinstance(find(record, words), tuple)
    else:
        with pytest.raises(SearchUnclear):
            find(record, words)
    assert len(find(record, "near")) == 1


def test_random_strings_raise_nothing_else(record: Store, hour: SessionId) -> None:
    """The worst that typing can do is to be unclear."""
    factory.write_note(record, hour, {"plan": "x y z"})
    source = random.Random(11)
    signs = string.printable + '"*^:(){}+-äß\u0301\u200d漢字½²'

    def many(db: Any) -> int:
        answered = 0
        for _ in range(300):
            words = "".join(source.choices(signs, k=source.randrange(1, 20)))
            try:
                search.find(db, words)
                answered += 1
            except SearchUnclear:
                assert not any(unicodedata.category(s)[0] in "LN" for s in words)
        return answered

    assert record.run(many) > 200


@pytest.mark.parametrize("words", ["", " ", "“”…", "_", "* *", "\u0301", "\n"])
def test_nothing_to_look_for_is_said_to_be_unclear(record: Store, words: str) -> None:
    """Without a letter or a digit there is nothing to find."""
    with pytest.raises(SearchUnclear):
        find(record, words)


# --- what is left out ----------------------------------------------------------------------------


def test_nothing_private_is_found(
    record: Store, private: Store, heron: ClientId, hour: SessionId
) -> None:
    """A word that stands only in a reflection is not in the record."""
    thought = factory.reflection(hour, heron, "trust_safety", free="canary", next_time="canary")
    private.run(reflections.save, thought, factory.AT)
    assert find(record, "canary") == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE note_section SET body = 'a lighthouse, never said' WHERE key = 'plan'",
        "UPDATE note_section SET label = 'x' WHERE key = 'plan'",
        "UPDATE note_section SET body = 'x' WHERE key = 'data'",
        "UPDATE note SET summary = 'x'",
        "UPDATE note SET begun_at = 'once'",
    ],
)
def test_a_damaged_note_is_left_out(
    record: Store, heron: ClientId, hour: SessionId, damage: str
) -> None:
    """Neither what it says now nor what it said is shown; other hits are."""
    factory.sign_note(record, hour, {"plan": "a lighthouse", "data": "more"})
    write_letter(record, heron, "The lighthouse again.")
    factory.meddle(record, damage)
    assert [hit.what for hit in find(record, "lighthouse")] == ["letter"]


def test_an_older_text_under_a_signature_is_left_out(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """A section whose own mark fits, but which is not what was signed, is not shown."""
    note = factory.write_note(record, hour, {"plan": "a lighthouse"})
    chosen = "SELECT body, revision, mac FROM note_section"
    (old,) = factory.rows_of(record, chosen)
    factory.sign_note(record, hour, {"plan": "a harbour"})
    assert note.id
    factory.meddle(record, "UPDATE note_section SET body = ?, revision = ?, mac = ?", *old)
    assert find(record, "lighthouse") == ()


def test_a_damaged_addendum_or_letter_is_left_out(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """What nobody can vouch for is not found."""
    note = factory.sign_note(record, hour)
    arguments = (AddendumKind.ADDENDUM, "", "a lighthouse", factory.AT)
    record.run(notes.add_to, note.id, *arguments)
    write_letter(record, heron, "a lighthouse")
    factory.meddle(record, "UPDATE addendum SET reason = 'x'")
    factory.meddle(record, "UPDATE letter SET footer = 'x'")
    assert find(record, "lighthouse") == ()


def test_a_row_that_vanished_leaves_the_search_working(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """An index that still points at it finds nothing there, and goes on."""
    factory.write_note(record, hour, {"plan": "a lighthouse"})
    write_letter(record, heron, "a lighthouse")
    factory.meddle(record, "UPDATE note_section SET row = row + 1000")
    assert [hit.what for hit in find(record, "lighthouse")] in (["letter"], ["letter", "note"])


def test_a_damaged_client_is_found_without_its_name(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """The note is intact and is found; the name is not, and is not shown."""
    factory.write_note(record, hour, {"plan": "a lighthouse"})
    factory.meddle(record, "UPDATE client SET code_name = 'Egret'")
    (hit,) = find(record, "lighthouse")
    assert "Egret" not in repr(hit)
    assert hit.client_id == heron


def test_a_note_entered_in_error_can_still_be_found(record: Store, hour: SessionId) -> None:
    """It is part of the record for good."""
    note = factory.write_note(record, hour, {"plan": "a lighthouse"})

    def enter(db: Any) -> None:
        db.get_one(NoteRow, note.id).state = NoteState.IN_ERROR

    record.run(enter)
    assert len(find(record, "lighthouse")) == 1


def test_marked_words_are_found_and_shown_without_their_brackets(
    record: Store, heron: ClientId
) -> None:
    """A mark in the text stands in nobody's way."""
    factory.write_note(record, factory.add_session(record, heron), {"data": "said ⟦sister⟧ drinks"})
    [hit] = record.run(search.find, "sister")
    assert (hit.before, hit.found, hit.after) == ("said ", "sister", " drinks")
