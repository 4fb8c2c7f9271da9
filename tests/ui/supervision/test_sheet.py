"""The sheet: every sentence is looked at, put into disguise and released by hand."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practicenotes.domain.letterhead import Letterhead, PaperSize
from practicenotes.domain.reflections.supervision_items import ItemState
from practicenotes.errors import SheetEmpty, SheetTooLong
from practicenotes.messages import sentence as told
from practicenotes.records import letterheads
from practicenotes.reflections import supervision
from practicenotes.ui.supervision.sheet import ALIAS_TELLS, PAGE
from practicenotes.vault import audit


AT = datetime(2025, 11, 18, 14, 0, tzinfo=UTC)


def drawn(desk):
    """Wait for the page, and return what can be read on it."""
    desk.until(lambda: not desk.sheet.proof.busy)
    desk.settle()
    return " ".join(desk.sheet.preview.text().split())


def words(sheet):
    """Return the sentences as they stand now."""
    return [row.words.accessibleName() for row in sheet.rows]


def released(sheet):
    """Return which sentences are released."""
    return [row.box.isChecked() for row in sheet.rows]


def disguise(sheet):
    """Take every suggestion."""
    while finds := [find for row in sheet.rows for find in row.find_rows]:
        finds[0].replace()


def acts(desk):
    """Return what the private trail says, latest first."""
    return [entry.act for entry in desk.vault.private.run(audit.entries)]


# --- sentences -------------------------------------------------------------------------------


def test_nothing_is_released_at_first(desk):
    """Question and passage stand there sentence by sentence, and no page is drawn."""
    sheet = desk.prepare()

    assert words(sheet) == [
        "What do I miss with Heron?",
        "Heron looked away on 4 November.",
        "I spoke of the rota.",
        "His brother Martin laughed.",
    ]
    assert not any(released(sheet))
    assert sheet.preview.data == b""
    assert told(SheetEmpty()) in desk.words()
    assert not sheet.print.isEnabled()
    assert not sheet.keep.isEnabled()


def test_what_may_tell_is_listed_with_a_suggestion(desk):
    """Code name, date and a brother's name, each under its sentence."""
    sheet = desk.prepare()
    listed = [[(f.words, f.instead.text()) for f in row.find_rows] for row in sheet.rows]
    assert listed == [
        [("Heron", "A")],
        [("Heron", "A"), ("on 4 November", "two sessions before")],
        [],
        [("Martin", "")],
    ]
    assert "Three things are still to look at." in desk.words()


def test_space_releases_a_sentence(desk):
    """It stands on the page alone, and Space takes it back."""
    sheet = desk.prepare()
    sheet.rows[2].box.setFocus()
    desk.press(Qt.Key.Key_Space)

    assert "I spoke of the rota." in drawn(desk)
    assert "Heron" not in sheet.preview.text()
    assert "Martin" not in sheet.preview.text()
    assert "1 of 4 sentences are released." in desk.words()
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: not sheet.preview.data)


def test_a_sentence_with_a_name_cannot_be_released(desk):
    """The box stays empty, and what is to be looked at first is said."""
    sheet = desk.prepare()
    sheet.rows[3].box.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert released(sheet) == [False] * 4
    assert "Look at what is underlined first: Martin." in desk.words()


def test_r_replaces_everywhere_and_l_leaves(desk):
    """One key for each find, without leaving the sentence."""
    sheet = desk.prepare()
    sheet.rows[0].box.setFocus()
    desk.press(Qt.Key.Key_R)
    assert words(sheet)[:2] == ["What do I miss with A?", "A looked away on 4 November."]
    assert QApplication.focusWidget() is sheet.rows[0].box

    sheet.rows[3].box.setFocus()
    desk.press(Qt.Key.Key_L)
    assert sheet.rows[3].find_rows == []
    desk.press(Qt.Key.Key_Space)
    assert released(sheet)[3]


def test_another_word_than_the_suggested_can_be_put(desk):
    """What stands in the field is what is put, with Enter."""
    sheet = desk.prepare()
    field = sheet.rows[3].find_rows[0].instead
    field.setFocus()
    desk.qtbot.keyClicks(field, "the pianist")
    desk.press(Qt.Key.Key_Return)
    assert words(sheet)[3] == "His brother the pianist laughed."


def test_a_sentence_can_be_written_anew(desk):
    """Enter opens it, Enter closes it; what is new has to be released again."""
    sheet = desk.prepare()
    sheet.rows[2].box.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return)
    editor = sheet.rows[2].editor
    assert QApplication.focusWidget() is editor
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "I spoke of sleep.")
    desk.press(Qt.Key.Key_Return)

    assert words(sheet)[2] == "I spoke of sleep."
    assert not released(sheet)[2]
    assert QApplication.focusWidget() is sheet.rows[2].box


def test_words_that_stand_in_the_open_field_are_kept(desk):
    """A lock takes nothing with it: the field was not left, and the store has its words."""
    sheet = desk.prepare()
    sheet.rows[2].open()
    sheet.rows[2].editor.selectAll()
    desk.qtbot.keyClicks(sheet.rows[2].editor, "I spoke of sleep")
    assert desk.section.has_unsaved
    desk.saved()

    item_id = desk.section.item_id
    kept = desk.vault.private.run(supervision.get, item_id)
    assert [each.words for each in kept.sentences][2] == "I spoke of sleep"
    assert sheet.rows[2].editor.isVisible()


