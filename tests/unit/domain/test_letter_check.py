"""The check before a letter is final asks about names, private words, judging words and blanks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practicenotes import catalog
from practicenotes.domain import letter_check, letter_scope, phrases
from practicenotes.domain.letter_check import Concern, NameInFiles
from practicenotes.domain.letter_kinds import Fact
from practicenotes.domain.letters import (
    Consent,
    Letter,
    LetterId,
    LetterState,
    Origin,
    Paragraph,
    Sentence,
    Source,
)
from practicenotes.domain.people import ClientId


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
CONSENT = Consent(date(2025, 11, 18), "", "dates, focus", True, "a review", date(2025, 11, 18))
OTHER = NameInFiles("Tom Ashdown", "a name in another client’s file", Concern.OTHER_CLIENT)
CODE = NameInFiles("Wren", "the code name of another client", Concern.OTHER_CLIENT)


def letter(*texts: str, **told: object) -> Letter:
    """Return a letter of these paragraphs from which nothing is missing."""
    whole = Letter(
        *(LetterId("l"), ClientId("c"), "progress", 1, "Progress letter", LetterState.DRAFT),
        *(AT, AT, AT.date()),
        recipient="Dr A. Moss",
        subject="Re: Jonas Feld",
        paragraphs=tuple(Paragraph((Sentence(text),)) for text in texts),
        closing="Yours sincerely",
        consent=CONSENT,
    )
    return replace(whole, **told)


def found(
    of: Letter, names: tuple[NameInFiles, ...] = (), about: tuple[str, ...] = (), private=()
) -> list[tuple[Concern, str]]:
    """Return what is found, each with its words."""
    helpers = catalog.language_helpers()
    all_of = letter_check.look_over(of, names, about, helpers, private)
    return [(each.concern, each.words) for each in all_of]


def test_nothing_is_found_in_a_letter_that_says_nothing_of_the_kind() -> None:
    """A plain letter has an empty list."""
    assert found(letter("We have met ten times."), (OTHER, CODE)) == []


# --- names ---------------------------------------------------------------------------------------


def test_a_name_of_another_file_is_found_whole_and_by_its_parts() -> None:
    """Each form once, as it stands in the letter, also with an s behind it."""
    text = "Tom Ashdown came too. Ashdown’s view was another, and Tom Ashdown left."
    assert found(letter(text), (OTHER,)) == [
        (Concern.OTHER_CLIENT, "Tom Ashdown"),
        (Concern.OTHER_CLIENT, "Ashdown"),
    ]


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("Zo\u00eb", "Zoe\u0308"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("O'Brien", "O\u2019Brien"),
        ("O\u2019Brien", "O'Brien"),
        ("O'Brien", "O\u02bcBrien"),
        ("Łukasz", "Lukasz"),
        ("José-María Peña", "JOSE\u2011MARIA PENA"),
        ("José-María Peña", "María"),
        ("Aisha Khan", "aisha\u00a0khan"),
        ("Aisha Khan", "Ai\u00adsha Kh\u200dan"),
        ("Aisha Khan", "AISHA"),
        ("محمد علي", "مُحَمَّد"),
        ("王小明", "王小明"),
    ],
)
def test_a_name_is_found_however_its_signs_are_coded(kept: str, written: str) -> None:
    """No accent, capital, apostrophe or unseen sign hides anybody; the letter's own are shown."""
    name = NameInFiles(kept, "a name in another client’s file", Concern.OTHER_CLIENT)
    assert found(letter(f"I met {written} too."), (name,)) == [(Concern.OTHER_CLIENT, written)]


def test_a_name_in_a_script_without_spaces_is_found_within_its_line() -> None:
    """A title may follow it at once."""
    name = NameInFiles("王小明", "a name in another client’s file", Concern.OTHER_CLIENT)
    assert found(letter("我见过王小明先生。"), (name,)) == [(Concern.OTHER_CLIENT, "王小明")]


@pytest.mark.parametrize("text", ["The wren sang.", "Wrens sang.", "A Wrenish song."])
def test_an_ordinary_word_is_no_code_name(text: str) -> None:
    """A code name is found as it is written, and as a whole word."""
    assert found(letter(text), (CODE,)) == []


def test_the_reader_and_whom_the_letter_is_about_are_no_findings() -> None:
    """Their names are meant to stand there."""
    names = (
        NameInFiles("Moss", "the code name of another client", Concern.OTHER_CLIENT),
        NameInFiles("Jonas Feld", "a person of this file", Concern.SOMEBODY, own=True),
    )
    assert found(letter("Dear Dr Moss, Jonas Feld and I have met."), names) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"subject": "Re: Tom Ashdown"}, "Tom Ashdown"),
        ({"subject": "Re: Mr Ashdown"}, "Ashdown"),
        ({"greeting": "Dear Mr Ashdown"}, "Ashdown"),
        ({"recipient_address": "for Tom Ashdown\n2 Market Street"}, "Tom Ashdown"),
        ({"recipient": "Mr Tom Ashdown"}, "Tom Ashdown"),
        ({"consent": replace(CONSENT, purpose="a review for Ashdown")}, "Ashdown"),
        ({"footer": "About Ashdown."}, "Ashdown"),
    ],
)
def test_another_client_is_found_in_every_part_of_a_letter(told: dict, words: str) -> None:
    """Subject, greeting, address, reader, purpose and footer are printed like the text."""
    assert found(letter("We have met.", **told), (OTHER,)) == [(Concern.OTHER_CLIENT, words)]


