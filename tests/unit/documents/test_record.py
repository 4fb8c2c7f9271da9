"""A client's record as one document."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest

from practicenotes import catalog
from practicenotes.documents import record as record_paper
from practicenotes.documents.page import Paper
from practicenotes.domain.attachments import Attachment, AttachmentId, AttachmentKind
from practicenotes.domain.cards import CardId, CardLine, ClientCard
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.letterhead import PaperSize as Size
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import NoteId, NoteSection, NoteState, Remark, RemarkKind
from practicenotes.domain.people import Client, ClientId, Goal, Person
from practicenotes.domain.record_paper import USUAL, Choice, FormInError, InError, Part, RecordPaper
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.domain.sessions import FrameEvent, FrameKind, SessionId
from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import GlyphMissing, PassageMoved, RowDamaged


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
DAY = date(2025, 11, 18)
C = ClientId("c1")


@pytest.fixture
def paper(note, session, letter, practitioner) -> RecordPaper:
    """Give a record with something in every part."""
    whole = WholeRecord(
        practitioner,
        Client(C, "Heron", reason="low mood", people=(Person("Jonas Weber", part="client"),)),
        goals=(Goal("g", C, 1, "Sleep six hours", DAY),),
        sessions=(session,),
        frame_events=(FrameEvent("f", C, DAY, FrameKind.BREAK, "two weeks away"),),
        measures=(
            MeasureResult(
                "m1", C, "phq9", "PHQ-9", date(2025, 9, 1), 15, (2, 2, 3, 2, 2, 2, 1, 1, 0)
            ),
            MeasureResult("m2", C, "phq9", "PHQ-9", DAY, 8, (1, 1, 2, 1, 1, 1, 1, 0, 0)),
        ),
        cards=(
            ClientCard(CardId("k"), C, DAY, (CardLine("t", "I felt heard.", 7),), "All right."),
        ),
        notes=(note,),
        letters=(letter,),
        attachments=(
            Attachment(
                *(AttachmentId("a"), C, AttachmentKind.CONSENT, "consent.pdf", "application/pdf"),
                *(20_000, "", "signed by both", DAY, AT),
            ),
        ),
    )
    consents = (ClientConsent(ConsentId("s"), C, "letters to the GP", DAY, "in writing"),)
    known = {measure.id: measure for measure in catalog.measures()}
    return RecordPaper(whole, consents, known)


def _many(paper, note, session, count: int) -> RecordPaper:
    """Return a record of so many sessions with a page of text each."""
    text = "He spoke of the garden and of the long way to work. " * 40
    sections = (NoteSection("data", "Data", "What happened?", text),)
    held = tuple(
        replace(
            session,
            id=SessionId(f"s{n}"),
            number=n + 1,
            starts_at=session.starts_at + timedelta(days=n),
        )
        for n in range(count)
    )
    notes = tuple(
        replace(note, id=NoteId(f"n{n}"), session_id=SessionId(f"s{n}"), sections=sections)
        for n in range(count)
    )
    return replace(paper, whole=replace(paper.whole, sessions=held, notes=notes))


def test_every_part_stands_in_its_order(paper, read, faults) -> None:
    """Title page, contents, and then each part with what it holds."""
    pdf = record_paper.draw(paper, Choice(), DAY)
    first, *rest = read(pdf)
    whole = "\n".join(rest)
    assert first.index("Client record") < first.index("Contents")
    in_order = (
        *("Client file and goals", "low mood", "Jonas Weber", "Sleep six hours"),
        *("Sessions and notes", "Session 10, Tuesday 18 November 2025", "13:00, 50 minutes"),
        *("DAP, version 1", "He spoke of the garden.", "Signed 18 November 2025", "M. Lindqvist"),
        *("Amendment, 18 November 2025", "It was Monday.", "The frame", "two weeks away"),
        *("Questionnaires", "Patient Health Questionnaire", "15 of 27", "8 of 27", "Pfizer"),
        *("Client cards", "I felt heard.", "7 of 10", "All right."),
        *("Letters", "Progress letter, 18 November 2025, draft, not sent", "Thank you for"),
        *("Consents", "letters to the GP", "List of files", "consent.pdf: signed by both"),
        *("Signatures, addenda and corrections", "DAP, 18 November 2025: The day was wrong"),
    )
    at = [whole.index(part) for part in in_order]
    assert at == sorted(at)
    assert faults(pdf) == []


def test_the_contents_name_the_page_on_which_each_heading_stands(
    paper, note, session, read
) -> None:
    """Every line of the contents tells the right page, also where the contents take several."""
    pages = read(record_paper.draw(_many(paper, note, session, 80), Choice(), DAY))
    flat = [" ".join(page.split()) for page in pages]
    contents = " ".join(flat[: next(n for n, p in enumerate(flat) if "low mood" in p)])
    found = re.findall(r"(Session \d+, \w+day \d+ \w+ \d{4}) (\d+)(?= )", contents)
    assert len(found) == 80
    for title, number in found:
        assert title in flat[int(number) - 1]
    assert flat[1] != "Contents"


def test_the_bookmarks_lead_to_parts_and_sessions(paper) -> None:
    """A reader's list of bookmarks has the parts, and beneath them the sessions and letters."""
    with pikepdf.open(BytesIO(record_paper.draw(paper, Choice(), DAY))) as pdf:
        with pdf.open_outline() as outline:
            titles = {part.title: [each.title for each in part.children] for part in outline.root}
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert list(titles) == [part.value for part in Part if part in USUAL]
    assert titles["Sessions and notes"] == ["Session 10, Tuesday 18 November 2025"]
    assert len(links) == len(titles) + sum(map(len, titles.values()))


