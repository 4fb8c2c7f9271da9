"""What could still tell who is meant is found, and can be replaced by one act."""

from datetime import date, timedelta

import pytest

from practicenotes.domain.reflections import disguise
from practicenotes.domain.reflections.disguise import Trace
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.supervision import KnownName, NameBook


ON = date(2025, 11, 18)
BOOK = NameBook(
    (
        KnownName("Heron", "", "the client’s code name"),
        KnownName("Tom Ashdown", "", "a person of this file"),
        KnownName("Zoë O’Brien-Łuk", "the mother", "a person of this file"),
        KnownName("Dr. Ada Fenwick", "the referrer", "who referred the client"),
        KnownName("Birch", "another client", "another client’s code name"),
        KnownName("Will Short", "another client", "a person of another file"),
        KnownName("Wren and Lark", "another client", "another client’s code name"),
        KnownName("4 Orchard Lane", "[address]", "the referrer’s address", whole=True),
        KnownName("0151 2345", "[number]", "how a person of this file is reached", whole=True),
    ),
    tuple(ON - timedelta(weeks=weeks) for weeks in range(10, -1, -1)),
)


def draft(*texts: str) -> tuple[Sentence, ...]:
    """Return sentences as they were written."""
    return tuple(Sentence(text, text) for text in texts)