def test_a_single_word_of_an_address_is_no_name() -> None:
    """Streets and houses are called like clients."""
    of = letter("We have met.", recipient_address="Wren House\n2 Ashdown Street")
    assert found(of, (OTHER, CODE)) == []


def test_a_name_that_two_files_share_may_stand_where_one_is_meant() -> None:
    """The subject names whom the letter is about; another file may have the same family."""
    own = NameInFiles("Jonas Feld", "a person of this file", Concern.SOMEBODY, own=True)
    other = NameInFiles("Mara Feld", "a name in another client’s file", Concern.OTHER_CLIENT)
    of = letter("Jonas Feld came with Mara Feld.")
    assert found(of, (own, other)) == [(Concern.OTHER_CLIENT, "Mara Feld")]


@pytest.mark.parametrize(
    "told",
    [
        {"subject": "About Jonas Feld"},
        {"recipient_address": "Jonas Feld\n4 Elm Road"},
        {"greeting": "Dear friend of Jonas Feld"},
        {"paragraphs": (Paragraph((Sentence("Jonas Feld came."),)),)},
    ],
)
def test_where_a_code_name_goes_a_legal_name_is_found_anywhere(told: dict) -> None:
    """Also where another letter would name whom it is about."""
    name = NameInFiles("Jonas Feld", "a legal name of this file", Concern.LEGAL_NAME, own=True)
    of = letter("We have met.", **({"subject": "Request: Heron"} | told))
    assert found(of, (name,)) == [(Concern.LEGAL_NAME, "Jonas Feld")]
    assert found(letter("We have met.", subject="Request: Heron"), (name,)) == []


def test_words_that_a_note_marks_as_about_somebody_else_are_found() -> None:
    """Six words in a row are enough; fewer may stand anywhere."""
    marked = "Her sister drinks, and has done so for years"
    text = "He worries. Her sister drinks, and has done so for years, he says."
    assert found(letter(text), about=(marked,)) == [
        (Concern.SOMEBODY, "Her sister drinks, and has done so for years")
    ]
    assert found(letter("Her sister drinks."), about=(marked,)) == []


# --- private words -------------------------------------------------------------------------------


def test_the_private_side_is_asked_about_every_run_of_six_words() -> None:
    """Without marks and case, also from one paragraph to the next, but not beyond the letter."""
    of = letter("I felt pulled to rescue him, again.", "Short", closing="")
    assert letter_check.private_runs(of) == (
        "i felt pulled to rescue him",
        "felt pulled to rescue him again",
        "pulled to rescue him again short",
    )


def test_a_passage_that_is_parted_into_paragraphs_is_found_line_by_line() -> None:
    """Each line stands so in the letter; words marked as about somebody else are no other."""
    of, passage = letter("I felt a deep", "pull to rescue him"), "I felt a deep pull to rescue him"
    said = phrases.any_of(letter_check.private_runs(of), [passage])
    lines = ["I felt a deep", "pull to rescue him"]
    assert found(of, private=said) == [(Concern.PRIVATE, line) for line in lines]
    assert found(of, about=(passage,)) == [(Concern.SOMEBODY, line) for line in lines]


@pytest.mark.parametrize("part", ["subject", "greeting", "recipient_address", "footer"])
def test_the_private_side_is_asked_about_every_part(part: str) -> None:
    """What is printed around the text is compared like the text."""
    of = letter("We met.", **{part: "I felt pulled to rescue him"})
    said = phrases.any_of(letter_check.private_runs(of), ["I felt pulled to rescue him"])
    assert found(of, private=said) == [(Concern.PRIVATE, "I felt pulled to rescue him")]


def test_answers_in_a_row_are_one_finding() -> None:
    """What is shown are the words of the letter, and never those of the other side."""
    of = letter("We met. I felt pulled to rescue him, again and more.", "Nothing else here at all.")
    private = "I felt pulled to rescue him again and more"
    said = phrases.any_of(letter_check.private_runs(of), [private])
    assert found(of, private=said) == [
        (Concern.PRIVATE, "I felt pulled to rescue him, again and more")
    ]


def test_where_nobody_was_asked_nothing_is_said_of_it() -> None:
    """No answer is no finding; that nobody was asked is said beside the list."""
    assert found(letter("I felt pulled to rescue him, again."), private=None) == []


# --- words that judge ----------------------------------------------------------------------------


def test_a_word_that_judges_is_found_with_a_question() -> None:
    """In any case and as a whole word."""
    helpers = catalog.language_helpers()
    of = letter("Manipulative at times; he denied it. A non-compliant hour.")
    all_of = letter_check.look_over(of, (), (), helpers, ())
    assert [each.words for each in all_of] == ["Manipulative", "non-compliant", "denied"]
    assert all(each.says.endswith("?") for each in all_of)
    assert found(letter("An undenied demandingness.")) == []


