"""Where sentences stand on their lines, as Qt counts, and which tag each of them has."""

from practicenotes.domain.letters import YOURS, Origin, Paragraph, Sentence, Source
from practicenotes.ui.letter import marks
from practicenotes.ui.letter.lines import LetterLines


RECORD = Source(Origin.RECORD, "session 10, Plan", "n/plan")
TEMPLATE = Source(Origin.TEMPLATE, "Progress letter")
WAS = Source(Origin.YOURS, was="session 10, Plan")


def of(*paragraphs):
    built = [Paragraph(tuple(Sentence(text, s) for text, s in part)) for part in paragraphs]
    return marked(built, [paragraph.text for paragraph in built])


def marked(paragraphs, lines):
    read = LetterLines()
    read.begin(paragraphs, lines)
    return read.marks


def test_sentences_of_the_record_are_numbered_through_the_letter():
    """Numbers run on over paragraphs; other sentences have words for tags."""
    found = of(
        [("Thanks.", TEMPLATE), ("He sleeps.", RECORD)], [("He works.", RECORD), ("Bye.", YOURS)]
    )

    assert [[mark.tag for mark in line] for line in found] == [["template", "1"], ["2", "yours"]]


def test_a_run_from_one_source_has_one_tag():
    """The tag stands behind the last; a sentence that was something else has its own."""
    [line] = of([("A.", YOURS), ("B.", YOURS), ("C.", WAS), ("D.", TEMPLATE)])

    assert [mark.tag for mark in line] == ["", "yours", "reworded", "template"]


def test_a_line_of_blanks_has_no_marks():
    """Empty lines stand between paragraphs without moving them."""
    paragraphs = [Paragraph((Sentence("A."),)), Paragraph((Sentence("B."),))]

    found = marked(paragraphs, ["", "A.", "  ", "B.", ""])

    assert [len(line) for line in found] == [0, 1, 0, 1, 0]


def test_places_are_counted_in_the_units_of_qt():
    """A sign beyond 16 bits moves what follows it by two."""
    [line] = of([("\U0001f600 first.", YOURS), ("Second.", RECORD)])

    assert (line[1].start, line[1].end) == (10, 17)


def test_the_same_words_twice_are_found_twice():
    """Equal sentences stand one behind the other and not on top of each other."""
    [line] = of([("No.", YOURS), ("No.", RECORD)])

    assert [(mark.start, mark.end) for mark in line] == [(0, 3), (4, 7)]


def test_sources_are_said_in_words():
    """Record, template, own words, and own words that were something else."""
    assert marks.said(RECORD) == "session 10, Plan"
    assert marks.said(TEMPLATE) == "From the template: Progress letter"
    assert marks.said(YOURS) == "Your own words"
    assert marks.said(WAS) == "Reworded by you; was: session 10, Plan"
