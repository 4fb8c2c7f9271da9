"""Writing in a letter: whose words stand where, what is still empty, and that all of it is kept."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from practicenotes.domain.letters import YOURS, Origin
from practicenotes.domain.people import NewClient
from practicenotes.errors import DiskFull
from practicenotes.records import clients
from practicenotes.records import letters as records
from practicenotes.ui.letter import tags as painted
from practicenotes.ui.saving import Write
from practicenotes.ui.widgets.words import Words

from .conftest import Practice


def put_cursor(heron: Practice, words: str, *, behind: bool = False) -> None:
    """Put the cursor before, or behind, these words of the letter."""
    sheet = heron.page.panes.sheet.text
    at = sheet.toPlainText().index(words) + (len(words) if behind else 0)
    cursor = sheet.textCursor()
    cursor.setPosition(at)
    sheet.setTextCursor(cursor)


def type_at(heron: Practice, words: str, typed: str, *, behind: bool = False) -> None:
    put_cursor(heron, words, behind=behind)
    heron.page.panes.sheet.text.setFocus()
    QTest.keyClicks(heron.page.panes.sheet.text, typed)


def sentence(heron: Practice, words: str):
    paragraphs = heron.page.letter.paragraphs
    found = [s for paragraph in paragraphs for s in paragraph.sentences if words in s.text]
    assert len(found) == 1
    return found[0]


def tags(heron: Practice) -> list[str]:
    return [mark.tag for line in heron.page.panes.sheet.text.marks for mark in line]


# --- whose words ---------------------------------------------------------------------------------


def test_an_edited_sentence_is_the_therapists_own(filled):
    """It loses its number, names what it was, and its box is empty again."""
    type_at(filled, "ten times", "about ")

    was = "Dates seen and number: 10 sessions since 2 September 2025"
    assert sentence(filled, "about ten").source.was == was
    assert not filled.fact("dates_seen").isChecked()
    assert tags(filled) == ["template", "reworded", "1", "2", "template"]
    assert filled.page.panes.source.said() == f"Reworded by you; was: {was}"
    filled.settle()
    assert filled.kept().paragraphs == filled.page.letter.paragraphs


def test_taking_an_edit_back_gives_the_number_back(filled):
    """Ctrl+Z after a slip leaves the letter as it was, with its sources."""
    before = filled.page.letter.paragraphs

    type_at(filled, "ten times", "x")
    assert filled.page.letter.paragraphs != before
    filled.page.panes.sheet.text.undo()

    assert filled.page.letter.paragraphs == before
    assert filled.fact("dates_seen").isChecked()


def test_a_ticked_sentence_can_stand_beside_its_own_rewording(filled):
    """After an edit the fact can be ticked again, and the edited words keep their origin."""
    type_at(filled, "ten times", "about ")

    filled.fact("dates_seen").click()

    assert sentence(filled, "about ten").source.was
    assert sentence(filled, "met ten").source.origin is Origin.RECORD


def test_new_words_are_the_therapists_own_and_touch_nothing_else(filled):
    """A sentence written between two others has the tag yours; the others keep theirs."""
    type_at(filled, "4 November 2025.", " That is a relief to us both.", behind=True)

    assert sentence(filled, "relief").source == YOURS
    assert tags(filled) == ["template", "1", "yours", "2", "3", "template"]


def test_a_run_of_own_sentences_has_one_tag(filled):
    """Two own sentences side by side share the tag behind the second."""
    type_at(filled, "hear from you.", " One more thing. ", behind=True)
    QTest.keyClicks(filled.page.panes.sheet.text, "And another.")

    assert tags(filled)[-2:] == ["template", "yours"]


def test_the_sentence_with_the_cursor_says_where_it_came_from(filled):
    """Moving through the letter shows each source in the line below."""
    said = filled.page.panes.source.said

    put_cursor(filled, "Thank you")
    assert said() == "From the template: Progress letter to a referrer"
    put_cursor(filled, "Together")
    assert said() == "Focus: goals, 9 September 2025"
    assert filled.page.panes.source.out.isVisible()


def test_paragraphs_can_be_parted_by_enter(filled):
    """Enter in the middle makes two paragraphs in the letter and on the page."""
    count = len(filled.page.letter.paragraphs)
    put_cursor(filled, "We have met")

    QTest.keyClick(filled.page.panes.sheet.text, Qt.Key.Key_Return)
    filled.settle()

    assert len(filled.kept().paragraphs) == count + 1


# --- hostile words -------------------------------------------------------------------------------


HOSTILE = (
    "a < b & c <b>bold</b> <img src='/etc/passwd'/> {{ ${x} %s &amp; \\n 'DROP TABLE' \U0001f600"
)


def test_hostile_words_stay_words(filled):
    """Markup, braces and signs beyond 16 bits are kept as they were typed, and break no source."""
    sources = tags(filled)
    put_cursor(filled, "hear from you.", behind=True)

    filled.page.panes.sheet.text.insertPlainText(f"\n{HOSTILE}\nAfter it.")
    filled.page.panes.sheet.text.insertPlainText(" \U0001f600 and on.")
    put_cursor(filled, "Together")
    filled.settle()

    assert filled.kept().paragraphs[-2].text == HOSTILE
    assert filled.kept().paragraphs[-1].text == "After it. \U0001f600 and on."
    assert [tag for tag in tags(filled) if tag][: len(sources)] == sources


def test_what_the_page_cannot_show_is_named_and_stops_the_pages(filled):
    """A sign that no font has is named; no older page stands there as if it were true."""
    put_cursor(filled, "hear from you.", behind=True)
    filled.page.panes.sheet.text.insertPlainText(" \u13a0\u13a1")  # Cherokee
    filled.settle()

    assert filled.page.panes.preview.data == b""
    assert "\u13a0\u13a1" in filled.page.panes.refusal.said()
    filled.page.panes.sheet.text.undo()
    filled.settle()
    assert filled.page.panes.preview.data
    assert not filled.page.panes.refusal.isVisible()


def test_only_words_are_pasted(filled):
    """Pictures, looks and addresses of a web page do not come along; neither do they go out."""
    pasted = QMimeData()
    pasted.setHtml("<b>Bold</b> <img src='http://example.org/x.png'>")
    pasted.setText("Plain\x00\x07 words\ufffc")
    sheet = filled.page.panes.sheet.text
    put_cursor(filled, "hear from you.", behind=True)

    sheet.insertFromMimeData(pasted)
    sheet.selectAll()

    assert sheet.toPlainText().endswith("hear from you.Plain words")
    assert sheet.createMimeDataFromSelection().formats() == ["text/plain"]


def test_a_picture_alone_is_not_pasted(filled):
    """What has no words cannot be pasted at all."""
    picture = QMimeData()
    picture.setData("image/png", b"\x89PNG")

    assert not filled.page.panes.sheet.text.canInsertFromMimeData(picture)


# --- empty places --------------------------------------------------------------------------------


def clear_recipient(heron: Practice) -> None:
    field = heron.page.panes.sheet.recipient
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)


def test_an_empty_recipient_stops_everything_that_goes_out(agreed):
    """The strip says so, the three buttons are off, and say why to the eye and to the ear."""
    clear_recipient(agreed)

    page = agreed.page
    why = "One place is still empty: recipient’s name. Printing waits for it."
    assert page.panes.places.said() == "One place is still empty. Printing waits for it."
    for button in (page.header.keep, page.header.print, page.header.approve):
        assert not button.isEnabled()
        assert button.toolTip() == button.accessibleDescription() == why
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert not page.findChildren(QDialog)


def test_filling_the_place_opens_the_way(agreed):
    """With a recipient the strip goes, the greeting is addressed, and the buttons are on."""
    clear_recipient(agreed)
    assert agreed.page.panes.sheet.greeting.text() == "Dear recipient’s name"

    QTest.keyClicks(agreed.page.panes.sheet.recipient, "Dr Aubrey")
    agreed.settle()

    assert not agreed.page.panes.places.isVisible()
    assert agreed.page.header.approve.isEnabled()
    assert agreed.page.panes.sheet.greeting.text() == "Dear Dr Aubrey"
    assert agreed.kept().greeting == "Dear {recipient}"
    assert "Dear Dr Aubrey" in agreed.page.panes.preview.text()


def test_f4_goes_from_place_to_place(filled):
    """Recipient, places in the text, closing, and round again; what is typed fills the place."""
    clear_recipient(filled)
    sheet = filled.page.panes.sheet
    type_at(filled, "hear from you.", " Call {number} or {hours}.", behind=True)
    sheet.closing.setFocus()
    QTest.keyClicks(sheet.closing, " {sign}")
    page = filled.page

    def f4() -> None:
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_F4)

    f4()
    assert sheet.recipient.hasFocus()
    f4()
    assert sheet.text.textCursor().selectedText() == "{number}"
    f4()
    assert sheet.text.textCursor().selectedText() == "{hours}"
    QTest.keyClicks(sheet.text, "nine to five")
    f4()
    assert sheet.closing.selectedText() == "{sign}"
    f4()
    assert sheet.recipient.hasFocus()
    assert page.panes.places.said() == ("Three places are still empty. Printing waits for them.")


def test_the_strip_leads_to_the_place(filled):
    """Its link does what F4 does."""
    clear_recipient(filled)
    filled.page.panes.sheet.text.setFocus()

    filled.page.panes.places.acted.emit()

    assert filled.page.panes.sheet.recipient.hasFocus()


def test_the_subject_waits_for_a_name_that_the_file_does_not_have(heron):
    """Without a legal name the subject is an empty place, open to be filled; nothing is covered."""
    wren = heron.record.run(clients.add, NewClient("Wren", referrer="Dr Oak"), heron.clock())
    heron.page.begin(wren, "progress")
    heron.qtbot.waitUntil(lambda: heron.page.letter is not None)
    heron.settle()

    subject = heron.page.panes.sheet.subject
    assert subject.field.isVisible()
    heron.page.go_to_place()
    assert subject.field.selectedText() == "{client}"
    QTest.keyClicks(subject.field, "Ann Wood")
    assert heron.page.letter.subject == "Re: Ann Wood"
    assert heron.page.header.print.isEnabled()


# --- names ---------------------------------------------------------------------------------------


def test_the_legal_name_is_in_no_widget_until_it_is_asked_for(filled):
    """Bars stand for it in the letter, and on the screen over the page; the bytes have it."""
    page = filled.page
    texts = [w.text() for w in page.findChildren(QLineEdit)]
    words = [w.said() for w in page.findChildren(Words)]

    assert not any("Feld" in text or "Jonas" in text for text in texts + words)
    assert page.panes.preview.covers > 0
    assert "Jonas Feld" in page.panes.preview.text()


def test_showing_the_name_uncovers_the_page_too(filled):
    """What *Show* and F8 do reaches the preview, and covering covers both again."""
    subject, preview = filled.page.panes.sheet.subject, filled.page.panes.preview

    subject.covered.turn()
    assert not subject.is_covered
    assert preview.covers == 0
    subject.covered.turn()
    assert subject.is_covered
    assert preview.covers > 0


def test_the_subject_can_be_edited_and_covers_itself_behind(filled):
    """The subject opens for writing once it is shown, and is kept as it was written."""
    subject = filled.page.panes.sheet.subject
    subject.covered.turn()
    subject._edit.click()

    subject.field.setText("")
    QTest.keyClicks(subject.field, "Re: J. Feld, born 1987")
    filled.page.panes.sheet.text.setFocus()
    filled.settle()

    assert filled.kept().subject == "Re: J. Feld, born 1987"
    assert subject.is_covered
    assert subject.field.text() == ""


# --- saving --------------------------------------------------------------------------------------


def test_what_is_written_is_saved_without_being_asked(filled):
    """A moment after the last key the store has it, and only then the page says so."""
    filled.clock.move(minutes=3)
    type_at(filled, "hear from you.", " Soon.", behind=True)
    QTest.keyClicks(filled.page.panes.sheet.address, "No. 1, ")

    assert filled.page.has_unsaved
    assert filled.page.header.saved.word == "Saved 12:05"
    filled.qtbot.waitUntil(lambda: not filled.page.has_unsaved, timeout=10_000)

    assert filled.page.header.saved.word == "Saved 12:08"
    assert "Soon." in filled.kept().paragraphs[-1].text
    assert filled.kept().recipient_address.startswith("No. 1, ")


def test_leaving_the_page_saves(filled):
    """Whatever hides the page, the store has what was typed."""
    type_at(filled, "hear from you.", " Soon.", behind=True)

    filled.page.hide()

    assert "Soon." in filled.kept().paragraphs[-1].text


def test_back_waits_for_the_commit(filled):
    """The page says that it is left only when everything is kept."""
    type_at(filled, "hear from you.", " Soon.", behind=True)
    left = []
    filled.page.left.connect(lambda: left.append(filled.page.has_unsaved))

    filled.page.header.back.click()
    filled.qtbot.waitUntil(lambda: bool(left))

    assert left == [False]


def test_another_letter_opens_when_this_one_is_kept(filled):
    """Opening a second letter loses nothing of the first, and shows nothing of it."""
    first = filled.page.letter.id
    type_at(filled, "hear from you.", " Soon.", behind=True)

    filled.page.begin(filled.client, "progress")
    filled.qtbot.waitUntil(lambda: filled.page.letter.id != first)
    filled.settle()

    assert "Soon." in filled.record.run(records.get, first).paragraphs[-1].text
    assert "Soon." not in filled.page.panes.sheet.text.toPlainText()
    assert filled.kept().paragraphs == filled.page.letter.paragraphs
    sheet = filled.page.panes.sheet.text
    sheet.undo()
    assert "Soon." not in sheet.toPlainText()


def test_nothing_can_be_typed_into_a_letter_that_is_on_its_way_out(filled):
    """Between the last save of one letter and the first sight of the next no word is taken."""
    first = filled.page.letter
    filled.page.panes.sheet.text.setFocus()
    filled.page.begin(filled.client, "progress")

    assert not filled.page.panes.sheet.text.isEnabled()
    assert not filled.page.panes.sheet.text.hasFocus()
    filled.fact("risk").click()
    filled.page.header.approve.click()

    filled.qtbot.waitUntil(lambda: filled.page.letter.id != first.id)
    filled.settle()
    assert filled.record.run(records.get, first.id).paragraphs == first.paragraphs
    assert "risk" not in filled.page.panes.sheet.text.toPlainText()
    assert filled.page.isEnabled()


def test_a_letter_that_cannot_be_saved_stays_open(filled):
    """Another letter is not opened over words that no store has; they can be written on."""
    first = filled.page.letter.id
    compose = filled.page.saves._compose

    def refuse(db, letter, at):
        raise DiskFull

    filled.page.saves._compose = lambda: Write(refuse, compose().arguments)
    type_at(filled, "hear from you.", " Soon.", behind=True)
    filled.page.begin(filled.client, "progress")
    filled.qtbot.waitUntil(filled.page.problem.isVisible)

    assert filled.page.letter.id == first
    assert filled.page.isEnabled()
    QTest.keyClicks(filled.page.panes.sheet.text, " More.")
    filled.page.saves._compose = compose
    filled.qtbot.waitUntil(lambda: not filled.page.has_unsaved, timeout=10_000)
    assert "Soon. More." in filled.kept().paragraphs[-1].text


def test_a_full_disk_is_told_and_the_text_stays(filled):
    """The head says since when nothing is kept; when there is room again, all of it is."""
    compose = filled.page.saves._compose
    full = True

    def save(db, letter, at):
        if full:
            raise DiskFull
        return records.save(db, letter, at)

    filled.page.saves._compose = lambda: Write(save, compose().arguments)
    type_at(filled, "hear from you.", " Soon.", behind=True)
    filled.page.save_now()
    filled.qtbot.waitUntil(filled.page.problem.isVisible)

    assert filled.page.header.saved.word == "Not saved since 12:05"
    assert "Free some space" in filled.page.problem.said()
    assert filled.page.panes.sheet.text.toPlainText().endswith("Soon.")
    full = False
    filled.qtbot.waitUntil(lambda: not filled.page.has_unsaved, timeout=10_000)
    assert not filled.page.problem.isVisible()
    assert "Soon." in filled.kept().paragraphs[-1].text


def test_a_draft_is_opened_where_it_was_left(filled):
    """A letter opened again has its words, sources, ticks and consent, and bears the day's date."""
    filled.agree()
    written = filled.page.letter
    filled.page.begin(filled.client, "progress")
    filled.qtbot.waitUntil(lambda: filled.page.letter.id != written.id)
    filled.clock.move(days=2)

    filled.page.open(written.id)
    filled.qtbot.waitUntil(lambda: filled.page.letter.id == written.id)
    filled.settle()

    assert filled.page.letter.paragraphs == written.paragraphs
    assert filled.page.panes.consent.consent == written.consent
    assert filled.fact("focus").isChecked()
    assert "20 November 2025" in filled.page.panes.preview.text()


