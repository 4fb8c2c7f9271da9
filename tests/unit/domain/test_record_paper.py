"""What goes on paper of a record: parts, a range of days, and what is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practicenotes.domain import passages, record_paper
from practicenotes.domain.attachments import Attachment, AttachmentId, AttachmentKind
from practicenotes.domain.cards import CardId, ClientCard
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.letters import Letter, LetterId, LetterState, Paragraph, Sentence
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Addendum, AddendumKind, Note, NoteId, NoteSection, NoteState
from practicenotes.domain.people import Client, ClientId, Goal, Practitioner
from practicenotes.domain.record_paper import Choice, Part, RecordPaper
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.domain.sessions import Attendance, FrameEvent, FrameKind, Session, SessionId
from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import PassageMoved


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
C = ClientId("c")
MARCH, MAY = date(2025, 3, 4), date(2025, 5, 6)


def _note(name: str, text: str = "Well.", **told) -> Note:
    sections = (NoteSection("data", "Data", "What?", text),)
    note = Note(
        *(NoteId(name), C, SessionId("march"), "dap", 1, "DAP", NoteState.SIGNED, sections, AT, AT),
        digest="5a" * 32,
    )
    return replace(note, **told)


def _letter(name: str, **told) -> Letter:
    letter = Letter(LetterId(name), C, "k", 1, "Letter", LetterState.APPROVED, AT, AT, MARCH)
    return replace(letter, **told)


def _session(name: str, on: date) -> Session:
    starts = datetime(on.year, on.month, on.day, 13)
    return Session(SessionId(name), C, starts, attendance=Attendance.ATTENDED, number=1)


@pytest.fixture
def paper() -> RecordPaper:
    """Give a record with something of every kind in March, and a little in May."""
    whole = WholeRecord(
        Practitioner("M. Lindqvist"),
        Client(C, "Heron"),
        goals=(Goal("g", C, 1, "Sleep", MARCH),),
        sessions=(_session("march", MARCH), _session("may", MAY)),
        frame_events=(FrameEvent("f", C, MARCH, FrameKind.BREAK),),
        measures=(MeasureResult("m", C, "phq9", "PHQ-9", MARCH, 12),),
        cards=(ClientCard(CardId("k"), C, MARCH),),
        notes=(
            _note("n1"),
            _note("n2", session_id=SessionId("may"), state=NoteState.DRAFT),
            _note("n3", state=NoteState.IN_ERROR),
        ),
        letters=(_letter("l1"), _letter("l2", state=LetterState.DRAFT, written_on=MAY)),
        attachments=(
            Attachment(
                AttachmentId("a"), C, AttachmentKind.OTHER, "x", "text/plain", 1, "", "", MARCH, AT
            ),
        ),
    )
    return RecordPaper(whole, (ClientConsent(ConsentId("s"), C, "letters", MARCH),))


def _left(paper: RecordPaper) -> set[str]:
    whole = paper.whole
    found = (*whole.goals, *whole.sessions, *whole.frame_events, *whole.measures, *whole.cards)
    found = (*found, *whole.notes, *whole.letters, *whole.attachments, *paper.consents)
    return {each.id for each in found}


ALL = {"g", "march", "may", "f", "m", "k", "n1", "n2", "n3", "l1", "l2", "a", "s"}


def test_everything_is_chosen_but_what_was_an_error(paper) -> None:
    """The usual choice leaves out notes that were entered in error, and nothing else."""
    assert _left(record_paper.chosen(paper, Choice())) == ALL - {"n3"}
    assert _left(record_paper.chosen(paper, Choice(in_error=True))) == ALL


def test_a_range_counts_the_day_of_the_session(paper) -> None:
    """A note belongs to the day of its session, not to that of its writing."""
    march = record_paper.chosen(paper, Choice(until=date(2025, 4, 1)))
    assert _left(march) == ALL - {"may", "n2", "n3", "l2"}
    may = record_paper.chosen(paper, Choice(since=MAY, until=MAY))
    assert _left(may) == {"may", "n2", "l2", "g"}


def test_drafts_can_be_left_out(paper) -> None:
    """Neither a draft note nor a draft letter is printed then."""
    assert _left(record_paper.chosen(paper, Choice(drafts=False))) == ALL - {"n2", "n3", "l2"}


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        (Part.CLIENT, {"g"}),
        (Part.NOTES, {"march", "may", "n1", "n2"}),
        (Part.FRAME, {"f"}),
        (Part.MEASURES, {"m"}),
        (Part.CARDS, {"k"}),
        (Part.LETTERS, {"l1", "l2"}),
        (Part.CONSENTS, {"s"}),
        (Part.FILES, {"a"}),
        (Part.HISTORY, {"n1", "n2"}),
    ],
)
def test_only_chosen_parts_are_kept(paper, part, kept) -> None:
    """What belongs to no chosen part is not even handed to the page."""
    assert _left(record_paper.chosen(paper, Choice(frozenset({part})))) == kept


def test_single_things_can_be_left_out_by_their_keys(paper) -> None:
    """Every item that is offered can be left out by the key that it has there."""
    items = record_paper.items(paper)
    assert {item.key for item in items} == {
        *("note:n1", "note:n2", "note:n3", "measure:m", "card:k", "letter:l1", "letter:l2"),
        *("file:a", "pages:a"),
    }
    out = Choice(in_error=True, left_out=frozenset(item.key for item in items))
    assert _left(record_paper.chosen(paper, out)) == {"g", "f", "s"}


def test_the_items_tell_nothing_of_what_they_say(paper) -> None:
    """An item has a kind, a day and a state; the name of a file is not among them."""
    [file] = [each for each in record_paper.items(paper) if each.part is Part.FILES]
    assert (file.name, file.on, file.known_as) == ("Other", MARCH, "x")
    [draft] = [each for each in record_paper.items(paper) if each.key == "note:n2"]
    assert (draft.name, draft.on, draft.state) == ("Session 1, DAP", MAY, "draft")


def test_a_file_goes_as_pages_only_where_that_is_chosen(paper) -> None:
    """Its pages are a thing of their own, and stay out where the file is not even listed."""
    [pages] = [each for each in record_paper.items(paper) if each.part is Part.PAGES]
    assert (pages.key, pages.name, pages.unset) == ("pages:a", "Other", True)
    everything = Choice(frozenset(Part))
    assert record_paper.chosen(paper, Choice()).as_pages == ()
    assert record_paper.chosen(paper, everything).as_pages == paper.whole.attachments
    for key in ("file:a", "pages:a"):
        gone = replace(everything, left_out=frozenset({key}))
        assert record_paper.chosen(paper, gone).as_pages == ()


def test_a_session_without_a_note_is_an_item_of_its_own(paper) -> None:
    """What has no note can still be left out."""
    bare = replace(paper, whole=replace(paper.whole, notes=()))
    keys = {item.key for item in record_paper.items(bare)}
    assert {"session:march", "session:may"} <= keys


def test_third_parties_are_left_out_with_a_mark(paper) -> None:
    """A marked passage goes unless it is asked for, and the digest of the whole goes with it."""
    addendum = Addendum("x", AddendumKind.ADDENDUM, "more", "⟦His boss lied.⟧", AT)
    note = _note("n1", "He came. ⟦Her sister drinks.⟧ He left.", addenda=(addendum,))
    paper = replace(paper, whole=replace(paper.whole, notes=(note,)))
    [left] = record_paper.chosen(paper, Choice()).whole.notes
    assert left.sections[0].text == "He came. [left out: third party] He left."
    assert left.addenda[0].text == "[left out: third party]"
    assert left.digest == ""
    assert record_paper.chosen(paper, Choice(third_party=True)).whole.notes == (note,)


def test_addenda_can_be_left_out(paper) -> None:
    """The note stays as it was signed."""
    note = _note("n1", addenda=(Addendum("x", AddendumKind.ADDENDUM, "more", "said", AT),))
    paper = replace(paper, whole=replace(paper.whole, notes=(note,)))
    [left] = record_paper.chosen(paper, Choice(addenda=False)).whole.notes
    assert left.addenda == ()
    assert left.digest == note.digest


# --- passages ------------------------------------------------------------------------------------


def _removal(item: str, field: str, start: int, words: str, **told) -> Removal:
    reason = RemovalReason.CONFIDENCE
    return replace(Removal(RemovalId("r"), item, field, start, words, reason), **told)


def test_the_texts_of_a_note_and_a_letter_can_be_marked(paper) -> None:
    """Sections, addenda with their reasons, and paragraphs; an empty one is not offered."""
    addendum = Addendum("x", AddendumKind.ADDENDUM, "more", "said", AT)
    paragraphs = (Paragraph((Sentence("One."), Sentence("Two."))), Paragraph((Sentence(" "),)))
    whole = replace(
        paper.whole,
        notes=(_note("n1", addenda=(addendum,)),),
        letters=(_letter("l1", paragraphs=paragraphs),),
    )
    paper = replace(paper, whole=whole)
    fields = [(each.field, each.text) for each in passages.of_item(paper, "note:n1")]
    assert fields == [("section:data", "Well."), ("addendum:x", "said"), ("reason:x", "more")]
    fields = [(each.field, each.text) for each in passages.of_item(paper, "letter:l1")]
    assert fields == [("paragraph:0", "One. Two.")]
    assert passages.of_item(paper, "measure:m") == ()


def test_passages_go_out_of_notes_and_letters(paper) -> None:
    """Each is removed from the field in which it was marked, and from no other."""
    addendum = Addendum("x", AddendumKind.ADDENDUM, "Marta asked", "Marta said", AT)
    letter = _letter("l1", paragraphs=(Paragraph((Sentence("Marta wrote."),)),))
    whole = replace(
        paper.whole, notes=(_note("n1", "Marta came.", addenda=(addendum,)),), letters=(letter,)
    )
    removals = tuple(
        _removal(item, field, 0, "Marta")
        for item, field in (
            ("note:n1", "section:data"),
            ("note:n1", "addendum:x"),
            ("note:n1", "reason:x"),
            ("letter:l1", "paragraph:0"),
        )
    )
    left = passages.removed(replace(paper, whole=whole, removals=removals)).whole
    mark = "[removed: given in confidence by another]"
    [note], [sent] = left.notes, left.letters
    assert note.sections[0].text == f"{mark} came."
    assert (note.addenda[0].text, note.addenda[0].reason) == (f"{mark} said", f"{mark} asked")
    assert sent.paragraphs[0].text == f"{mark} wrote."
    assert note.digest == ""


def test_words_that_are_removed_everywhere_take_the_digest_along(paper) -> None:
    """Nobody can try names until a digest fits; notes without the words keep theirs."""
    whole = replace(paper.whole, notes=(_note("n1", "Marta came."), _note("n4", "Rest.")))
    everywhere = _removal("", "", 0, "Marta")
    left = passages.removed(replace(paper, whole=whole, removals=(everywhere,)))
    assert [bool(note.digest) for note in left.whole.notes] == [False, True]
    assert left.whole.practitioner == paper.whole.practitioner


@pytest.mark.parametrize(
    "told", [{"field": "section:gone"}, {"start": 1}, {"words": "Other"}, {"damaged": True}]
)
def test_a_passage_that_is_not_there_stops_the_paper(paper, told) -> None:
    """Rather no paper than one with words on it that were to be missing."""
    removal = replace(_removal("note:n1", "section:data", 0, "Well"), **told)
    with pytest.raises(PassageMoved):
        passages.printed(replace(paper, removals=(removal,)), Choice())