@pytest.mark.parametrize("written", ["mani\u00adpulative", "non\u2011compliant", "no\n insight"])
def test_no_unseen_sign_hides_a_word_that_judges(written: str) -> None:
    """Soft hyphens, hard ones and wide spaces are read past."""
    assert found(letter(f"He was {written}.")) == [(Concern.WORD, written)]


# --- consent -------------------------------------------------------------------------------------


def ticked(fact: Fact, text: str) -> Paragraph:
    """Return a paragraph that was taken from the record."""
    return Paragraph((Sentence(text, Source(Origin.RECORD, "x", fact.value)),))


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        ("dates, focus", True),
        ("medication", False),
        ("my medicine", False),
        ("everything in this letter", False),
        ("", False),
    ],
)
def test_what_the_consent_does_not_mention_is_asked_about(scope: str, asked: bool) -> None:
    """A fact that was ticked is covered by a word of the scope, or by all of it."""
    of = letter(consent=replace(CONSENT, scope=scope))
    of = replace(of, paragraphs=(ticked(Fact.MEDICATION, "I have been told of Sertraline."),))
    assert ((Concern.SCOPE, "I have been told of Sertraline.") in found(of)) is asked


def test_a_word_that_was_typed_is_compared_like_a_tick() -> None:
    """Medication need not come from the record to be outside the consent."""
    assert found(letter("I would be glad to hear of his medication.")) == [
        (Concern.SCOPE, "medication")
    ]


def test_a_chart_is_compared_like_the_change_that_it_shows() -> None:
    """A consent that does not speak of questionnaires does not cover their drawing."""
    said = "The chart shows the PHQ-9 totals."
    drawn = Paragraph((Sentence(said, Source(Origin.RECORD, "x", "chart:phq9")),))
    assert found(replace(letter(), paragraphs=(drawn,))) == [(Concern.SCOPE, said)]


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        ("dates, focus", True),
        ("dates and a passage from a note", False),
        ("dates and the plan", False),
        ("everything in this letter", False),
        ("", False),
    ],
)
def test_a_quoted_note_is_compared_with_the_scope(scope: str, asked: bool) -> None:
    """A scope covers it by speaking of notes or of their section; else it is asked, not told."""
    source = Source(Origin.RECORD, "session 9, Plan", "n1/plan", 1)
    of = letter(consent=replace(CONSENT, scope=scope))
    of = replace(of, paragraphs=(Paragraph((Sentence("Keep the record.", source),)),))
    words = [(each.words, each.says) for each in letter_scope.outside(of)]
    says = "The letter quotes a note: session 9, Plan. Does what was agreed to cover it?"
    assert words == ([("Keep the record.", says)] if asked else [])


def test_a_reworded_quotation_is_still_one() -> None:
    """Other words of the same note are asked about as well."""
    source = Source(Origin.YOURS, was="session 9, Plan", was_id="n1/plan")
    of = replace(letter(), paragraphs=(Paragraph((Sentence("Keep it.", source),)),))
    assert [each.called for each in letter_scope.outside(of)] == ["session 9, Plan"]


def test_every_fact_can_be_compared_with_a_scope() -> None:
    """No fact is passed over because nobody thought of its words."""
    for fact in Fact:
        of = replace(letter(), paragraphs=(ticked(fact, "Some words."),))
        asked = list(letter_scope.outside(replace(of, consent=replace(CONSENT, scope="zzz"))))
        assert [each.fact for each in asked] == [fact]


@pytest.mark.parametrize(
    ("consent", "concern"),
    [
        (replace(CONSENT, purpose=" "), Concern.PURPOSE),
        (replace(CONSENT, purpose="\u200b"), Concern.PURPOSE),
        (replace(CONSENT, confirmed_on=None), Concern.AGAIN),
    ],
)
def test_what_is_not_said_yet_is_asked_about(consent: Consent, concern: Concern) -> None:
    """What the letter is for, and whether the client was asked again."""
    assert found(letter("We met.", consent=consent)) == [(concern, "")]


def test_what_was_seen_stays_seen_while_its_words_stay() -> None:
    """Another word of the same kind is to be looked at."""
    helpers = catalog.language_helpers()
    of = letter("He denied it.")
    [finding] = letter_check.look_over(of, (), (), helpers, ())
    seen = (letter_check.as_kept(of.id, finding.key),)
    assert letter_check.unseen(of.id, seen, [finding]) == ()
    more = letter_check.look_over(letter("He denied it. He claimed it."), (), (), helpers, ())
    assert [each.words for each in letter_check.unseen(of.id, seen, more)] == ["claimed"]


def test_no_name_can_be_read_from_what_was_seen() -> None:
    """The key that a letter keeps is another one in each letter, and stays as it is then."""
    name = "OTHER_CLIENT:Jonas Feld"
    kept = letter_check.as_kept(LetterId("a"), name)
    assert "Jonas" not in kept
    assert kept != letter_check.as_kept(LetterId("b"), name)
    assert letter_check.as_kept(LetterId("a"), kept) == kept
