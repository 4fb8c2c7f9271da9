"""The sheet for supervision on paper."""

from dataclasses import fields, replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from practicenotes.documents import supervision
from practicenotes.documents.page import Paper
from practicenotes.domain.supervision import DisguisedSheet
from practicenotes.errors import GlyphMissing, SheetEmpty, SheetTooLong


SHEET = DisguisedSheet(
    alias="A",
    question="What do I lose if I let the silence stand?",
    sentences=("A paused for a long time.", "I spoke of the rota & of <b>sleep</b>."),
    prepared_on=date(2025, 11, 18),
)


@pytest.mark.parametrize("paper", Paper)
def test_everything_released_stands_on_one_page(paper, read, faults) -> None:
    """Alias, day, question and sentences in their order, word for word."""
    pdf = supervision.draw(SHEET, paper=paper)
    [text] = [" ".join(page.split()) for page in read(pdf)]

    in_order = (
        "For supervision: A",
        "Prepared on 18 November 2025",
        "My question",
        SHEET.question,
        "What it is about",
        *SHEET.sentences,
        "1 of 1",
    )
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    assert faults(pdf) == []


def test_nothing_else_stands_there(read) -> None:
    """Taken away what was released, only the words of the form are left."""
    [text] = [" ".join(page.split()) for page in read(supervision.draw(SHEET))]
    for part in (SHEET.question, *SHEET.sentences):
        text = text.replace(part, "")
    form = (
        "For supervision: A Prepared on 18 November 2025 My question What it is about"
        " Disguised: codes in the place of names, and days as they stand to one another."
        " Confidential 1 of 1"
    )
    assert sorted(text.split()) == sorted(form.split())


def test_the_file_names_nobody() -> None:
    """Title and author, which printers keep, say neither the alias nor the therapist."""
    with pikepdf.open(BytesIO(supervision.draw(SHEET))) as document:
        told = {key: str(value) for key, value in document.docinfo.items()}
    assert told["/Title"] == "For supervision"
    assert told.get("/Author", "") == ""


def test_a_sheet_can_be_a_question_alone(read) -> None:
    """What has no sentence has no heading."""
    [text] = read(supervision.draw(replace(SHEET, sentences=())))
    assert "My question" in text
    assert "What it is about" not in text


def test_a_sheet_can_be_without_a_question_and_an_alias(read) -> None:
    """Sentences alone are a sheet too."""
    [text] = read(supervision.draw(replace(SHEET, question="", alias=" ")))
    assert "My question" not in text
    assert text.strip().startswith("For supervision")
    assert ":" not in text.split("\n")[0]


def test_an_empty_sheet_is_not_drawn() -> None:
    """Without a released sentence there is nothing to print."""
    with pytest.raises(SheetEmpty):
        supervision.draw(replace(SHEET, question="", sentences=()))


def test_a_second_page_is_never_drawn() -> None:
    """What does not fit on one page is told, not cut."""
    with pytest.raises(SheetTooLong):
        supervision.draw(replace(SHEET, sentences=("A paused for a long time.",) * 200))


def test_a_full_page_is_still_one_page(read) -> None:
    """Sixty sentences fit."""
    pdf = supervision.draw(replace(SHEET, sentences=("He paused for a long time.",) * 60))
    assert len(read(pdf)) == 1


def test_a_sign_without_a_shape_is_named() -> None:
    """What no font can show stops the sheet and is said."""
    with pytest.raises(GlyphMissing) as refused:
        supervision.draw(replace(SHEET, sentences=("He drew a \U0001f426.",)))
    assert refused.value.characters == "\U0001f426"


def test_the_same_sheet_gives_the_same_bytes() -> None:
    """No clock and no chance is in it."""
    assert supervision.draw(SHEET) == supervision.draw(SHEET)


def test_nothing_but_the_sheet_is_asked_for() -> None:
    """What is drawn knows an alias, a question, sentences and a day, and no id of anything."""
    assert [field.name for field in fields(DisguisedSheet)] == [
        "alias",
        "question",
        "sentences",
        "prepared_on",
    ]


def test_drawing_opens_no_door(doors) -> None:
    """No file and no connection is opened while a sheet is drawn."""
    supervision.draw(SHEET)
    with doors() as opened:
        supervision.draw(SHEET)
    assert opened == []