def test_it_is_heard_in_its_order_with_its_headings(paper, read_aloud) -> None:
    """Parts are first headings, sessions second ones, and no words are without a role."""
    said = read_aloud(record_paper.draw(paper, Choice(), DAY))
    heads = [words for role, words in said if role == "H1"]
    assert heads == ["Client record", *(part.value for part in Part if part in USUAL)]
    assert ("H2", "Session 10, Tuesday 18 November 2025") in said
    assert [w for r, w in said if r == "P" and w.startswith("Sessions and notes")] != []


def test_a_draft_and_an_error_are_called_that(paper, note, session, read) -> None:
    """The state of a note stands beside its name, with the reason where it was an error."""
    wrong = Remark(RemarkKind.IN_ERROR, "written for another client", AT, "M. Lindqvist")
    notes = (
        replace(note, state=NoteState.DRAFT, signed_at=None, addenda=()),
        replace(note, id=NoteId("n2"), session_id=None, state=NoteState.IN_ERROR, remarks=(wrong,)),
    )
    held = replace(paper, whole=replace(paper.whole, notes=notes))
    text = "\n".join(read(record_paper.draw(held, Choice(in_error=True), DAY)))
    assert "Session 10, Tuesday 18 November 2025, draft, not signed" in text
    assert "DAP, 18 November 2025, entered in error" in text
    assert "written for another client" in text
    without = "\n".join(read(record_paper.draw(held, Choice(drafts=False), DAY)))
    assert "draft, not signed" not in without
    assert "written for another client" not in without
    assert "Drafts left out" in " ".join(without.split())


def test_an_empty_record_says_so_in_one_sentence(paper, practitioner, read, faults) -> None:
    """Nothing but the client file and a plain sentence is printed."""
    empty = RecordPaper(WholeRecord(practitioner, Client(C, "Heron")))
    pdf = record_paper.draw(empty, Choice(), DAY)
    assert record_paper.NOTHING in " ".join(" ".join(read(pdf)).split())
    assert faults(pdf) == []
    some = record_paper.draw(
        paper, Choice(since=date(2031, 1, 1), parts=frozenset({Part.NOTES})), DAY
    )
    assert record_paper.NOT_CHOSEN in " ".join(" ".join(read(some)).split())


def test_what_is_damaged_is_named_and_left_out(paper, note, session, read) -> None:
    """A line stands in the place of each damaged thing, and the rest is printed."""
    whole = paper.whole

    def hurt(things):
        return tuple(replace(each, damaged=True) for each in things)

    held = replace(
        whole,
        client=replace(whole.client, damaged=True),
        **{
            name: hurt(getattr(whole, name))
            for name in (
                *("goals", "sessions", "frame_events", "measures", "cards", "notes", "letters"),
                "attachments",
            )
        },
    )
    damaged = replace(paper, whole=held, consents=hurt(paper.consents))
    text = " ".join(" ".join(read(record_paper.draw(damaged, Choice(), DAY))).split())
    for what in ("client file", "goal", "session", "note", "event", "questionnaire", "consent"):
        assert f"One {what} is damaged and was left out." in text
    for words in ("garden", "low mood", "consent.pdf", "felt heard", "Thank you"):
        assert words not in text


