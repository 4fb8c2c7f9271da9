"""What a letter takes from the record, what becomes of it in writing, and what stops it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practicenotes.domain import letters, rewording
from practicenotes.domain.letter_kinds import Fact, LetterKind, OfferRule, Part
from practicenotes.domain.letters import (
    YOURS,
    Consent,
    Letter,
    LetterId,
    LetterState,
    Offer,
    Origin,
    Paragraph,
    Sentence,
    Source,
)
from practicenotes.domain.people import ClientId


NOW = datetime(2025, 11, 18, 12, 5, tzinfo=UTC)

KIND = LetterKind(
    id="progress",
    version=1,
    name="Progress letter",
    subject="Re: {client}",
    greeting="Dear {recipient}",
    parts=(
        Part("beginning", "Thank you for your referral."),
        Part("work", offers=(OfferRule(Fact.FOCUS, "Focus", "We work on {goals}."),)),
        Part("care", passages=True),
        Part("ending", "I would be glad to hear from you."),
    ),
    closing="Yours sincerely",
    footer="Prepared from my own clinical records.",
)


def record(label: str, text: str, *, key: str = "") -> Sentence:
    return Sentence(text, Source(Origin.RECORD, label, key or label, None, date(2025, 11, 11)))


def offer(key: str, text: str, part: str = "work") -> Offer:
    return Offer(key, key.title(), "11 November", part, record(key, text))


SLEEP = record("session 10, Plan", "He now sleeps about six hours on most nights.")
SCORE = record("Change: 15, 11, 8", "The PHQ-9 total was 15 and is now 8.")
RISK = record("Risk: session 10", "When I asked, he reported no thoughts of harming himself.")
MINE = Sentence("I would be glad of a word about his tablets.")
THANKS = Sentence("Thank you for your referral.", Source(Origin.TEMPLATE, "Progress letter"))

BODY = (
    Paragraph((THANKS,), "beginning"),
    Paragraph((SLEEP, SCORE), "work"),
    Paragraph((RISK, MINE), "care"),
)


def text_of(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def keys_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.key for paragraph in paragraphs]


def sentences_of(paragraphs: Sequence[Paragraph]) -> list[Sentence]:
    return [sentence for paragraph in paragraphs for sentence in paragraph.sentences]


def letter(**changes: object) -> Letter:
    begun = Letter(
        id=LetterId("a" * 32),
        client_id=ClientId("b" * 32),
        kind_id=KIND.id,
        kind_version=1,
        kind_name=KIND.name,
        state=LetterState.DRAFT,
        begun_at=NOW,
        saved_at=NOW,
        written_on=NOW.date(),
        recipient="Dr A. Moss",
        subject="Re: Jonas Feld",
        greeting=KIND.greeting,
        paragraphs=BODY,
        closing=KIND.closing,
        footer=KIND.footer,
    )
    return replace(begun, **changes)  # type: ignore[arg-type]


# --- begun, ticked, unticked ---------------------------------------------------------------------


def test_a_new_letter_says_only_what_its_kind_always_says() -> None:
    """Nothing of the record stands in a letter that was just begun."""
    begun = letters.begin(KIND)

    assert text_of(begun) == "Thank you for your referral.\nI would be glad to hear from you."
    assert {sentence.source.origin for sentence in sentences_of(begun)} == {Origin.TEMPLATE}


def test_a_fact_is_taken_into_its_own_part() -> None:
    """Two facts of one part share a paragraph, between the parts before and after it."""
    body = letters.take(letters.begin(KIND), KIND, offer("focus", "We work on sleep."))
    body = letters.take(body, KIND, offer("change", "He sleeps better."))
    body = letters.take(body, KIND, offer("risk", "No risk was reported.", "care"))

    assert keys_of(body) == ["beginning", "work", "care", "ending"]
    assert body[1].text == "We work on sleep. He sleeps better."


def test_a_fact_stands_once_however_often_it_is_taken() -> None:
    """Taking what stands there already changes nothing."""
    once = letters.take(letters.begin(KIND), KIND, offer("focus", "We work on sleep."))

    assert letters.take(once, KIND, offer("focus", "We work on sleep.")) == once


def test_what_the_record_does_not_say_cannot_be_taken() -> None:
    """An offer without a sentence leaves the letter as it is."""
    silent = Offer("focus", "Focus", "nothing in the record yet", "work", None)

    assert letters.take(letters.begin(KIND), KIND, silent) == letters.begin(KIND)


def test_a_taken_sentence_is_one_line() -> None:
    """Line breaks and hard spaces of the record do not tear a sentence into paragraphs."""
    body = letters.take((), KIND, offer("focus", "We work on\n\u00a0sleep."))

    assert text_of(body) == "We work on sleep."


def test_a_part_that_was_split_grows_at_its_end() -> None:
    """A fact joins the last paragraph of its part."""
    split = (Paragraph((SLEEP,), "work"), Paragraph((SCORE,), "work"))

    body = letters.take(split, KIND, offer("focus", "We work on sleep."))

    assert [len(paragraph.sentences) for paragraph in body] == [1, 2]


def test_leaving_out_undoes_taking() -> None:
    """A fact that is unticked leaves no trace, not even an empty paragraph."""
    begun = letters.begin(KIND)
    focus = offer("focus", "We work on sleep.")

    assert letters.leave_out(letters.take(begun, KIND, focus), focus) == begun


def test_a_reworded_sentence_is_the_writers_and_stays() -> None:
    """Unticking takes out only what still stands word for word."""
    focus = offer("focus", "We work on sleep.")
    body = rewording.reword(letters.take((), KIND, focus), "We work mostly on sleep.")

    assert not letters.includes(body, focus)
    assert text_of(letters.leave_out(body, focus)) == "We work mostly on sleep."


# --- reworded ------------------------------------------------------------------------------------


def test_the_same_words_are_the_same_letter() -> None:
    """Rewording with the text as it stands changes nothing."""
    assert rewording.reword(BODY, text_of(BODY)) == BODY


@pytest.mark.parametrize("seed", range(60))
def test_any_letter_survives_being_read_back(seed: int) -> None:
    """Whatever a letter is made of, reading its own text back is the identity."""
    body = some_letter(random.Random(seed))

    assert rewording.reword(body, text_of(body)) == body


@pytest.mark.parametrize("seed", range(60))
def test_an_edit_reaches_no_other_sentence(seed: int) -> None:
    """A changed word makes its sentence the writer's own; all others and all keys stay."""
    chance = random.Random(seed)
    body = some_letter(chance, distinct=True)
    here = chance.randrange(len(body))
    there = chance.randrange(len(body[here].sentences))
    old = body[here].sentences[there]
    words = old.text.split()
    words[chance.randrange(len(words))] += "ly"
    new = Sentence(" ".join(words), _edited(old.source))
    edited = list(body[here].sentences)
    edited[there] = new
    expected = [*body[:here], replace(body[here], sentences=tuple(edited)), *body[here + 1 :]]

    found = rewording.reword(body, text_of(expected))

    assert sentences_of(found) == sentences_of(expected)
    assert keys_of(found) == keys_of(expected)


