"""Papers can be heard: every piece has its role, in the order in which it is read."""

from dataclasses import replace
from datetime import date

from practicenotes.documents import letter as letter_paper
from practicenotes.documents import note as note_paper
from practicenotes.documents import recovery
from practicenotes.domain.letters import Paragraph, Sentence
from practicenotes.domain.notes import NoteSection


def test_a_letter_is_heard_in_its_order(letter, practitioner, read_aloud) -> None:
    """Head, date, recipient, subject, text, closing and foot are heard once each, in that order."""
    said = read_aloud(letter_paper.draw(letter, practitioner, draft=False))
    assert [words for _, words in said] == [
        "M. Lindqvist, Psychotherapist",
        "Registered member 00-0000",
        "4 Orchard Lane",
        "Fernhill",
        "01632 960 123",
        "m.lindqvist@example.org",
        "18 November 2025",
        "Dr A. Brook Fernhill Surgery 12 High Street",
        "Re: Jonas Heronsson",
        "Dear Dr A. Brook",
        *(paragraph.text for paragraph in letter.paragraphs),
        "Yours sincerely",
        "M. Lindqvist",
        "Prepared from my clinical records.",
    ]
    assert [words for role, words in said if role == "H1"] == ["Re: Jonas Heronsson"]


def test_a_draft_is_heard_to_be_one(letter, practitioner, read_aloud) -> None:
    """Someone who does not see the watermark hears it first, and hears the empty places."""
    said = read_aloud(letter_paper.draw(replace(letter, recipient=""), practitioner, draft=True))
    assert said[0] == ("P", "DRAFT")
    assert ("P", "Dear recipient’s name") in said


def test_lines_do_not_run_together(letter, practitioner, read_aloud) -> None:
    """Where a line ends, the next word is heard as a word of its own."""
    text = " ".join(f"word{number}" for number in range(60))
    long = replace(letter, paragraphs=(Paragraph((Sentence(text),)),))
    assert ("P", text) in read_aloud(letter_paper.draw(long, practitioner, draft=False))


def test_a_paragraph_broken_over_two_pages_is_heard_as_one(
    letter, practitioner, read_aloud
) -> None:
    """The end of a page is not the end of a paragraph."""
    text = " ".join(f"word{number}" for number in range(700))
    paragraphs = tuple(Paragraph((Sentence(words),)) for words in ("First.", text, "Last."))
    said = read_aloud(
        letter_paper.draw(replace(letter, paragraphs=paragraphs), practitioner, draft=False)
    )
    assert [words for _, words in said if words.startswith("word")] == [text]


def test_a_note_is_heard_with_its_headings_and_lists(
    note, session, practitioner, read_aloud
) -> None:
    """Headings are headings, facts carry their labels, and items in a row are one list."""
    text = "# Sleep\n\n- walked\n- rested\n\nThen:\n\n1. first\n2. second"
    note = replace(note, sections=(NoteSection("data", "Data", "What?", text),), addenda=())
    said = read_aloud(note_paper.draw(note, "Heron", session, practitioner))
    assert [(role, words) for role, words in said if role[0] == "H"] == [
        ("H1", "Heron"),
        ("H2", "Data"),
        ("H3", "Sleep"),
    ]
    assert ("P", "Held 50 minutes, in person, on time, Room 2") in said
    items = [words for role, words in said if role == "L/LI/LBody"]
    assert items == ["• walked", "• rested", "1. first", "2. second"]


def test_lists_within_lists_are_heard_as_such(note, session, practitioner, read_aloud) -> None:
    """Deeper lists stand within others, and smaller headings follow without a level passed over."""
    text = "## Night\n\n#### Sleep\n\n- walked\n    - far\n        1. alone\n    - near\n- rested"
    note = replace(note, sections=(NoteSection("data", "Data", "What?", text),), addenda=())
    said = read_aloud(note_paper.draw(note, "Heron", session, practitioner))
    item = "LI/LBody"
    assert [(role, words) for role, words in said if role[:2] in ("H3", "H4", "L/")] == [
        ("H3", "Night"),
        ("H4", "Sleep"),
        (f"L/{item}", "• walked"),
        (f"L/L/{item}", "• far"),
        (f"L/L/L/{item}", "1. alone"),
        (f"L/L/{item}", "• near"),
        (f"L/{item}", "• rested"),
    ]


def test_the_recovery_key_is_heard_group_by_group(read_aloud) -> None:
    """The key can be taken down by ear: a number, then its group."""
    groups = tuple(f"{number}QM4" for number in range(1, 10))
    said = [words for _, words in read_aloud(recovery.draw("Home", groups, date(2025, 11, 18)))]
    start = said.index("1QM4") - 1
    heard = said[start : start + 18]
    assert heard == [words for n, group in enumerate(groups, 1) for words in (str(n), group)]
