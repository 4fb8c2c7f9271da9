"""A progress letter on paper: complete, honest about what is empty, and always the same."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from practicenotes import catalog
from practicenotes.documents import letter as letter_paper
from practicenotes.documents import style
from practicenotes.documents.page import Paper
from practicenotes.domain import letter_charts, letters
from practicenotes.domain.letters import Origin, Paragraph, Sentence, Source
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import Practitioner
from practicenotes.errors import GlyphMissing, LetterUnfinished, RowDamaged


STOP = tuple(round(part * 255) for part in style.ink("stop_soft").rgb())


def _with_text(letter, *texts: str):
    return replace(letter, paragraphs=tuple(Paragraph((Sentence(text),)) for text in texts))


def _squeezed(pages: list[str]) -> str:
    return "".join("".join(pages).split())


@pytest.mark.parametrize("paper", Paper)
def test_a_letter_reads_from_its_head_to_its_foot(
    letter, practitioner, paper, read, faults
) -> None:
    """Everything stands on one page, in the order in which a letter is read."""
    pdf = letter_paper.draw(letter, practitioner, paper=paper, draft=False)
    [text] = read(pdf)
    in_order = (
        "M. Lindqvist, Psychotherapist",
        "18 November 2025",
        "Dr A. Brook\nFernhill Surgery\n12 High Street",
        "Re: Jonas Heronsson",
        "Dear Dr A. Brook",
        "Thank you for your referral.",
        "We have worked on sleep",
        "no thoughts of harming himself.",
        "Yours sincerely",
    )
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    assert "Confidential" in text
    assert "1 of 1" in text
    assert "DRAFT" not in text
    assert "{" not in text
    assert faults(pdf) == []


def test_a_line_of_its_own_can_name_the_client(letter, practitioner, read) -> None:
    """A name line stands above the subject."""
    subject = replace(letter, subject="Progress in psychotherapy")
    pdf = letter_paper.draw(
        subject, practitioner, draft=False, name_line="Re: Jonas Heronsson, born 3 March 1986"
    )
    [text] = read(pdf)
    assert "Re: Jonas Heronsson, born 3 March 1986\nProgress in psychotherapy" in text


def test_title_and_bookmarks_never_name_the_client(letter, practitioner) -> None:
    """A printer's queue shows the kind of letter and nobody's name."""
    pdf = letter_paper.draw(letter, practitioner, draft=False, name_line="Re: Jonas Heronsson")
    with pikepdf.open(BytesIO(pdf)) as document:
        said = [str(value) for value in document.docinfo.values()]
        with document.open_outline() as outline:
            said += [mark.title for mark in outline.root]
    assert "Progress letter" in said
    assert not any("Heronsson" in words for words in said)


def test_an_empty_place_stops_the_letter(letter, practitioner) -> None:
    """A finished letter with empty places is refused, and every place is named."""
    empty = _with_text(replace(letter, recipient=" "), "The total was {last_total}.")
    with pytest.raises(LetterUnfinished) as refused:
        letter_paper.draw(empty, practitioner, draft=False)
    assert refused.value.places == (letters.RECIPIENT, "last_total")


def test_a_draft_shows_its_empty_places(letter, practitioner, read, colours, faults) -> None:
    """A draft is marked as one, and each empty place is seen by name on a soft ground."""
    empty = _with_text(replace(letter, recipient=""), "The total was {last_total} then.")
    pdf = letter_paper.draw(empty, practitioner, draft=True)
    [text] = read(pdf)
    plain = text.replace("\u00a0", " ")
    assert "DRAFT" in plain
    assert plain.count("recipient’s name") == 2  # the address and the greeting
    assert "The total was last total then." in " ".join(plain.split())
    assert STOP in colours(pdf)
    assert faults(pdf) == []


def test_a_draft_without_empty_places_has_no_soft_ground(letter, practitioner, colours) -> None:
    """The colour of empty places means empty places."""
    assert STOP not in colours(letter_paper.draw(letter, practitioner, draft=True))


def test_a_letter_is_drawn_to_the_same_bytes_in_every_run() -> None:
    """What was approved can be drawn again, in another process, byte for byte."""
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "import conftest, practicenotes.documents.letter as paper\n"
        "value = lambda fixture: fixture.__wrapped__()\n"
        "pdf = paper.draw(value(conftest.letter), value(conftest.practitioner), draft=False)\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent)]
    digests = {
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1


def test_damaged_letters_are_never_printed(letter, practitioner) -> None:
    """A letter that was changed from outside is refused, as a draft too."""
    with pytest.raises(RowDamaged):
        letter_paper.draw(replace(letter, damaged=True), practitioner, draft=True)


@pytest.mark.parametrize("recipient", ["डॉ. अली", "Dr 🙂", "ⴰⵎⴰⵣⵉⵖ"])
def test_names_that_the_fonts_cannot_show_are_refused(letter, practitioner, recipient) -> None:
    """No box is ever printed: the missing characters are named instead."""
    with pytest.raises(GlyphMissing) as refused:
        letter_paper.draw(replace(letter, recipient=recipient), practitioner, draft=True)
    assert set(refused.value.characters) <= set(recipient)


def test_all_missing_characters_of_a_letter_are_named_together(letter, practitioner) -> None:
    """One message is enough, wherever in the letter the characters stand."""
    spread = _with_text(replace(letter, recipient="क", footer="ख"), "ग and क")
    with pytest.raises(GlyphMissing) as refused:
        letter_paper.draw(spread, replace(practitioner, name="घ"), draft=True)
    assert sorted(refused.value.characters) == sorted("कखगघ")


@pytest.mark.parametrize(
    "recipient", ["Γιώργος Παπαδόπουλος", "Наталья Щербакова", "Nguyễn Thị Ánh"]
)
def test_names_in_greek_cyrillic_and_vietnamese_can_be_read(
    letter, practitioner, recipient, read, faults
) -> None:
    """Names that our faces know are printed as they are written."""
    pdf = letter_paper.draw(replace(letter, recipient=recipient), practitioner, draft=False)
    assert f"Dear {recipient}" in read(pdf)[0]
    assert faults(pdf) == []


HOSTILE = (
    'a < b & c <img src="/etc/passwd"/> <font color=[[1]]>x</font> </para>',
    '<img src="http://127.0.0.1:9/x.png"/> &lt;b&gt; ![p](/etc/passwd) <!-- x -->',
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_printed_and_never_obeyed(letter, practitioner, words, read, doors) -> None:
    """Markup in any field opens no file and no connection, and is printed as it was typed."""
    letter_paper.draw(letter, practitioner, draft=True)  # so that everything is loaded
    hostile = _with_text(
        replace(
            letter,
            recipient=words,
            recipient_address=words,
            subject=words,
            closing=words,
            footer=words,
            kind_name=words,
        ),
        words,
    )
    them = replace(practitioner, name=words, address=(words,))
    with doors() as opened:
        pdf = letter_paper.draw(hostile, them, draft=True, name_line=words)
    assert opened == []
    assert _squeezed(read(pdf)).count("".join(words.split())) >= 9


def test_the_listening_fixture_would_hear_a_file(doors) -> None:
    """What watches the hostile letters hears an opened file."""
    with doors() as opened, Path(__file__).open("rb"):
        pass
    assert any(__file__ in event for event in opened)


@pytest.mark.parametrize("paper", Paper)
def test_very_long_names_and_words_stay_on_the_page(
    letter, practitioner, paper, read, faults
) -> None:
    """Two hundred characters and words without an end are broken, not cut off."""
    long = replace(
        letter,
        recipient="Dr " + "Wolfeschlegelsteinhausenbergerdorff" * 6,
        recipient_address="x" * 500,
        subject="Re: " + "y" * 300,
    )
    pdf = letter_paper.draw(long, practitioner, paper=paper, draft=False, name_line="z" * 200)
    text = _squeezed(read(pdf))
    for part in ("Wolfeschlegelsteinhausenbergerdorff" * 6, "x" * 500, "y" * 300, "z" * 200):
        assert part in text
    assert faults(pdf) == []


def test_an_empty_letter_of_nobody_is_still_a_page(letter, read, faults) -> None:
    """A draft without a word in it can be previewed."""
    empty = replace(
        letter,
        recipient="",
        recipient_address="",
        subject="",
        greeting="",
        paragraphs=(),
        closing="",
        footer="",
    )
    pdf = letter_paper.draw(empty, Practitioner(), draft=True)
    assert "18 November 2025" in read(pdf)[0]
    assert faults(pdf) == []


def test_the_signature_is_never_alone_on_a_page(letter, practitioner, read) -> None:
    """However long the letter is, the last page has words above the closing."""
    for count in range(18, 30):
        lines = [f"Paragraph {number} of this letter." for number in range(count)]
        pages = read(letter_paper.draw(_with_text(letter, *lines), practitioner, draft=False))
        last = pages[-1]
        assert last.index(lines[-1]) < last.index("Yours sincerely")


@pytest.mark.parametrize("charted", [False, True])
def test_a_long_paragraph_leaves_no_page_half_empty(letter, practitioner, charted, read) -> None:
    """It begins on the page of the one before it; its last lines stand with what belongs to it."""
    text = " ".join(f"word{number}" for number in range(430))
    said = Sentence(text, Source(Origin.RECORD, "x", letter_charts.key("phq9")))
    whole = replace(letter, paragraphs=(Paragraph((Sentence("First."),)), Paragraph((said,))))
    taken = [
        MeasureResult("", letter.client_id, "phq9", "PHQ-9", date(2025, 9, day), 9)
        for day in (1, 2)
    ]
    charts = {"phq9": letter_charts.lay_out(catalog.measure("phq9"), taken)} if charted else {}
    first, last = read(letter_paper.draw(whole, practitioner, draft=False, charts=charts))
    assert "word9 " in " ".join(first.split())
    assert "word429" in last
    assert practitioner.name in last


def test_of_two_charts_each_has_its_name(letter, practitioner, read) -> None:
    """The reader of two drawings can tell which is of which questionnaire; one needs no name."""
    said, charts = [], {}
    for one, name in (("phq9", "PHQ-9"), ("gad7", "GAD-7")):
        days = (date(2025, 9, day) for day in (1, 2))
        taken = [MeasureResult("", letter.client_id, one, name, day, 9) for day in days]
        charts[one] = letter_charts.lay_out(catalog.measure(one), taken)
        said.append(Sentence("Shown.", Source(Origin.RECORD, "x", letter_charts.key(one))))
    for count, names in ((2, ["PHQ-9", "GAD-7"]), (1, [])):
        whole = replace(letter, paragraphs=(Paragraph(tuple(said[:count])),))
        pages = read(letter_paper.draw(whole, practitioner, draft=False, charts=charts))
        lines = [line.strip() for line in "\n".join(pages).split("\n")]
        assert [line for line in lines if line in ("PHQ-9", "GAD-7")] == names


def test_three_hundred_pages_are_printed_to_the_last_word(letter, practitioner, read) -> None:
    """A letter of a million characters in one paragraph loses nothing."""
    words = " ".join(f"word{number}" for number in range(110_000))
    pages = read(letter_paper.draw(_with_text(letter, words), practitioner, draft=False))
    assert len(pages) >= 300
    assert "word54321 " in "".join(pages).replace("\n", " ")
    assert "word109999" in pages[-1]


# --- what it is for, and what it replaces --------------------------------------------------------


def test_a_letter_says_what_it_is_for_before_it_says_anything_else(
    letter, practitioner, read
) -> None:
    """What was talked over with the client stands above the greeting."""
    told = replace(letter, consent=replace(letter.consent, purpose="a review of the medication"))
    [text] = read(letter_paper.draw(told, practitioner, draft=False))
    assert text.index("Purpose: a review of the medication") < text.index("Dear Dr A. Brook")


def test_a_kind_that_does_not_state_its_purpose_keeps_it_off_the_page(
    letter, practitioner, read
) -> None:
    """Why somebody asks that appointments be confirmed is more than was asked for."""
    told = replace(letter, consent=replace(letter.consent, purpose="to keep her job"))
    [text] = read(letter_paper.draw(told, practitioner, draft=False))
    assert "keep her job" in text
    [text] = read(letter_paper.draw(told, practitioner, draft=False, states_purpose=False))
    assert "keep her job" not in text


def test_a_purpose_fills_its_place_in_the_text_and_is_said_once(letter, practitioner, read) -> None:
    """A letter whose words have a place for it needs no line of its own."""
    told = replace(
        _with_text(letter, "I am writing about {purpose}."),
        consent=replace(letter.consent, purpose="a review of the medication"),
    )
    [text] = read(letter_paper.draw(told, practitioner, draft=False))
    assert "I am writing about a review of the medication." in text
    assert text.count("a review of the medication") == 1
    assert "Purpose:" not in text


def test_a_correction_names_the_letter_that_it_replaces(letter, practitioner, read) -> None:
    """The sentence stands first, and cannot be left out."""
    told = replace(letter, replaces=letter.id, replaces_on=date(2026, 5, 3))
    [text] = read(letter_paper.draw(told, practitioner, draft=False))
    named = "This letter replaces mine of 3 May 2026."
    assert text.index(named) < text.index("Thank you for your referral.")
    assert named not in read(letter_paper.draw(letter, practitioner, draft=False))[0]


def test_a_chart_at_the_end_stands_on_the_page_with_the_name(letter, practitioner, read) -> None:
    """Sentence, chart, closing and name need one page between them, and begin no new one."""
    form = MeasureResult("r1", letter.client_id, "phq9", "PHQ-9", date(2025, 9, 2), 15)
    forms = [form, replace(form, id="r2", taken_on=date(2025, 11, 4), total=8)]
    phq = catalog.measure("phq9")
    source = Source(Origin.RECORD, record_id=letter_charts.key("phq9"))
    said = Paragraph((Sentence(letter_charts.sentence(phq, forms), source),))
    short = replace(letter, paragraphs=(*letter.paragraphs, said))
    charts = {"phq9": letter_charts.lay_out(phq, forms)}

    [page] = read(letter_paper.draw(short, practitioner, draft=False, charts=charts))

    assert "2 Sep" in page
    assert "A total can lie between 0 and 27." in " ".join(page.split())
    assert not [band.label for band in phq.bands if band.label in page]
