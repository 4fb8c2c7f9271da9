"""Lines with two directions on paper: in the right order, broken where they must be."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from practicenotes.documents import letter as letter_paper
from practicenotes.documents import page, prose, style
from practicenotes.documents.page import Sheet
from practicenotes.domain.letters import Paragraph, Sentence


@pytest.fixture
def drawn(letter, practitioner, read):
    """Give what draws a letter to somebody and returns how it is read."""

    def draw(**changes) -> str:
        pdf = letter_paper.draw(replace(letter, **changes), practitioner, draft=False)
        return "\n".join(read(pdf))

    return draw


@pytest.mark.parametrize(
    "name",
    [
        "محمد علي الأحمد",
        "مرهف سلام",
        "ڕێبوار هەڵە",
        "פרופסור מרים כהן",
        "王小明先生",
        "山田太郎",
        "김민수",
    ],
)
def test_a_recipient_from_elsewhere_is_read_as_written(name, drawn) -> None:
    """A program that reads the page finds the name in its letters, whatever forms are drawn."""
    text = drawn(recipient=name, greeting="Dear {recipient}")
    assert [line.strip() for line in text.splitlines()].count(name) == 1
    assert text.count(name) == 2


def test_what_is_drawn_has_its_letters_joined_and_turned_round() -> None:
    """On paper the last letter of an Arabic word stands first from the left, each in its form."""
    line = prose.words("محمد", style.LINE)
    line.wrap(400, 100)
    drawn = prose.backwards.turned(line.blPara)

    assert _words_of(drawn) == ["\ufeaa\ufee4\ufea4\ufee3"]


def test_a_sentence_with_a_name_keeps_its_words_in_place() -> None:
    """Only the words in the other script are turned; what comes before and after stays."""
    line = prose.words("Seen with אב גד in June.", style.LINE)
    line.wrap(400, 100)

    assert _words_of(prose.backwards.turned(line.blPara)) == ["Seen with דג בא in June."]


def test_a_name_over_two_lines_begins_on_the_first() -> None:
    """A long name is broken in the order of reading, and each line is turned by itself."""
    line = prose.words("אב גד הו זח טי כל", style.LINE)
    line.wrap(36, 100)
    first, *rest = _words_of(prose.backwards.turned(line.blPara))

    assert first.strip() == "דג בא"
    assert rest


def _words_of(broken) -> list[str]:
    lines = []
    for line in broken.lines:
        pieces = line[1] if isinstance(line, tuple) else [piece.text for piece in line.words]
        lines.append("".join(pieces))
    return lines


def test_an_ordinary_paragraph_is_drawn_as_it_was_broken() -> None:
    """Text in one direction is not even copied."""
    line = prose.words("Seen in June.", style.LINE)
    line.wrap(400, 100)

    assert prose.backwards.turned(line.blPara) is line.blPara


def test_a_reading_program_is_told_the_words_in_order(letter, practitioner) -> None:
    """The words of a turned paragraph stand in the file as they are read, even over two pages."""
    text = "السيد محمد علي الأحمد يسكن في برلين. " * 200
    story = [prose.words(text, style.BODY)]
    sheet = Sheet("A kind of letter", "M. Lindqvist", letter.written_on, page.Paper.A4)
    with pikepdf.open(BytesIO(page.build(story, sheet))) as document:
        assert len(document.pages) == 2
        leaves = list(document.Root.StructTreeRoot.K.K)
    told = [str(leaf.ActualText) for leaf in leaves if "/ActualText" in leaf]

    assert told == [text.strip()]


def test_an_empty_place_stays_where_it_is_among_turned_words(letter, practitioner, faults) -> None:
    """A draft shows an empty place in a line that runs right to left."""
    words = Paragraph((Sentence("يسكن في {town} منذ عام 2015"),))
    draft = replace(letter, paragraphs=(words,))
    pdf = letter_paper.draw(draft, practitioner, draft=True)

    assert faults(pdf) == []


def test_long_lines_without_a_space_are_broken(drawn) -> None:
    """Chinese without spaces fills its lines and loses no sign."""
    text = "汉字很长的段落没有空格" * 20
    read = drawn(paragraphs=(Paragraph((Sentence(text),)),))

    assert text in "".join(read.split())
    assert max(len(line) for line in read.splitlines()) < 100


def test_every_face_is_carried_by_the_file(letter, practitioner, faults) -> None:
    """A letter in six scripts has all its fonts inside, each as far as it is used."""
    mixed = replace(
        letter,
        recipient="محمد علي",
        recipient_address="רחוב הרצל 12\n北京市朝阳区\n서울특별시\nΑθήνα, Київ",
    )
    pdf = letter_paper.draw(mixed, practitioner, draft=False)

    assert faults(pdf) == []
    assert len(pdf) < 200_000
