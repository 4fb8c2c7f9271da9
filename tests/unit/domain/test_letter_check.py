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


@pytest.mark.parametrize("text", ["The wren sang.", "Wrens sang.", "A Wrenish song."])
def test_an_ordinary_word_is_no_code_name(text: str) -> None:
    """A code name is found as it is written, and as a whole word."""
    assert found(letter(text), (CODE,)) == []


def test_the_reader_and_whom_the_letter_is_about_are_no_findings() -> None:
    """Their names are meant to stand there."""
    names = (
        NameInFiles("Moss", "the code name of another client", Concern.OTHER_CLIENT),
        NameInFiles("Jonas Feld", "a person of this file", Concern.SOMEBODY),
    )
    assert found(letter("Dear Dr Moss, Jonas Feld and I have met."), names) == []


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
    """Without marks and case, within one paragraph."""
    of = letter("I felt pulled to rescue him, again.", "Short one.")
    assert letter_check.private_runs(of) == (
        "i felt pulled to rescue him",
        "felt pulled to rescue him again",
    )


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
    seen = replace(of, seen=(finding.key,))
    assert letter_check.unseen(seen, [finding]) == ()
    more = letter_check.look_over(letter("He denied it. He claimed it."), (), (), helpers, ())
    assert [each.words for each in letter_check.unseen(seen, more)] == ["claimed"]