def test_a_long_record_and_long_words_are_laid_out(paper, note, session, read) -> None:
    """Three hundred pages, a goal of a page and a remark of three are printed to the end."""
    many = _many(paper, note, session, 275)
    long = replace(paper.whole.goals[0], text="a long goal " * 700)
    event = replace(paper.whole.frame_events[0], words="a long remark " * 900 + "to its end")
    whole = replace(many.whole, goals=(long,), frame_events=(event,))
    pages = read(record_paper.draw(replace(many, whole=whole), Choice(), DAY))
    assert len(pages) > 300
    assert f"1 of {len(pages)}" in pages[0]
    assert "to its end" in " ".join(" ".join(pages).split())


def test_the_same_record_gives_the_same_bytes(paper) -> None:
    """Nothing in the file depends on when it was drawn."""
    assert record_paper.draw(paper, Choice(), DAY) == record_paper.draw(paper, Choice(), DAY)


def test_the_sheet_is_that_of_the_letterhead(paper) -> None:
    """Whoever writes on Letter prints the record on Letter; a damaged letterhead stops it."""
    american = replace(paper, letterhead=Letterhead(paper=Size.LETTER))
    with pikepdf.open(BytesIO(record_paper.draw(american, Choice(), DAY))) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == list(Paper.LETTER.value)
    with pytest.raises(RowDamaged):
        record_paper.draw(replace(paper, letterhead=Letterhead(damaged=True)), Choice(), DAY)


def test_the_file_names_nobody_in_its_title(paper) -> None:
    """A printer's queue keeps the title: it says what the paper is and not whose."""
    with pikepdf.open(BytesIO(record_paper.draw(paper, Choice(), DAY))) as pdf:
        assert str(pdf.docinfo.Title) == "Client record"
        assert str(pdf.Root.Lang) == "en-GB"


def test_missing_signs_are_named_at_once(paper) -> None:
    """Signs of several parts that no face shows are told together."""
    whole = replace(paper.whole, client=replace(paper.whole.client, reason="\U00012000"))
    goals = (replace(paper.whole.goals[0], text="\U00012001"),)
    with pytest.raises(GlyphMissing) as missing:
        record_paper.draw(replace(paper, whole=replace(whole, goals=goals)), Choice(), DAY)
    assert set(missing.value.characters) == {"\U00012000", "\U00012001"}


def test_a_hostile_record_is_read_from_its_first_page_to_its_last(
    paper, note, session, read, faults
) -> None:
    """A name of two hundred signs, four scripts, and a sign that no face has: all in its order."""
    told = "קראתי ספר.\n\n他說這週睡得很好。\n\nقال إنه نام جيدا.\n\nHe sent 🙂 at last."
    many = _many(paper, note, session, 40)
    odd = (replace(note.sections[0], text=told),)
    notes = (replace(many.whole.notes[0], sections=odd), *many.whole.notes[1:])
    name = ("Wolfeschlegelsteinhausenbergerdorff" * 6)[:200]
    client = replace(paper.whole.client, code_name=name)
    whole = replace(many.whole, notes=notes, client=client, attachments=paper.whole.attachments)
    pdf = record_paper.draw(replace(many, whole=whole), Choice(), DAY)
    pages = read(pdf)
    text = "".join("".join(pages).split())
    in_order = (name[:60], "Contents", "他說這週睡得很好", "Hesent[slightlysmilingface]atlast")
    places = [text.find(words) for words in in_order]
    assert places == sorted(places)
    assert -1 not in places
    assert record_paper.NAMED in " ".join(pages[0].split())
    assert all(page.strip().endswith(f"of {len(pages)}") for page in pages)
    assert faults(pdf) == []


# --- what is to be missing -----------------------------------------------------------------------