def test_looking_at_a_letter_is_no_change(filled):
    """Opening one letter after another saves neither of them again."""
    sheet = filled.page.panes.sheet
    sheet.address.setFocus()
    QTest.keyClicks(sheet.address, "Ward 3, ")
    filled.settle()
    first = filled.page.letter.id
    filled.page.begin(filled.client, "progress")
    filled.qtbot.waitUntil(lambda: filled.page.letter.id != first)
    filled.clock.move(hours=1)

    filled.page.open(first)
    filled.qtbot.waitUntil(lambda: filled.page.letter.id == first)

    assert not filled.page.has_unsaved
    filled.settle()
    assert filled.kept().saved_at < filled.clock()


def test_selecting_and_moving_keeps_the_selection(filled):
    """Colouring the letter anew does not disturb what is selected."""
    sheet = filled.page.panes.sheet.text
    put_cursor(filled, "Together")

    sheet.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)

    assert sheet.textCursor().selectedText().startswith("Together")
    assert sheet.textCursor().selectedText().endswith("hear from you.")


@pytest.mark.parametrize("size", [100, 150, 200])
def test_tags_have_room_behind_their_sentences(filled, theme, size):
    """Every tag is painted behind its words and inside the sheet, at any size of text."""
    theme.set_text_size(size)
    filled.settle()
    sheet = filled.page.panes.sheet.text
    for block in sheet._blocks():
        for mark in sheet.marks_of(block):
            line = block.layout().lineForTextPosition(mark.end - 1)
            right = painted._x(line, mark.end)
            assert right - painted._x(line, mark.end - 1) > painted.width(mark.tag)
            assert right <= sheet.viewport().width()
