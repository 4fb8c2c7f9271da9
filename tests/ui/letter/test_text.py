"""The sheet by itself: plain words underneath, looks and tags on top."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practicenotes.domain.letter_kinds import Fact, LetterKind, OfferRule, Part
from practicenotes.domain.letters import YOURS, Offer, Origin, Paragraph, Sentence, Source
from practicenotes.ui.letter import tags
from practicenotes.ui.letter.text import LEAST_LINES, LetterText
from practicenotes.ui.theme import Appearance


RECORD = Source(Origin.RECORD, "session 10, Plan", "note/plan", None, date(2025, 11, 11))
BODY = (
    Paragraph((Sentence("Thank you.", Source(Origin.TEMPLATE, "Progress letter")),), "beginning"),
    Paragraph((Sentence("He sleeps well.", RECORD), Sentence("I am glad.")), "work"),
)
FOCUS = Offer(
    "focus",
    "Focus",
    "goals",
    "work",
    Sentence("We work on sleep.", Source(Origin.RECORD, "Focus: goals", "focus")),
)
KIND = LetterKind(
    "progress",
    1,
    "Progress letter",
    "",
    "",
    (Part("beginning"), Part("work", offers=(OfferRule(Fact.FOCUS, "Focus", "x"),))),
    "",
    "",
)


@pytest.fixture
def sheet(qtbot, theme):
    made = LetterText()
    made.resize(420, 400)
    made.show_paragraphs(BODY)
    qtbot.addWidget(made)
    made.show()
    return made


def go_to(sheet, words):
    cursor = sheet.textCursor()
    cursor.setPosition(sheet.toPlainText().index(words))
    sheet.setTextCursor(cursor)


def looks(sheet, line, at):
    """Return the format that lies over one sign."""
    layout = sheet.document().findBlockByNumber(line).layout()
    for run in layout.formats():
        if run.start <= at < run.start + run.length:
            return QTextCharFormat(run.format)
    return None


def count(sheet, role, theme):
    """Return how many dots of the sheet have the colour of a role."""
    image = sheet.viewport().grab().toImage()
    wanted = theme.colour(role).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_tags_are_no_part_of_the_text(sheet):
    """What can be selected, copied and counted are the words of the letter alone."""
    sheet.selectAll()

    words = "Thank you.\nHe sleeps well. I am glad."
    assert sheet.toPlainText() == words
    assert sheet.createMimeDataFromSelection().text() == words
    assert sheet.paragraphs == BODY


def test_showing_a_letter_tells_nobody_and_cannot_be_undone(sheet, qtbot):
    """Only a change by hand or tick is a change; Undo does not lead into another letter."""
    heard = []
    sheet.reworded.connect(lambda: heard.append(sheet.toPlainText()))

    sheet.show_paragraphs(BODY[:1])
    sheet.undo()

    assert sheet.toPlainText() == "Thank you."
    assert heard == []
    QTest.keyClicks(sheet, "x")
    assert len(heard) == 1


def test_colouring_is_not_a_change(sheet, theme):
    """Moving about, another size of text and another theme change no word and no Undo."""
    heard = []
    sheet.reworded.connect(lambda: heard.append(1))

    go_to(sheet, "glad")
    theme.set_text_size(150)
    sheet.set_filled(frozenset({"recipient"}))

    assert heard == []
    assert not sheet.document().isUndoAvailable()


def test_the_sentence_with_the_cursor_is_marked(sheet, theme):
    """Its ground is the soft accent, that of no other sentence is."""
    go_to(sheet, "sleeps")

    assert looks(sheet, 1, 3).background().color() == theme.colour("accent_soft")
    assert looks(sheet, 0, 3) is None
    go_to(sheet, "Thank")
    assert looks(sheet, 0, 3).background().color() == theme.colour("accent_soft")
    assert looks(sheet, 1, 3) is None


def test_a_tag_has_its_room_behind_the_last_letter(sheet):
    """The last letter of a tagged sentence is wider by the tag and the gap before it."""
    look = looks(sheet, 1, len("He sleeps well.") - 1)

    assert look.fontLetterSpacingType() == QFont.SpacingType.AbsoluteSpacing
    assert look.fontLetterSpacing() == tags.width("1") + tags.GAP


def test_numbers_are_filled_and_words_are_framed(sheet, theme):
    """A number lies on the colour of buttons, and on the accent where the cursor is."""
    go_to(sheet, "Thank")
    quiet = count(sheet, "button", theme)
    accent = count(sheet, "accent", theme)
    go_to(sheet, "sleeps")

    assert quiet > 40
    assert count(sheet, "button", theme) < 10
    assert count(sheet, "accent", theme) > accent + 40


def test_entering_a_sentence_is_told_once(sheet):
    """Moving inside one sentence says nothing new; leaving all of them says so."""
    heard = []
    sheet.entered.connect(heard.append)

    go_to(sheet, "sleeps")
    go_to(sheet, "well")
    go_to(sheet, "glad")
    QTest.keyClick(sheet, Qt.Key.Key_End)
    QTest.keyClick(sheet, Qt.Key.Key_Return)

    assert [mark.sentence.text if mark else None for mark in heard] == [
        "He sleeps well.",
        "I am glad.",
        None,
    ]


def test_a_tick_and_its_end_are_one_step_each(sheet):
    """Taking and leaving out change only the sentence, each as one step of Undo."""
    before = sheet.toPlainText()

    sheet.take(KIND, FOCUS)
    taken = sheet.toPlainText()
    sheet.leave_out(FOCUS)

    assert taken == f"{before} We work on sleep."
    assert sheet.toPlainText() == before
    sheet.undo()
    assert sheet.toPlainText() == taken
    assert sheet.paragraphs[1].sentences[-1].source.record_id == "focus"
    sheet.undo()
    assert sheet.toPlainText() == before


def test_a_tick_leaves_the_words_around_it_alone(sheet):
    """What was typed before stays where it is, own words as own words."""
    go_to(sheet, "I am glad.")
    QTest.keyClicks(sheet, "So ")

    sheet.take(KIND, FOCUS)

    sentences = sheet.paragraphs[1].sentences
    assert [s.text for s in sentences] == [
        "He sleeps well.",
        "So",
        "I am glad.",
        "We work on sleep.",
    ]
    assert [s.source for s in sentences[:3]] == [RECORD, YOURS, YOURS]


def test_signs_beyond_sixteen_bits_move_no_tag(sheet, theme):
    """With an emoji before them, the marked sentence and its tag are still the right ones."""
    cursor = sheet.textCursor()
    cursor.setPosition(sheet.toPlainText().index("He sleeps"))
    cursor.insertText("\U0001f642 ")
    go_to_position = sheet.toPlainText().index("sleeps") + 1  # the sign counts as two
    cursor.setPosition(go_to_position)
    sheet.setTextCursor(cursor)

    assert sheet.current.sentence.text == "He sleeps well."
    sheet.take(KIND, FOCUS)
    assert sheet.toPlainText().endswith("I am glad. We work on sleep.")
    assert sheet.current.sentence.text == "We work on sleep."


def test_an_empty_place_is_marked_until_it_is_filled(sheet, theme):
    """A place has a soft ground and slanted words; its braces are not seen."""
    QTest.keyClicks(sheet, "Call {number} ")
    at = len("Call ")

    assert looks(sheet, 0, at).foreground().color() == theme.colour("stop_soft")
    assert looks(sheet, 0, at + 1).fontItalic()
    assert looks(sheet, 0, at + 1).foreground().color() == theme.colour("draft")
    [(start, end)] = sheet.empty_places()
    sheet.select_place((start, end))
    QTest.keyClicks(sheet, "1234")
    assert sheet.empty_places() == []
    assert sheet.toPlainText().startswith("Call 1234 ")


def test_a_place_that_is_filled_elsewhere_does_not_wait(sheet):
    """The recipient's name is no empty place once the letter has a recipient."""
    QTest.keyClicks(sheet, "{recipient} {other} ")
    assert len(sheet.empty_places()) == 2

    sheet.set_filled(frozenset({"recipient"}))

    [(start, end)] = sheet.empty_places()
    assert sheet.toPlainText()[start:end] == "{other}"