@pytest.mark.parametrize("seed", range(60))
def test_a_deleted_sentence_is_gone_and_the_others_stay(seed: int) -> None:
    """Deleting one sentence drops it alone, and its paragraph when nothing else stood there."""
    chance = random.Random(seed)
    body = some_letter(chance, distinct=True)
    here = chance.randrange(len(body))
    kept = list(body[here].sentences)
    del kept[chance.randrange(len(kept))]
    whole = [*body[:here], replace(body[here], sentences=tuple(kept)), *body[here + 1 :]]
    expected = tuple(paragraph for paragraph in whole if paragraph.sentences)

    assert rewording.reword(body, text_of(whole)) == expected


@pytest.mark.parametrize("seed", range(60))
def test_reading_on_is_reading_anew(seed: int) -> None:
    """Whatever lines come, go, change and are copied: what stands again has its source again."""
    chance = random.Random(seed)
    body = some_letter(chance, distinct=True)
    standing, before = body, rewording.lines_of(text_of(body))
    for _ in range(4):
        lines = list(before)
        at = chance.randrange(len(lines) + 1)
        new = chance.choice([[], ["Quite new."], [" ".join([*lines[:1], "And."])], list(before)])
        lines[at : at + chance.randint(0, 2)] = new
        after = tuple(lines)
        read = rewording.read_on(body, standing, before, after)

        assert [each.text for each in read] == list(after)
        standing, before = read, after
    assert rewording.read_on(body, standing, before, rewording.lines_of(text_of(body))) == body


def test_a_paragraph_in_which_nothing_changed_is_not_read_again() -> None:
    """It is the same one as before, however long the letter is."""
    before = rewording.lines_of(text_of(BODY))
    read = rewording.read_on(BODY, BODY, before, (*before[:-1], f"{before[-1]} And more."))
    assert all(old is new for old, new in zip(BODY[:-1], read[:-1], strict=True))
    assert read[-1].text.endswith("And more.")


def test_a_copy_that_outlives_its_original_has_its_source() -> None:
    """Copied, pasted and then deleted where it stood: the record still says it."""
    first, *others = before = rewording.lines_of(text_of(BODY))
    copied = rewording.read_on(BODY, BODY, before, (first, *others, first))
    moved = rewording.read_on(BODY, copied, (first, *others, first), (*others, first))
    assert sentences_of(moved) == [*sentences_of(BODY[1:]), *sentences_of(BODY[:1])]