def test_leaving_the_words_keeps_them(desk):
    """Esc and going elsewhere are ends of writing like Enter."""
    sheet = desk.prepare()
    for end in (lambda: desk.press(Qt.Key.Key_Escape), sheet.rows[0].box.setFocus):
        sheet.rows[2].box.setFocus()
        desk.press(Qt.Key.Key_F2)
        desk.qtbot.keyClicks(sheet.rows[2].editor, "x")
        end()
        assert sheet.rows[2].editor.isHidden()
    assert words(sheet)[2].count("x") == 2


def test_arrows_go_from_sentence_to_sentence(desk):
    """Up and Down, and no further than the ends."""
    sheet = desk.prepare()
    sheet.rows[0].box.setFocus()
    for _ in range(9):
        desk.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is sheet.rows[3].box
    for _ in range(9):
        desk.press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is sheet.rows[0].box


def test_a_new_name_in_new_words_is_found(desk):
    """Whatever is written into a sentence is looked through as well."""
    sheet = desk.prepare()
    sheet.rows[2].reworded.emit("I spoke of tom's rota.")
    assert [find.words for find in sheet.rows[2].find_rows] == ["tom"]


# --- the alias -------------------------------------------------------------------------------


def test_the_alias_heads_the_sheet(desk):
    """Another alias stands on the page and in what is suggested."""
    sheet = desk.prepare()
    sheet.rows[2].box.click()
    sheet.alias.selectAll()
    desk.qtbot.keyClicks(sheet.alias, "K")
    assert drawn(desk).startswith("For supervision: K")
    assert sheet.rows[0].find_rows[0].instead.text() == "K"
    desk.saved()
    assert desk.kept().alias == "K"


@pytest.mark.parametrize("name", ["Heron", "heron", "Tom", "Mr Ashdown"])
def test_a_name_is_no_alias(desk, name):
    """It is said, nothing goes out, and the page does not show it."""
    sheet = desk.prepare()
    sheet.rows[2].box.click()
    sheet.alias.setText(name)
    sheet.alias.textEdited.emit(name)

    assert name.split()[-1].lower() not in drawn(desk).lower()
    assert ALIAS_TELLS in desk.words()
    assert not sheet.print.isEnabled()
    assert not sheet.keep.isEnabled()


# --- what is kept ----------------------------------------------------------------------------


def test_the_work_on_a_sheet_is_kept(desk):
    """Disguise, releases and what was left are there when the sheet is opened again."""
    sheet = desk.prepare()
    sheet.rows[0].find_rows[0].replace()
    sheet.rows[3].find_rows[0].leave()
    sheet.rows[0].box.click()
    desk.saved()
    desk.section.passages.show_list()
    again = desk.prepare()

    assert words(again)[:2] == ["What do I miss with A?", "A looked away on 4 November."]
    assert released(again) == [True, False, False, False]
    assert again.rows[3].find_rows == []


def test_a_new_question_has_to_be_released_anew(desk):
    """The passage keeps its releases; the changed question starts again."""
    sheet = desk.prepare()
    disguise(sheet)
    for row in sheet.rows:
        row.box.click()
    sheet.back.click()
    view = desk.section.passages.item
    assert "4 of 4 sentences are released for it." in desk.words()
    view.question.set_text("What do I miss?")
    view.touched.emit()
    desk.saved()
    view.sheet.click()
    desk.settle()

    assert words(desk.sheet)[0] == "What do I miss?"
    assert released(desk.sheet) == [False, True, True, True]


def test_leaving_the_sheet_lets_go_of_the_page(desk):
    """No drawing of it stays behind."""
    sheet = desk.prepare()
    sheet.rows[2].box.click()
    assert drawn(desk)
    sheet.back.click()
    assert sheet.preview.data == b""


def test_too_much_for_one_page_is_told(desk):
    """Nothing is cut: the page is empty until a sentence is taken back."""
    sheet = desk.prepare()
    sheet.rows[2].reworded.emit("He paused and I waited for him. " * 200)
    sheet.rows[2].box.click()
    desk.until(lambda: told(SheetTooLong()) in desk.words())
    assert sheet.preview.data == b""
    assert not sheet.print.isEnabled()


def test_a_page_that_fits_again_goes_out_again(desk):
    """What was refused for its length is offered as soon as it is shorter."""
    sheet = desk.prepare()
    sheet.rows[2].reworded.emit("He paused and I waited for him. " * 200)
    sheet.rows[2].box.click()
    desk.until(lambda: told(SheetTooLong()) in desk.words())
    sheet.rows[2].reworded.emit("He paused.")
    sheet.rows[2].box.click()

    assert "He paused." in drawn(desk)
    assert sheet.print.isEnabled()
    assert sheet.keep.isEnabled()


# --- out -------------------------------------------------------------------------------------


