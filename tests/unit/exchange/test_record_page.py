"""The record as a page."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from practicenotes.domain import times
from practicenotes.domain.measures import Acknowledged, MeasureResult
from practicenotes.domain.notes import NoteSection, NoteState
from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.domain.whole import WholeRecord
from practicenotes.exchange import record_page


# What only a program needs; it stands in the data.
FOR_PROGRAMS = re.compile(
    r"\.(client_id|session_id|template_id|kind_id|measure_id|record_id|facet_id|goal_id|plan_id|key)$"
    r"|^letters\[\]\.(replaces|seen\[\]|paragraphs\[\]\.sentences\[\]\.source\.was_id)$"
    r"|^(client\.people|goals|sessions|frame_events|measures|cards|notes|letters|attachments|notes\[\]\.addenda)\[\]\.id$"
)
HOSTILE = (
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<iframe src=//127.0.0.1></iframe> &lt;b&gt; &amp;",
    "</section></main></html><!-- ",
    "![p](http://127.0.0.1/p.png) [l](javascript:alert(1)) <http://127.0.0.1>",
    "a < b & c > d ' \"",
)


class Seen(HTMLParser):
    """Reads a page as a browser would: its tags, its attributes and its words."""

    VOID = ("meta", "br")

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.misplaced: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.misplaced.append(tag)

    def handle_data(self, data) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _with_note(whole: WholeRecord, text: str, **changes) -> WholeRecord:
    sections = (NoteSection("data", "Data", "What happened?", text),)
    note = replace(whole.notes[0], sections=sections, **changes)
    return replace(whole, notes=(note,))


def test_every_text_that_people_read_is_on_the_page(whole, filler) -> None:
    """Nothing of the record is missing but ids and keys."""
    text = Seen(record_page.page(whole)).text
    missing = {place for place, said in filler.texts.items() if said not in text}
    assert missing == {place for place in filler.texts if FOR_PROGRAMS.search(place)}


def test_nothing_else_is_on_the_page(whole, filler) -> None:
    """The page says nothing that is not in the record."""
    text = Seen(record_page.page(whole)).text
    assert set(re.findall(r"text\d+", text)) <= set(filler.texts.values())


def test_the_page_can_be_walked_without_seeing_it(whole) -> None:
    """It has a language, one title, headings without a gap, and contents that lead somewhere."""
    seen = Seen(record_page.page(whole))
    assert seen.named("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    targets = {attributes["id"] for attributes in seen.named("section")}
    links = [attributes["href"] for attributes in seen.named("a")]
    assert links
    assert {link.removeprefix("#") for link in links} == targets
    assert {head["scope"] for head in seen.named("th")} == {"col", "row"}
    assert len(seen.named("caption")) == len(seen.named("table")) > 0
    assert (seen.open, seen.misplaced) == ([], [])


def test_the_page_loads_and_runs_nothing(whole) -> None:
    """No tag of the page can fetch or run anything, and the browser is told to allow nothing."""
    seen = Seen(record_page.page(whole))
    allowed = {*("html", "head", "meta", "title", "style", "body", "header", "nav", "main")}
    allowed |= {*("section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "dl", "dt", "dd", "br")}
    allowed |= {*("ol", "ul", "li", "a", "table", "caption", "thead", "tbody", "tr", "th", "td")}
    allowed |= {"strong", "em"}
    assert {tag for tag, _ in seen.tags} <= allowed
    policy = [m["content"] for m in seen.named("meta") if "http-equiv" in m]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    attributes = {name for _, found in seen.tags for name in found}
    assert attributes <= {
        *("lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope"),
        *("aria-label", "start"),
    }
    assert "url(" not in record_page.page(whole).decode()
    assert "@import" not in record_page.page(whole).decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_in_every_field(filler, words) -> None:
    """Whatever stands in a field, the page keeps its form and shows it as it was typed."""
    plain = Seen(record_page.page(_saying(filler, "words")))
    hostile = Seen(record_page.page(_saying(filler, words)))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert hostile.misplaced == []
    assert hostile.text.count(" ".join(words.split())) > 40


def _saying(filler, words: str) -> WholeRecord:
    """Fill a record with the same words in every field."""
    scalar = type(filler)()._scalar
    filler._scalar = lambda kind, place: words if kind is str else scalar(kind, place)
    return filler.fill(WholeRecord)


def test_notes_read_as_they_were_meant(whole) -> None:
    """Lists, emphasis, line breaks and headings become what they stand for, below their section."""
    text = "## Sleep\n\nHe was **very *tired***.\nThen less.\n\n- walked\n    1. far\n- slept\n"
    text += "\n3. third"
    page = record_page.page(_with_note(whole, text, session_id=None)).decode()
    assert "<strong>very <em>tired</em></strong>.<br>\nThen less." in page
    assert '<ul><li>walked<ol><li value="1">far</li></ol></li><li>slept</li></ul>' in page
    assert '<ol><li value="3">third</li></ol>' in page
    assert "<h6>Sleep</h6>" in page


def test_a_note_stands_under_its_session_and_the_others_stand_apart(whole) -> None:
    """Each note is found once: with its session, or among those of no session."""
    at_session = replace(_with_note(whole, "first").notes[0], session_id=whole.sessions[0].id)
    alone = replace(_with_note(whole, "second").notes[0], session_id=None)
    text = Seen(record_page.page(replace(whole, notes=(at_session, alone)))).text
    main = text[text.index("Sessions and their notes", text.index("Letters")) :]
    assert main.index("first") < main.index("Notes of no session") < main.index("second")
    assert text.count("first") == text.count("second") == 1


def test_the_life_of_a_note_is_told(whole) -> None:
    """State, signature and addenda of a note are on the page."""
    note = whole.notes[0]
    text = Seen(record_page.page(_with_note(whole, "x", state=NoteState.IN_ERROR))).text
    at = times.on_the_wall(note.signed_at)
    assert "entered in error" in text
    assert f"Signed {times.in_full(at)}, {times.clock(at)}" in text
    assert f"Addendum, {times.in_full(at)}" in text
    assert note.addenda[0].reason in text


def test_a_letter_reads_as_it_was_sent(whole) -> None:
    """The greeting names the recipient, and each sentence has its source."""
    letter = replace(whole.letters[0], greeting="Dear {recipient}", recipient="Dr Brook")
    text = Seen(record_page.page(replace(whole, letters=(letter,)))).text
    assert "Dear Dr Brook" in text
    source = letter.paragraphs[0].sentences[0].source
    assert f"{source.label}, revision {source.revision}, 18 November 2025" in text


def test_what_was_talked_over_about_a_letter_is_told(whole) -> None:
    """What a letter is for, when the client was asked again, and what it replaces are told."""
    letter = whole.letters[0]
    text = Seen(record_page.page(whole)).text
    assert f"What for {letter.consent.purpose}" in text
    assert "Asked again on 18 November 2025" in text
    assert "Replaces the letter of 18 November 2025" in text
    first = replace(letter, replaces=None, replaces_on=None)
    assert "Replaces" not in Seen(record_page.page(replace(whole, letters=(first,)))).text


def test_what_is_damaged_is_named_and_not_told(whole, damaged, filler) -> None:
    """Of a damaged thing the page says only that it is damaged, and its id."""
    text = Seen(record_page.page(damaged)).text
    ids = {whole.client.id}
    for part, what in (
        ("goals", "goal"),
        ("sessions", "session"),
        ("frame_events", "event"),
        ("measures", "questionnaire"),
        ("cards", "client card"),
        ("notes", "note"),
        ("letters", "letter"),
        ("attachments", "attached file"),
    ):
        [thing] = getattr(whole, part)
        ids.add(thing.id)
        assert f"One {what} is damaged and was left out: {thing.id}." in text
    assert f"One file is damaged and was left out: {whole.client.id}." in text
    assert {said for said in filler.texts.values() if said in text} == ids


def test_what_is_left_out_is_said_alike_for_everyone(whole) -> None:
    """One neutral line stands in every record, and no word of reflections in any."""
    bare = WholeRecord(Practitioner(), Client(ClientId("c"), "Heron"))
    for record in (whole, bare):
        text = Seen(record_page.page(record)).text
        assert record_page._LEFT_OUT in text
        assert not re.search("reflect|private|alliance", text, re.IGNORECASE)


def test_an_empty_record_is_a_page_too() -> None:
    """A client of whom nothing is known yet has a page that says so."""
    seen = Seen(record_page.page(WholeRecord(Practitioner(), Client(ClientId("c"), "Heron"))))
    assert "Heron" in seen.text
    assert seen.text.count("Nothing is recorded here.") >= 5
    assert (seen.open, seen.misplaced) == ([], [])


def test_forms_with_gaps_and_what_was_seen_are_told() -> None:
    """A form without a total has a dash, and an answer that was seen says what was said."""
    client = Client(ClientId("1"), "Heron")
    at = datetime(2025, 11, 18, 13, 2, tzinfo=UTC)
    seen = Acknowledged(9, 1, "asked; no plan", at)
    day = date(2025, 11, 18)
    forms = (
        MeasureResult("a", client.id, "phq9", "PHQ-9", day, None, (1, None)),
        MeasureResult(
            "b", client.id, "phq9", "PHQ-9", day, 1, (0,) * 8 + (1,), 1, False, None, (seen,)
        ),
        MeasureResult("c", client.id, "gad7", "GAD-7", day, 3, damaged=True),
    )
    page = record_page.page(WholeRecord(Practitioner("A. Brandt"), client, measures=forms)).decode()

    assert "<td>PHQ-9</td><td>–</td><td>1, –</td><td></td>" in page
    assert "question 9, answered 1, on 18 November 2025" in page
    assert "asked; no plan" in page
    assert "One questionnaire is damaged and was left out: c." in page


def test_words_about_somebody_else_are_named_as_that(whole) -> None:
    """The page names the mark in words; the data keep it as it was written."""
    seen = Seen(record_page.page(_with_note(whole, "He said ⟦her sister drinks⟧.")))
    assert "He said [third party: her sister drinks]." in seen.text