def found(*texts: str, left: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return what is found and what can stand there."""
    return [(f.words, f.instead) for f in disguise.find(draft(*texts), BOOK, "A", ON, left)]


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("And then Heron left.", "Heron", "A"),
        ("and then heron left", "heron", "A"),
        ("HERON LEFT", "HERON", "A"),
        ("I sat with Tom  Ashdown again", "Tom  Ashdown", "A"),
        ("i think tom minds", "tom", "A"),
        ("the Ashdowns came", "Ashdown", "A"),
        ("it was Ashdown’s idea", "Ashdown", "A"),
        ("it was ashdown's idea", "ashdown", "A"),
        ("then Zoe O'Brien‐Luk called", "Zoe O'Brien‐Luk", "the mother"),
        ("then zoë called", "zoë", "the mother"),
        ("a word from Fenwick", "Fenwick", "the referrer"),
        ("he is not like Birch at all", "Birch", "another client"),
        ("and Lark said nothing", "Lark", "another client"),
        ("near 4 Orchard Lane", "4 Orchard Lane", "[address]"),
        ("call 0151 2345", "0151 2345", "[number]"),
    ],
)
def test_a_name_from_the_files_is_found(text: str, words: str, instead: str) -> None:
    """In any case, with or without accents, alone or whole, with an s behind it."""
    assert found(text)[0] == (words, instead)


def test_a_name_within_a_word_is_none() -> None:
    """Only whole words count."""
    assert found("the atom, a tomb and a heronry of birchwood") == []


def test_a_name_that_is_a_word_needs_its_capital() -> None:
    """Will is a name and will is none; what remains doubtful is listed."""
    assert found("he will come in a short while") == []
    assert found("and then Will came") == [("Will", "another client")]
    assert found("a quiet Short answer") == [("Short", "another client")]


def test_a_whole_name_comes_before_its_parts() -> None:
    """First and last name together are one find."""
    assert [words for words, _ in found("Tom Ashdown and Tom")] == ["Tom Ashdown", "Tom"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("write to tom.a+b@mail.example.org today", "tom.a+b@mail.example.org"),
        ("see www.example.org/tom today", "www.example.org/tom"),
        ("as @tom_ash wrote", "@tom_ash"),
        ("at AB1 2CD now", "AB1 2CD"),
    ],
)
def test_addresses_are_found_by_their_form(text: str, words: str) -> None:
    """Mail, web, handles and postcodes."""
    assert (words, "[address]") in found(text)


@pytest.mark.parametrize(
    "number", ["01632 960118", "+44 1632 960-118", "(01632) 960118", "943 476 5919", "12345678"]
)
def test_numbers_are_found_by_their_form(number: str) -> None:
    """Telephone numbers and long numbers of any kind."""
    assert found(f"the number {number} was on it") == [(number, "[number]")]


def test_ordinary_numbers_are_left() -> None:
    """Times, ratings and short counts tell nobody."""
    assert found("at 13:00 for 50 minutes, 4/10, session 11, and 1000 times") == []


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("then he met Jordan there", "Jordan", "someone"),
        ("Jordan rang at once.", "Jordan", "someone"),
        ("He said: Jordan again.", "Jordan", "someone"),
        ("His brother Martin came", "Martin", ""),
        ("her boss, Priya Natarajan, left", "Priya Natarajan", ""),
        ("a letter from Dr Oduya", "Dr Oduya", "the doctor"),
        ("then Mrs. Vale spoke", "Mrs. Vale", "someone"),
        ("they live in Fernhill now", "Fernhill", "a place"),
        ("he works at IBM now", "IBM", "a place"),
        ("a visit to the Isle of Wight", "Isle of Wight", "someone"),
        ("then Marta von Stein wrote", "Marta von Stein", "someone"),
        ("I asked about Ben’s exam", "Ben", "someone"),
        ("“Élodie hates it”", "Élodie", "someone"),
    ],
)
def test_a_capital_like_a_name_is_listed(text: str, words: str, instead: str) -> None:
    """Persons, places and firms that no file knows, with a role where the words give one."""
    assert (words, instead) in found(text)


@pytest.mark.parametrize(
    "ordinary",
    [
        "I sat with him. I’m tired, I'd say.",
        "We went on, and He NEVER answered",
        "Then nothing happened.",
        "Something shifted. Perhaps.",
        "Sleep improved; GP and CBT were mentioned, PHQ-9 too.",
        "He said: “Maybe.” And “Why not?”",
        "Avoiding it again. Reflection: good. Loneliness stays.",
        "(Later he smiled.)",
    ],
)
def test_ordinary_capitals_are_left(ordinary: str) -> None:
    """Beginnings of sentences, the word I, shouting, and short forms of the trade are no names."""
    listed = [words for words, _ in found(ordinary)]
    assert listed in ([], ["He"])  # a capital in the middle is worth a look


def test_a_word_that_stands_small_elsewhere_is_no_name() -> None:
    """What begins one sentence with a capital and stands small in another is a word."""
    assert found("Sunflowers everywhere.", "He likes sunflowers.") == []


def test_the_alias_is_no_find() -> None:
    """What stands for the client may stand there."""
    book = NameBook((KnownName("A", "", "odd"),))
    assert disguise.find(draft("and then A left"), book, "A") == ()


def test_what_was_left_so_is_not_listed_again() -> None:
    """Words that were looked at stay out of the list, in every sentence and any case."""
    texts = ("then Jordan came", "and JORDAN left", "then Heron")
    assert found(*texts, left=("Jordan", "heron")) == []


def test_finds_say_where_they_are() -> None:
    """Each find names its sentence and place, in the order of reading."""
    finds = disguise.find(draft("Heron met Jordan", "on 4 November 2025"), BOOK, "A", ON)

    assert [(f.sentence, f.trace) for f in finds] == [
        (0, Trace.NAME),
        (0, Trace.PERHAPS),
        (1, Trace.DAY),
    ]
    assert [f.words for f in finds] == ["Heron", "Jordan", "on 4 November 2025"]
    assert next(f.what for f in finds) == "the client’s code name"
    assert [f.instead for f in finds] == ["A", "someone", "two sessions before"]


def test_replacing_reaches_every_sentence() -> None:
    """One act replaces a name wherever it stands, and what changed is no longer released."""
    before = (
        Sentence("Heron came.", "Heron came.", released=True, asks=True),
        Sentence("I like heron’s way.", "I like heron’s way.", released=True),
        Sentence("Nothing.", "Nothing.", released=True),
    )

    after = disguise.put(before, "Heron", "A")

    assert [each.words for each in after] == ["A came.", "I like A’s way.", "Nothing."]
    assert [each.released for each in after] == [False, False, True]
    assert [each.original for each in after] == [each.original for each in before]
    assert after[0].asks


def test_a_sentence_begins_with_a_capital_still() -> None:
    """What stands at the beginning now is written as a beginning."""
    [after] = disguise.put(draft("Fenwick wrote."), "Fenwick", "the referrer")
    assert after.words == "The referrer wrote."


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("His brother Martin came.", "His brother came."),
        ("I met his brother Martin.", "I met his brother."),
        ("Martin came.", "Came."),
        ("by Martin, again", "by, again"),
    ],
)
def test_a_name_can_be_taken_out_altogether(text: str, after: str) -> None:
    """Where a role stands already, nothing has to stand for the name, and no gap is left."""
    [taken] = disguise.put(draft(text), "Martin", "")
    assert taken.words == after


def test_replacing_closes_the_matter() -> None:
    """With every suggestion taken, nothing is left to look at."""
    sentences = draft(
        "Heron said that Dr. Ada Fenwick and Jordan met Birch in Fernhill.",
        "On 4 November 2025 his brother Martin gave tom@mail.example and 01632 960118.",
    )
    for _ in range(20):
        finds = disguise.find(sentences, BOOK, "A", ON)
        if not finds:
            break
        sentences = disguise.put(sentences, finds[0].words, finds[0].instead)

    assert disguise.find(sentences, BOOK, "A", ON) == ()
    assert [each.words for each in sentences] == [
        "A said that the referrer and someone met another client in a place.",
        "Two sessions before his brother gave [address] and [number].",
    ]


def test_an_alias_may_not_be_a_name() -> None:
    """The code name, or a part of a legal name, is no disguise."""
    assert disguise.tells("Heron", BOOK)
    assert disguise.tells("the tom case", BOOK)
    assert not disguise.tells("A", BOOK)
    assert not disguise.tells("", NameBook())


def test_an_empty_book_finds_by_form_alone() -> None:
    """Without a record, dates, numbers and capitals are still found."""
    finds = disguise.find(draft("and Jordan rang on 4 May 2025"), NameBook(), "A", ON)
    assert [find.trace for find in finds] == [Trace.PERHAPS, Trace.DAY]


def test_composed_and_decomposed_letters_are_one() -> None:
    """A name is found however its accents are stored, and at the right place."""
    decomposed = "then Zoe\u0308 called"
    [find] = disguise.find(draft(decomposed), BOOK, "A", ON)
    [after] = disguise.put(draft(decomposed), find.words, find.instead)
    assert after.words == "then the mother called"


def test_many_names_are_looked_for_at_once() -> None:
    """A practice of a thousand files is no burden."""
    names = tuple(
        KnownName(f"Quill{n} Marsh{n}", "another client", "a person of another file")
        for n in range(1000)
    )
    finds = disguise.find(draft("so quill77 came", "and Marsh999 too"), NameBook(names), "A")
    assert [find.words for find in finds] == ["quill77", "Marsh999"]


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("d’Angelo came", "d’Angelo", "someone"),
        ("then al-Sayed came", "al-Sayed", "someone"),
        ("my GP, dr patel, said", "patel", "someone"),
        ("nicknamed jojo, she said", "jojo", "someone"),
        ("小龙 came late", "小龙", "someone"),
        ("Grace left. By grace?", "Grace", "someone"),
        ("May was late", "May", "someone"),
        ("Will’s hand shook", "Will", "another client"),
        ("it was TomAshdown", "TomAshdown", "A"),
        ("zoe obrienluk rang", "zoe obrienluk", "the mother"),
        ("then o’brien rang", "o’brien", "the mother"),
        ("at 14 acacia avenue", "14 acacia avenue", "[address]"),
        ("tom_ashdown wrote", "tom_ashdown", "[address]"),
    ],
)
def test_a_name_in_disguise_is_found(text: str, words: str, instead: str) -> None:
    """Without its capital, run together, in another script, or as a word: it is listed."""
    assert (words, instead) in found(text)


@pytest.mark.parametrize(
    "ordinary",
    ["the post-CBT hour", "May I ask?", "Hope, then?", "named after nobody", "non-EMDR work"],
)
def test_what_only_looks_so_is_left(ordinary: str) -> None:
    """A list in which everything stands would be read by nobody."""
    assert found(ordinary) == []


def test_a_part_of_a_script_without_capitals_leads_on() -> None:
    """With the name replaced, what stood around it is still to be looked at."""
    book = NameBook((KnownName("王小明", "", "a person of this file"),))
    once = disguise.find(draft("她说王小明很生气"), book, "A")
    after = disguise.put(draft("她说王小明很生气"), once[0].words, once[0].instead)

    assert [find.words for find in once] == ["王小明"]
    assert after[0].words == "她说A很生气"
    assert [find.words for find in disguise.find(after, book, "A")] == ["她说", "很生气"]