@pytest.fixture
def ready(desk):
    """Give a sheet of which every sentence is in disguise and released."""
    sheet = desk.prepare()
    disguise(sheet)
    for row in sheet.rows:
        row.box.click()
    assert "What do I miss with A?" in drawn(desk)
    return sheet


def test_the_saved_page_is_the_page_that_is_seen(desk, ready, papers, tmp_path):
    """Byte for byte, for this account alone, under a name that tells nobody."""
    seen = ready.preview.data
    ready.keep.click()
    offered = papers.save_to(desk.section, tmp_path / "out.pdf")
    desk.until(lambda: acts(desk)[0] == "save")
    desk.settle()

    assert offered == "Supervision sheet.pdf"
    assert (tmp_path / "out.pdf").read_bytes() == seen
    assert stat.S_IMODE((tmp_path / "out.pdf").stat().st_mode) == 0o600
    assert "It is not protected there" in desk.section.passages.strip.said()
    assert acts(desk)[0] == "save"
    assert desk.kept().state is ItemState.SHEET_READY


def test_the_saved_page_names_nobody(desk, ready, papers, tmp_path):
    """Neither names nor dates of the client are anywhere in the file."""
    ready.keep.click()
    papers.save_to(desk.section, tmp_path / "out.pdf")
    desk.until(lambda: acts(desk)[0] == "save")
    data = (tmp_path / "out.pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_bounded()
    assert len(document) == 1
    document.close()

    for name in ("Heron", "Ashdown", "Martin", "4 November"):
        assert name not in text
        assert name.encode() not in data
    assert "A looked away two sessions before." in " ".join(text.split())


def test_the_page_is_printed_under_a_harmless_name(desk, ready, papers, tmp_path):
    """The printer's queue hears of a sheet and of nobody; the trail tells that it was printed."""
    ready.print.click()
    printer = papers.print_to(desk.section, tmp_path / "printed.pdf").printer()
    desk.until(lambda: acts(desk)[0] == "print")

    assert printer.docName() == "PracticeNotes sheet"
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    assert desk.kept().state is ItemState.SHEET_READY


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(desk, ready, papers):
    """Nothing is entered as printed."""
    ready.print.click()
    papers.print_to(desk.section, Path("/proc/nowhere/printed.pdf"))
    window = papers.window(desk.section)
    desk.until(window.problem)
    assert "There is no folder" in window.problem()
    assert "print" not in acts(desk)
    window.reject()


def test_a_folder_that_refuses_is_told_and_nothing_is_entered(desk, ready, papers, tmp_path):
    """The window over the sheet tells why; the sheet is still to be prepared."""
    ready.keep.click()
    window = papers.window(desk.section)
    window.placed.emit(tmp_path / "nowhere" / "out.pdf", "")
    desk.until(window.problem)
    assert "save" not in acts(desk)
    assert desk.kept().state is ItemState.TO_PREPARE
    window.reject()


def test_a_small_window_shows_one_side_at_a_time(desk):
    """Sentences first, the page when it is asked for; nothing is lost by turning."""
    sheet = desk.prepare()
    sheet.rows[2].box.click()
    desk.section.resize(900, 640)
    desk.qtbot.wait(50)
    assert sheet.rows[0].isVisible()
    assert not sheet.preview.isVisible()

    sheet.turn.button(PAGE).click()
    assert sheet.preview.isVisible()
    assert not sheet.rows[0].isVisible()
    assert "I spoke of the rota." in drawn(desk)


def test_tab_walks_down_the_sentences(desk):
    """From the alias through every box and every find, all of them in sight."""
    sheet = desk.prepare()
    sheet.alias.setFocus()
    seen = []
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[0] is sheet.rows[0].box
    assert seen[1] is sheet.rows[0].find_rows[0].instead
    assert seen[4] is sheet.rows[1].box


def test_leaving_the_page_lets_go_of_names_and_keeps_the_work(desk):
    """Whoever turns away comes back to the passage; what was released is there, no name is held."""
    sheet = desk.prepare()
    sheet.rows[2].box.click()
    desk.section.choose_tab("hours")
    desk.settle()
    assert sheet.rows == []
    assert sheet._draft.book.names == ()

    desk.section.choose_tab("passages")
    desk.saved()
    assert "1 of 4 sentences are released for it." in desk.words()
    assert [each.released for each in desk.kept().sentences] == [False, False, True, False]
    assert released(desk.prepare()) == [False, False, True, False]


@pytest.mark.parametrize(("size", "width"), [(PaperSize.A4, 595), (PaperSize.LETTER, 612)])
def test_the_sheet_has_the_size_of_the_practice_s_paper(desk, size, width):
    """Whoever prints letters on Letter prints the sheet on it too."""
    desk.vault.record.run(letterheads.save, Letterhead(paper=size), AT)
    sheet = desk.prepare()
    disguise(sheet)
    sheet.rows[0].box.click()
    drawn(desk)
    handed = []
    sheet.print_wanted.connect(handed.append)
    sheet.print.click()
    with pypdfium2.PdfDocument(handed[0]) as document:
        assert int(document[0].get_width()) == width
