"""The list of sources says which wording each sentence rests on, and what happened since."""

from dataclasses import replace
from datetime import date

from practicenotes.domain import letter_sources, rewording
from practicenotes.domain.letter_sources import OTHERWISE, Standing
from practicenotes.domain.letters import YOURS, Offer, Origin, Paragraph, Sentence, Source
from practicenotes.domain.notes import NoteId


PLAN = Source(Origin.RECORD, "session 10, Plan", "n1/plan", 2, date(2025, 11, 11))
SEEN = Source(Origin.RECORD, "Dates seen", "dates_seen", None, date(2025, 11, 11))
QUOTED = Sentence("Bring one sentence for the talk.", PLAN)
BODY = (
    Paragraph((Sentence("Thank you.", Source(Origin.TEMPLATE, "Progress letter")),)),
    Paragraph((Sentence("We have met ten times.", SEEN), Sentence("So I think."), QUOTED)),
)


def test_only_what_the_record_says_is_listed_under_the_numbers_of_the_letter():
    """Sentences of the template and of the writer have no source in the record."""
    found = letter_sources.listed(BODY, {})

    assert [(each.number, each.label, each.detail) for each in found] == [
        (1, "Dates seen", "11 November 2025"),
        (2, "session 10, Plan", "version 2, 11 November 2025"),
    ]
    assert not any(each.since for each in found)


def test_what_happened_to_a_note_since_is_said_of_its_sentence_alone():
    """The note that was amended is named, and no other source."""
    standings = {NoteId("n1"): Standing(2, "amended on 3 May 2026")}

    found = letter_sources.listed(BODY, standings)

    assert [each.since for each in found] == ["", "amended on 3 May 2026"]


def test_a_newer_wording_of_a_note_is_said():
    """A note that was signed anew has a version of its own."""
    found = letter_sources.listed(BODY, {NoteId("n1"): Standing(3)})

    assert found[1].since == "version 3 by now"


def test_a_fact_that_would_read_otherwise_by_now_is_said():
    """The letter keeps its words, and the list says that the record goes on."""
    offer = Offer("dates_seen", "Dates seen", "", "", Sentence("We have met twelve times.", SEEN))
    same = replace(offer, sentence=Sentence("We have  met ten times.", SEEN))

    assert letter_sources.listed(BODY, {}, [offer])[0].since == OTHERWISE
    assert letter_sources.listed(BODY, {}, [same])[0].since == ""


def test_a_reworded_sentence_stays_in_the_list_without_a_number():
    """It is said to be reworded, from which wording, and what happened to that note since."""
    changed = rewording.reword(BODY, "Thank you.\nBring one good sentence for the talk.")

    [found] = letter_sources.listed(changed, {NoteId("n1"): Standing(2, "amended on 3 May 2026")})

    assert (found.number, found.label) == (None, "reworded; was: session 10, Plan")
    assert (found.detail, found.record_id) == ("version 2, 11 November 2025", "n1/plan")
    assert found.since == "amended on 3 May 2026"


def test_a_sentence_that_was_reworded_twice_still_names_its_first_source():
    """What it grew from is not lost with the second change."""
    once = rewording.reword(BODY, "Bring one good sentence for the talk.")
    twice = rewording.reword(once, "Bring one very good sentence for the talk.")

    [sentence] = twice[0].sentences
    assert (sentence.source.was, sentence.source.was_id) == ("session 10, Plan", "n1/plan")
    assert sentence.source.origin is Origin.YOURS


def test_words_that_grew_from_nothing_have_no_source():
    """What the writer adds is only theirs."""
    grown = rewording.reword(BODY, "A wholly different line about the weather.")

    assert grown[0].sentences[0].source == YOURS
    assert letter_sources.listed(grown, {}) == ()


def test_a_fact_stands_in_no_note():
    """Only the id of a section names its note."""
    assert letter_sources.note_of("dates_seen") is None
    assert letter_sources.note_of("n1/plan") == "n1"