def _edited(source: Source) -> Source:
    """Return the source of a sentence that grew from one with this source."""
    if source.origin is not Origin.RECORD:
        return source if source.was else YOURS
    kept = replace(source, origin=Origin.YOURS, label="", record_id="")
    return replace(kept, was=source.label, was_id=source.record_id)


def some_letter(chance: random.Random, *, distinct: bool = False) -> tuple[Paragraph, ...]:
    """Return a letter of one to five paragraphs; its sentences may repeat and hold each other."""
    words = ["he", "slept", "well", "work", "e.g.", "(PHQ-9)", "8", "a*b", "“no”", "{place}", "ß"]
    count = 0

    def sentence() -> Sentence:
        nonlocal count
        count += 1
        length = chance.randint(4, 9) if distinct else chance.randint(1, 9)
        text = " ".join(chance.choices(words, k=length))
        text = f"word{count} {text} end{count}." if distinct else text
        return chance.choice(
            [
                record(f"session {count}, Plan", text),
                Sentence(text, Source(Origin.TEMPLATE, "Progress letter")),
                Sentence(text),
                Sentence(text, Source(Origin.YOURS, was=f"session {count}, Data")),
            ]
        )

    return tuple(
        Paragraph(tuple(sentence() for _ in range(chance.randint(1, 4))), f"part{number}")
        for number in range(chance.randint(1, 5))
    )


def test_an_edited_sentence_says_what_it_was() -> None:
    """The number is gone, the words are the writer's, and the old source is named."""
    body = rewording.reword(BODY, text_of(BODY).replace("six hours", "seven hours"))

    [edited] = [s for s in sentences_of(body) if "seven" in s.text]
    assert (edited.source.origin, edited.source.was) == (Origin.YOURS, "session 10, Plan")
    assert edited.source.was_id == "session 10, Plan"
    assert sentences_of(body)[2:] == [SCORE, RISK, MINE]


def test_a_second_edit_still_names_the_record() -> None:
    """What a sentence once was is not forgotten when the writer goes on."""
    once = rewording.reword(BODY, text_of(BODY).replace("six", "seven"))
    twice = rewording.reword(once, text_of(once).replace("seven", "eight"))

    assert sentences_of(twice)[1].source.was == "session 10, Plan"


def test_taking_an_edit_back_gives_the_source_back() -> None:
    """Against the same earlier text, the old words are again the record's."""
    edited = text_of(BODY).replace("six", "seven")

    assert rewording.reword(BODY, edited.replace("seven", "six")) == BODY


def test_two_neighbours_that_were_edited_each_name_their_own_source() -> None:
    """Own words are parted where they grew from different sentences."""
    edited = text_of(BODY).replace("most nights", "every night").replace("and is now", "and is")

    yours = rewording.reword(BODY, edited)[1].sentences

    assert [sentence.source.was for sentence in yours] == ["session 10, Plan", "Change: 15, 11, 8"]
    assert [sentence.text for sentence in yours][1] == "The PHQ-9 total was 15 and is 8."


def test_an_edit_beside_a_deletion_is_not_mistaken_for_it() -> None:
    """An own sentence names the one it grew from, not the neighbour that was taken out."""
    edited = text_of(BODY).replace(f"{SLEEP.text} ", "").replace("is now", "has come down to")

    [sentence] = rewording.reword(BODY, edited)[1].sentences

    assert sentence.source.was == "Change: 15, 11, 8"


def test_a_sentence_cut_short_still_names_its_source() -> None:
    """A long passage of a note of which only a few words stay is still from that note."""
    edited = text_of(BODY).replace(RISK.text, "He reported no thoughts of harming himself.")

    assert sentences_of(rewording.reword(BODY, edited))[3].source.was == "Risk: session 10"


def test_new_words_between_sentences_are_the_writers() -> None:
    """What is added with a space around it touches no neighbour."""
    body = rewording.reword(BODY, text_of(BODY).replace("nights. ", "nights. That is new.  "))

    assert body[1].sentences == (SLEEP, Sentence("That is new."), SCORE)


def test_words_put_right_against_a_sentence_make_it_the_writers() -> None:
    """A sentence whose last word was changed no longer reads as the record says it."""
    body = rewording.reword(BODY, text_of(BODY).replace("now 8.", "now 80."))

    assert sentences_of(body)[2].source.origin is Origin.YOURS


def test_a_rewritten_template_sentence_names_no_source() -> None:
    """Only the record is named as what a sentence was."""
    body = rewording.reword(BODY, text_of(BODY).replace("your referral", "this referral"))

    assert sentences_of(body)[0].source == letters.YOURS
    assert body[0].key == "beginning"