def test_the_sheet_grows_with_the_letter(sheet, theme):
    """It is never lower than a few lines, and never needs to scroll by itself."""
    low = sheet.height()
    assert low >= LEAST_LINES * 24

    sheet.insertPlainText("word\n" * 30)

    assert sheet.height() > low
    assert sheet.verticalScrollBar().maximum() == 0
    sheet.undo()
    assert sheet.height() == low


def test_tab_leaves_the_sheet(qtbot, theme):
    """Tab goes on to the next field and writes nothing."""
    page = QWidget()
    stack = QVBoxLayout(page)
    sheet, following = LetterText(), QLineEdit()
    stack.addWidget(sheet)
    stack.addWidget(following)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    sheet.setFocus()

    QTest.keyClick(sheet, Qt.Key.Key_Tab)

    assert following.hasFocus()
    assert sheet.toPlainText() == ""


def test_the_dark_sheet_is_drawn_in_its_own_colours(sheet, theme):
    """Switching the theme draws tags and marks anew without a word said."""
    go_to(sheet, "sleeps")
    theme.set_appearance(Appearance.DARK)

    assert looks(sheet, 1, 3).background().color() == theme.colour("accent_soft")
    assert theme.colour("accent_soft") == QColor("#243743")


@pytest.mark.parametrize("count_of", [40, 120])
def test_a_long_letter_is_written_without_losing_a_source(sheet, count_of):
    """Many paragraphs of record and own words keep every source while the middle is edited."""
    body = tuple(
        Paragraph(
            (
                Sentence(f"On day {n} he slept.", Source(Origin.RECORD, f"day {n}", f"d{n}")),
                Sentence(f"I thought of day {n}."),
            ),
            "work",
        )
        for n in range(count_of)
    )
    sheet.show_paragraphs(body)
    go_to(sheet, "On day 20 ")

    QTest.keyClicks(sheet, "New words. ")

    sources = [s.source.record_id for p in sheet.paragraphs for s in p.sentences]
    assert [source for source in sources if source] == [f"d{n}" for n in range(count_of)]
