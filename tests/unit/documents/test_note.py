"""A record note on paper."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from practicenotes.documents import note as note_paper
from practicenotes.documents.page import Paper
from practicenotes.domain import times
from practicenotes.domain.notes import (
    AddendumKind,
    GoalLink,
    NoteSection,
    NoteState,
    Remark,
    RemarkKind,
    Withdrawal,
)
from practicenotes.domain.people import Practitioner
from practicenotes.domain.sessions import Attendance, Modality
from practicenotes.errors import GlyphMissing, RowDamaged


def _moment(at) -> str:
    at = times.on_the_wall(at)
    return f"{times.in_full(at)}, {times.clock(at)}"


def _with_text(note, text: str):
    return replace(note, sections=(NoteSection("data", "Data", "What happened?", text),))


@pytest.mark.parametrize("paper", Paper)
def test_a_note_shows_its_facts_its_sections_and_its_signature(
    note, session, practitioner, paper, read, faults
) -> None:
    """Everything that was written and signed stands on the page in its order."""
    pdf = note_paper.draw(note, "Heron", session, practitioner, paper=paper)
    [text] = read(pdf)
    in_order = (
        "Heron",
        "10, Tuesday 18 November 2025, 13:00",
        "50 minutes, in person, on time, Room 2",
        "Asked. No thoughts of harming himself.",
        "DAP, version 1",
        "Data",
        "What happened?",
        "He spoke of the garden.",
        "Plan",
        "Keep the sleep diary.",
        f"Signed {_moment(note.signed_at)}, M. Lindqvist",
        "5a" * 32,
        f"Amendment, {_moment(note.addenda[0].signed_at)}",
        "Reason: The day was wrong",
        "It was Monday.",
    )
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    assert "Assessment" not in text
    assert faults(pdf) == []


def test_the_facts_are_those_of_the_session(note, session, practitioner, read) -> None:
    """A cancelled appointment by telephone without a number is not dressed up."""
    other = replace(
        session,
        number=None,
        modality=Modality.PHONE,
        attendance=Attendance.CANCELLED_BY_CLIENT,
        risk="",
        place="",
    )
    [text] = read(note_paper.draw(note, "Heron", other, practitioner))
    assert "Tuesday 18 November 2025" in text
    assert "10, Tuesday" not in text
    assert "50 minutes, by telephone, cancelled by the client" in text
    assert "Risk" not in text


def test_a_note_without_a_session_says_nothing_of_one(note, practitioner, read) -> None:
    """A note that belongs to no session has no session facts."""
    [text] = read(note_paper.draw(note, "Heron", None, practitioner))
    assert "minutes" not in text
    assert "DAP, version 1" in text


def test_goals_that_were_touched_stand_among_the_facts(note, session, practitioner, read) -> None:
    """What a note worked towards is printed in the words of its day; no goal, no line."""
    linked = replace(note, goals=(GoalLink("Sleep six hours", "g1"), GoalLink("Ask once")))
    [text] = read(note_paper.draw(linked, "Heron", session, practitioner))
    assert "Goals touched" in text
    assert "Sleep six hours\nAsk once" in text
    assert "Goals" not in read(note_paper.draw(note, "Heron", session, practitioner))[0]


def test_a_draft_is_marked_and_has_no_signature(note, session, practitioner, read) -> None:
    """Nobody can take an unsigned note for a signed one."""
    draft = replace(note, state=NoteState.DRAFT, signed_at=None, signed_by="", addenda=())
    [text] = read(note_paper.draw(draft, "Heron", session, practitioner))
    assert "DRAFT" in text
    assert "Draft, not signed" in text
    assert "SHA-256" not in text
    assert "Signed" not in text


def test_a_note_entered_in_error_says_so_across_the_page(note, session, practitioner, read) -> None:
    """A note that stands in the wrong file cannot be read as a right one."""
    wrong = replace(note, state=NoteState.IN_ERROR)
    [text] = read(note_paper.draw(wrong, "Heron", session, practitioner))
    assert "IN ERROR" in text
    assert "Entered in error" in text


def test_a_late_signature_is_named(note, session, practitioner, read) -> None:
    """Lateness is said under the signature, and only when it was late."""
    late = "Signed more than 24 hours after the session."
    assert late not in read(note_paper.draw(note, "Heron", session, practitioner))[0]
    note = replace(note, signed_late=True)
    assert late in read(note_paper.draw(note, "Heron", session, practitioner))[0]


def test_each_addendum_has_its_kind_and_reason(note, session, practitioner, read) -> None:
    """Additions and corrections are told apart."""
    first = note.addenda[0]
    both = replace(note, addenda=(first, replace(first, kind=AddendumKind.ADDENDUM, reason="More")))
    [text] = read(note_paper.draw(both, "Heron", session, practitioner))
    assert text.index("Amendment, ") < text.index("Addendum, ")
    assert "Reason: More" in text


def test_sections_and_addenda_are_bookmarks_and_the_title_names_nobody(
    note, session, practitioner
) -> None:
    """The file can be walked by its headings; printers see only what kind of paper it is."""
    pdf = note_paper.draw(note, "Heron", session, practitioner)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo["/Title"] == "Session note"
        with document.open_outline() as outline:
            marks = [mark.title for mark in outline.root]
    assert marks[:3] == ["Heron", "Data", "Plan"]
    assert marks[3].startswith("Amendment, ")


def test_damaged_notes_and_sessions_are_never_printed(note, session, practitioner) -> None:
    """Text that does not carry the mark of the vault does not reach paper."""
    with pytest.raises(RowDamaged) as refused:
        note_paper.draw(replace(note, damaged=True), "Heron", session, practitioner)
    assert (refused.value.table, refused.value.id) == ("note", "n1")
    with pytest.raises(RowDamaged) as refused:
        note_paper.draw(note, "Heron", replace(session, damaged=True), practitioner)
    assert (refused.value.table, refused.value.id) == ("session", "s1")


def test_a_note_with_nothing_in_it_is_a_page(note, read, faults) -> None:
    """A note without sections, session, name or author prints."""
    bare = replace(note, sections=(), addenda=())
    pdf = note_paper.draw(bare, "", None, Practitioner())
    assert "DAP, version 1" in read(pdf)[0]
    assert faults(pdf) == []


def test_missing_characters_are_named_before_anything_is_drawn(note, practitioner) -> None:
    """Characters of every part of the note are reported together."""
    foreign = replace(
        _with_text(note, "in India: क"), addenda=(replace(note.addenda[0], text="ख"),)
    )
    with pytest.raises(GlyphMissing) as refused:
        note_paper.draw(foreign, "ग", None, practitioner)
    assert sorted(refused.value.characters) == sorted("कखग")


def test_a_symbol_in_a_signed_note_stops_no_page(note, session, practitioner, read, faults) -> None:
    """What cannot be written another way by now stands by its name."""
    pdf = note_paper.draw(_with_text(note, "He sent 🙂."), "Heron 🦢", session, practitioner)
    text = " ".join(" ".join(read(pdf)).split())
    assert "He sent [slightly smiling face]." in text
    assert "Heron [swan]" in text
    assert faults(pdf) == []


def test_a_long_section_begins_on_the_page_of_its_heading(
    note, session, practitioner, read
) -> None:
    """A paragraph of two thirds of a page leaves no half page empty before it."""
    long = "He spoke of the garden and of the long way to work. " * 30
    sections = tuple(NoteSection(f"s{n}", f"Part {n}", "What?", long) for n in range(4))
    pages = read(note_paper.draw(replace(note, sections=sections), "Heron", session, practitioner))
    assert len(pages) == 3
    for page in pages:  # no heading stands at the foot, without its text
        last = page.rstrip().splitlines()[-3]
        assert last != "What?"
        assert not last.startswith("Part ")


def test_markup_in_a_note_opens_nothing(note, session, practitioner, read, doors) -> None:
    """Pictures, links and tags in a note are printed as they were typed."""
    words = '5 < 6 & <img src="/etc/passwd"/> ![p](/etc/hostname) <font color=[[1]]>'
    note_paper.draw(note, "Heron", session, practitioner)  # so that everything is loaded
    hostile = replace(
        note,
        template_name=words,
        signed_by=words,
        sections=(NoteSection("x", words, words, words),),
        addenda=(replace(note.addenda[0], reason=words, text=words),),
    )
    with doors() as opened:
        pdf = note_paper.draw(hostile, words, replace(session, risk=words), practitioner)
    assert opened == []
    printed = "".join("".join(read(pdf)).split())
    assert printed.count("".join(words.split())) >= 9


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Paragraph {number}. " + "He spoke of it. " * 60 for number in range(700)),
        "\n".join(f"- point {number} " + "of the list " * 8 for number in range(6000)),
        "x" * 100_000,
    ],
    ids=["paragraphs", "list", "one word"],
)
def test_long_notes_are_printed_whole(note, practitioner, text, read) -> None:
    """Notes of hundreds of pages print, and keep every letter."""
    pages = read(note_paper.draw(_with_text(note, text), "Heron", None, practitioner))
    printed = "".join("".join(pages).split())
    for sign in "xp":
        assert printed.count(sign) >= text.count(sign)
    assert printed.count("Signed") >= 1


def test_words_about_somebody_else_are_named_as_that(note, practitioner, read) -> None:
    """The words stay on paper, and the mark around them is said in words."""
    marked = _with_text(note, "He said *it is* ⟦her sister drinks⟧.")
    [text] = read(note_paper.draw(marked, "Heron", None, practitioner))
    assert "He said it is [third party: her sister drinks]." in " ".join(text.split())
    assert "⟦" not in text


def test_a_late_entry_and_a_withdrawn_signature_are_told(note, session, practitioner, read) -> None:
    """Whoever reads the paper sees why it came late, and that it was signed before."""
    late = Remark(RemarkKind.LATE_ENTRY, "I was ill.", note.begun_at, "Ada")
    was = Withdrawal(
        at=note.begun_at,
        reason="the day was wrong",
        number=1,
        template_id="dap",
        template_version=1,
        signed_at=note.begun_at,
        signed_by="Ada",
        digest="d" * 64,
        previous_digest="",
    )
    told = replace(note, remarks=(late,), withdrawals=(was,))
    text = " ".join(" ".join(read(note_paper.draw(told, "Heron", session, practitioner))).split())
    assert "Late entry" in text
    assert "Ada: I was ill." in text
    assert "Signature withdrawn" in text
    assert "the day was wrong" in text