def test_a_sentence_may_move() -> None:
    """Cut and pasted elsewhere, a sentence of the record is still the record's."""
    moved = f"{SCORE.text}\n{THANKS.text}\n{SLEEP.text}\n{RISK.text} {MINE.text}"

    assert sentences_of(rewording.reword(BODY, moved)) == [SCORE, THANKS, SLEEP, RISK, MINE]


def test_a_short_sentence_is_not_found_inside_another() -> None:
    """Of several places that read alike, a sentence keeps the one nearest to where it stood."""
    work = record("session 3, Focus", "work")
    body = (Paragraph((THANKS,), "beginning"), Paragraph((work,), "work"))

    reworded = rewording.reword(body, "I work on it. Thank you for your referral.\nwork")

    assert reworded[1] == body[1]
    assert reworded[0].sentences[0].source == letters.YOURS


def test_paragraphs_can_be_split_and_joined() -> None:
    """Both halves of a split paragraph keep its key; a joined one keeps the first key."""
    split = rewording.reword(BODY, text_of(BODY).replace(f" {SCORE.text}", f"\n\n{SCORE.text}"))
    joined = rewording.reword(BODY, text_of(BODY).replace("\nWhen", " When"))

    assert keys_of(split) == ["beginning", "work", "work", "care"]
    assert keys_of(joined) == ["beginning", "work"]
    assert sentences_of(split) == sentences_of(joined) == sentences_of(BODY)


def test_a_wholly_rewritten_letter_is_wholly_the_writers() -> None:
    """Nothing of the record is claimed where nothing of it is left."""
    body = rewording.reword(BODY, "Quite another text.\n   \nAnd more of it")

    assert body == (
        Paragraph((Sentence("Quite another text."),)),
        Paragraph((Sentence("And more of it"),)),
    )


def test_an_emptied_letter_is_empty() -> None:
    """Only white space leaves no paragraph behind."""
    assert rewording.reword(BODY, " \n\n\t") == ()


@pytest.mark.parametrize("words", ["(((", "a|b \\", ".*", "[x", "{}", "\u2028", "$&"])
def test_hostile_words_are_only_words(words: str) -> None:
    """Signs that mean something to patterns or templates mean nothing in a letter."""
    body = rewording.reword(BODY, f"{words}x\n{text_of(BODY)}")

    assert body[0].text == f"{words}x".strip()
    assert body[1:] == BODY


# --- what stops a letter -------------------------------------------------------------------------


def test_a_finished_letter_is_stopped_by_nothing() -> None:
    """A letter with a recipient and without places may be printed."""
    assert letters.unfilled(letter()) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Re: {client}"},
        {"greeting": "Dear {client}"},
        {"closing": "Yours, {client}"},
        {"recipient_address": "{client}\nFernhill"},
        {"paragraphs": (Paragraph((Sentence("We met {client} often."),)),)},
    ],
)
def test_a_place_stops_the_letter_wherever_it_stands(changes: dict[str, object]) -> None:
    """A place in any part of the letter is named."""
    assert letters.unfilled(letter(**changes)) == ("client",)


def test_a_letter_to_nobody_is_stopped_once() -> None:
    """A blank recipient is one empty place, though the greeting and the text wait for it too."""
    asks = Paragraph((Sentence("Dr {recipient} asked, {recipient}."),))

    found = letters.unfilled(letter(recipient="  ", paragraphs=(asks,)))

    assert found == (letters.RECIPIENT,)


def test_the_letter_is_addressed_to_its_reader() -> None:
    """The recipient's name stands wherever the letter speaks to them, and sources stay."""
    asks = Paragraph((replace(SLEEP, text="{recipient}, he sleeps."),), "work")

    found = letters.addressed(letter(paragraphs=(asks,)))

    assert found.greeting == "Dear Dr A. Moss"
    assert found.paragraphs[0].sentences[0] == replace(SLEEP, text="Dr A. Moss, he sleeps.")


def test_a_name_is_not_read_as_a_place_again() -> None:
    """A recipient who is called like a place fills the letter with just these words."""
    assert letters.fill("Dear {recipient}", {"recipient": "{recipient}"}) == "Dear {recipient}"


@pytest.mark.parametrize("text", ["{}", "{a\nb}", "{" + "a" * 61 + "}", "{{", "} {"])
def test_other_braces_are_no_places(text: str) -> None:
    """Braces around nothing, around lines, or around very much are only signs."""
    assert letters.places(text) == ()


@pytest.mark.parametrize(
    ("consent", "given"),
    [
        (Consent(), False),
        (Consent(date(2025, 11, 11)), False),
        (Consent(None, "in writing", "dates"), False),
        (Consent(date(2025, 11, 11), "", "  "), False),
        (Consent(date(2025, 11, 11), "", "dates"), True),
    ],
)
def test_consent_needs_a_day_and_a_scope(consent: Consent, *, given: bool) -> None:
    """The client has agreed once it is said when, and to what."""
    assert consent.is_given is given
