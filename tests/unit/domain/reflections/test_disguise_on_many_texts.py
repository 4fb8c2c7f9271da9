"""Many texts, drawn by a seeded chance: whatever they say, no known name reaches the page."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from practicenotes.domain import times
from practicenotes.domain.reflections import disguise, sheets
from practicenotes.domain.reflections.sheet_drafts import SheetDraft
from practicenotes.domain.supervision import KnownName, NameBook


ON = date(2025, 11, 18)
HELD = tuple(ON - timedelta(weeks=weeks) for weeks in range(30, -1, -1))
PEOPLE = ("Tom Ashdown", "Marta Vale-Reyes", "Zoë O’Brien", "Jürgen Groß", "Søren Kjær", "Ola Łuk")
CODES = ("Heron", "Wren and Lark", "Birch", "Yew")
BOOK = NameBook(
    (
        KnownName("Heron", "", "the client’s code name"),
        *(KnownName(name, "", "a person of this file") for name in PEOPLE[:2]),
        *(KnownName(name, "another client", "a person of another file") for name in PEOPLE[2:]),
        *(KnownName(n, "another client", "another client’s code name") for n in CODES[1:]),
        KnownName("Dr. Ada Fenwick", "the referrer", "who referred the client"),
    ),
    HELD,
)
TEMPLATES = (
    "Then {name} said that it was fine",
    "{name} looked away",
    "I asked {name} about {other}",
    "what did {name}'s silence mean",
    "{name}: nothing. {other}: everything.",
    "On {day} it was {name} who called",
    "Since {day}, {name} and {other} have not met",
    "“{name},” I said, “wait”",
    "({name} again!)",
    "the {name}s came together",
    "We wrote to {name}, {other} and Dr. Fenwick on {day}",
    "call {number} or write to {mail}",
    "- {name}\n- {other}",
)
PARTS = {part for name in (*PEOPLE, *CODES) for part in re.split(r"[\s]+", name) if part != "and"}


def spelt(name: str, chance: random.Random) -> str:
    """Return a name as somebody in a hurry writes it."""
    part = chance.choice([name, *(each for each in name.split() if each != "and")])
    return chance.choice([str, str.lower, str.upper, str.title])(part)


def day(chance: random.Random) -> str:
    """Return a day in one of the ways in which it is written."""
    found = ON - timedelta(days=chance.randrange(400))
    month = times.MONTHS[found.month - 1]
    return chance.choice(
        [
            times.in_full(found),
            times.in_brief(found, found),
            found.isoformat(),
            f"{found.day}.{found.month}.{found.year}",
            f"{month} {found.day}, {found.year}",
            f"{found.day} {month[:3]}",
            f"{month} {found.year}",
        ]
    )


def texts(seed: int) -> Iterator[str]:
    """Yield the sentences of one passage."""
    chance = random.Random(seed)
    names = [*PEOPLE, *CODES, "Ada Fenwick"]
    for _ in range(chance.randrange(1, 9)):
        yield chance.choice(TEMPLATES).format(
            name=spelt(chance.choice(names), chance),
            other=spelt(chance.choice(names), chance),
            day=day(chance),
            number=f"0{chance.randrange(1000, 9999)} {chance.randrange(100000, 999999)}",
            mail=f"{chance.choice('abc')}.{chance.randrange(99)}@mail.example",
        )


def worked(seed: int) -> SheetDraft:
    """Return a draft on which every suggestion was taken and every sentence released."""
    chance = random.Random(seed)
    passage = ". ".join(texts(seed))
    draft = SheetDraft(sheets.draft("Why?", passage), "A", BOOK, ON)
    for _ in range(200):
        if not draft.finds:
            break
        find = chance.choice(draft.finds)
        draft = draft.put(find.words, find.instead)
    for number in range(len(draft.sentences)):
        draft = draft.release(number)
    return draft


def left_in(words: str) -> list[str]:
    """Return every name, day or number that can still be read, by a reading of its own."""
    said = words.casefold()
    found = [part for part in PARTS if re.search(rf"\b{re.escape(part.casefold())}s?\b", said)]
    months = "|".join(month[:3].casefold() for month in times.MONTHS)
    found += re.findall(rf"\b\d{{1,2}}\.? (?:{months})\w*|\b(?:{months})\w* \d{{1,4}}", said)
    return found + re.findall(r"\d{4}|@", said)


@pytest.mark.parametrize("seed", range(60))
def test_no_known_name_reaches_the_page(seed: int) -> None:
    """With every suggestion taken, each sentence can be released, and the page tells nobody."""
    draft = worked(seed)
    sheet = draft.sheet(ON)

    assert draft.finds == ()
    assert all(sentence.released for sentence in draft.sentences if sentence.words)
    assert left_in(f"{sheet.question} {' '.join(sheet.sentences)}") == []


@pytest.mark.parametrize("seed", range(60, 80))
def test_without_a_suggestion_taken_nothing_with_a_name_is_released(seed: int) -> None:
    """Whoever releases everything at once gets only the sentences that tell nobody."""
    draft = SheetDraft(sheets.draft("", ". ".join(texts(seed))), "A", BOOK, ON)
    for number in range(len(draft.sentences)):
        draft = draft.release(number)
    assert left_in(" ".join(draft.sheet(ON).sentences)) == []


@pytest.mark.parametrize("seed", range(80, 100))
def test_finds_never_lie_over_each_other(seed: int) -> None:
    """Each sign of a sentence belongs to one find at most, and each find is what stands there."""
    draft = SheetDraft(sheets.draft("", ". ".join(texts(seed))), "A", BOOK, ON)
    for number, sentence in enumerate(draft.sentences):
        at = 0
        for find in draft.finds_in(number):
            assert find.start >= at
            assert sentence.words[find.start : find.end] == find.words
            at = find.end


@pytest.mark.parametrize("seed", range(100, 120))
def test_taking_a_suggestion_always_leads_on(seed: int) -> None:
    """No suggestion is itself a find for ever: the list grows shorter until it is empty."""
    draft = SheetDraft(sheets.draft("", ". ".join(texts(seed))), "A", BOOK, ON)
    steps = 0
    while draft.finds:
        before = {find.words for find in draft.finds}
        find = draft.finds[0]
        draft = draft.put(find.words, find.instead)
        assert find.words not in {each.words for each in draft.finds} or not find.instead
        steps += 1
        assert steps <= 3 * len(before) + 60


def test_the_reading_of_this_test_is_not_blind() -> None:
    """Undisguised, the same texts are full of names."""
    seen = [left_in(" ".join(texts(seed))) for seed in range(60)]
    assert sum(bool(found) for found in seen) > 55


def test_what_stands_for_a_name_tells_nobody() -> None:
    """No role that the book suggests is found in turn."""
    roles = " and ".join(dict.fromkeys(name.role or "A" for name in BOOK.names))
    draft = sheets.draft("", f"so {roles} met")
    assert disguise.find(draft, BOOK, "A") == ()