def _streams(pdf: bytes) -> bytes:
    """Return everything a file holds, unpacked."""
    held = [pdf]
    with pikepdf.open(BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                held.append(each.read_bytes())
            held.append(
                each.unparse(resolved=True) if not isinstance(each, pikepdf.Stream) else b""
            )
        held.append(str(document.docinfo).encode())
    for found in re.finditer(rb"stream\r?\n", pdf):
        unpacked = zlib.decompressobj()
        try:
            held.append(unpacked.decompress(pdf[found.end() :]))
        except zlib.error:
            continue
    return b"\n".join(held)


def _shown(words: str, like: bytes) -> None:
    assert words.encode() not in like
    assert words.encode("utf-16-be") not in like


def test_a_form_and_a_card_in_error_are_called_that(paper, read) -> None:
    """Each stands with its reason where errors are chosen, and no course counts it."""
    form, card = paper.whole.measures[1], paper.whole.cards[0]
    wrong = InError(
        (FormInError(replace(form, id="m3", total=27), "of somebody else"),),
        (replace(card, id=CardId("k2"), comment="Not mine.", withdrawn=True, why="a wrong day"),),
    )
    held = replace(paper, in_error=wrong)
    text = " ".join("\n".join(read(record_paper.draw(held, Choice(in_error=True), DAY))).split())
    for words in (
        "PHQ-9, 18 November 2025, entered in error Why: of somebody else",
        "on screen, entered in error Why: a wrong day",
        "Not mine.",
    ):
        assert words in text
    why, said = RemovalReason.OTHER, ("somebody else", "a wrong day", "Not mine")
    gone = tuple(Removal(RemovalId("r"), "", "", 0, words, why) for words in said)
    hidden = record_paper.draw(replace(held, removals=gone), Choice(in_error=True), DAY)
    for removed in gone:
        assert removed.words not in " ".join(" ".join(read(hidden)).split())
    without = record_paper.draw(held, Choice(), DAY)
    assert without == record_paper.draw(paper, Choice(), DAY)


@pytest.fixture
def removals() -> tuple[Removal, ...]:
    """Give a passage of one note, and a name that is to stand nowhere."""
    why = RemovalReason.THIRD_PARTY
    return (
        Removal(RemovalId("r1"), "note:n1", "section:data", 12, "the garden", why, "asked", AT),
        Removal(RemovalId("r2"), "", "", 0, "Zebedee", why, "her brother", AT),
    )


def test_removed_words_are_nowhere_in_the_file(paper, note, removals, read, read_aloud) -> None:
    """Text, bookmarks, titles, links, tags and every unpacked stream are without them."""
    session = replace(paper.whole.sessions[0], place="with zebedee")
    letter = replace(paper.whole.letters[0], kind_name="Letter about Zebedee")
    client = replace(paper.whole.client, code_name="Zebedee")
    whole = replace(paper.whole, sessions=(session,), letters=(letter,), client=client)
    held = replace(paper, whole=whole, removals=removals)
    pdf = record_paper.draw(held, Choice(), DAY)
    text = " ".join(" ".join(read(pdf)).split())
    heard = " ".join(words for _, words in read_aloud(pdf))
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        marks = " ".join(each.title for part in outline.root for each in (part, *part.children))
    inside = _streams(pdf)
    for words in ("the garden", "Zebedee", "zebedee"):
        assert words not in text
        assert words not in heard
        assert words not in marks
        _shown(words, inside)
    assert "He spoke of [removed: third party]." in text
    assert "Letter about [removed: third party]" in marks
    assert "her brother" not in text


def test_the_search_through_a_file_would_find_the_words(paper, read) -> None:
    """What the test above looks through does hold words that were not removed."""
    inside = _streams(record_paper.draw(paper, Choice(), DAY))
    assert b"Sessions and notes" in inside or "Sessions and notes".encode("utf-16-be") in inside


def test_the_reasons_are_printed_only_where_they_are_chosen(paper, removals, read) -> None:
    """The list tells how often and why, and none of the words."""
    held = replace(paper, removals=removals)
    plain = " ".join(" ".join(read(record_paper.draw(held, Choice(), DAY))).split())
    told = " ".join(" ".join(read(record_paper.draw(held, Choice(reasons=True), DAY))).split())
    assert "What was removed" not in plain
    assert "What was removed" in told
    assert "her brother" in told
    assert "Zebedee" not in told
    assert "the garden" not in told


def test_a_note_without_some_of_its_words_shows_no_digest(paper, note, removals, read) -> None:
    """Nobody can try words until a digest fits."""
    pdf = record_paper.draw(replace(paper, removals=removals[:1]), Choice(), DAY)
    assert note.digest not in "".join("".join(read(pdf)).split())
    whole = record_paper.draw(paper, Choice(), DAY)
    assert note.digest in "".join("".join(read(whole)).split())


def test_a_passage_that_moved_stops_the_paper(paper, removals) -> None:
    """Nothing is drawn where what is to be missing cannot be found."""
    moved = replace(removals[0], start=3)
    with pytest.raises(PassageMoved):
        record_paper.draw(replace(paper, removals=(moved,)), Choice(), DAY)
