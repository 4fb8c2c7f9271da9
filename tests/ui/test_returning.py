"""After a lock one is where one was: the page, the field, and the cursor in it."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from evenings import AT, Evening
from practicenotes.app import bookmark
from practicenotes.domain import letter_kind_drafts
from practicenotes.domain.reflections.supervision_items import (
    SupervisionItem,
    SupervisionItemId,
)
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import supervision
from practicenotes.ui import returning
from practicenotes.ui.clients.edit import ClientDialog
from practicenotes.ui.session.header import RECORD
from practicenotes.ui.supervision.section import CASELOAD, HOURS, PASSAGES
from practicenotes.ui.window import Window


def window(evening: Evening) -> Window:
    """Return the window of the open practice."""
    assert isinstance(evening.program.front, Window)
    return evening.program.front


def test_the_page_of_the_practice_comes_back(evening: Evening) -> None:
    """Whoever was at the practice is there again, and not at a client."""
    evening.desk.show_client(evening.client)
    window(evening).show_page(evening.desk.practice)

    evening.lock()

    assert window(evening).page is evening.desk.practice
    assert evening.desk.clients.client_id == evening.client


def test_lines_of_the_practice_that_were_typed_are_kept_over_a_lock(evening: Evening) -> None:
    """Nobody pressed *Keep these lines*: they stand there again, with the cursor among them."""
    window(evening).show_page(evening.desk.practice)
    field: Any = evening.desk.practice._form.field("name")
    field.setFocus()
    evening.qtbot.keyClicks(field, "M. Lindqvist")
    field.setCursorPosition(3)
    assert evening.desk.has_unsaved

    evening.lock()

    evening.until(lambda: evening.desk.practice._form.field("name").text() == "M. Lindqvist")
    evening.until(lambda: QApplication.focusWidget() is evening.desk.practice._form.field("name"))
    assert not evening.desk.has_unsaved


@pytest.mark.parametrize("part", [PASSAGES, CASELOAD, HOURS])
def test_supervision_comes_back_at_its_part(evening: Evening, part: str) -> None:
    """The list of supervision stands there, at the tab that was chosen."""
    window(evening).show_page(evening.desk.supervision)
    evening.desk.supervision.choose_tab(part)

    evening.lock()

    assert window(evening).page is evening.desk.supervision
    assert evening.desk.supervision.tab == part


def test_the_list_of_forms_comes_back(evening: Evening) -> None:
    """The page of forms stands there, with none being written."""
    evening.desk.forms.show()

    evening.lock()

    assert window(evening).page is evening.desk.forms.page
    assert evening.desk.forms.draft_id is None


def test_the_list_of_kinds_of_letters_comes_back(evening: Evening) -> None:
    """The page of kinds stands there, with none being written."""
    evening.desk.kinds.show()

    evening.lock()

    assert window(evening).page is evening.desk.kinds.page
    assert evening.desk.kinds.draft_id is None


def test_a_kind_of_letter_that_is_written_comes_back(evening: Evening) -> None:
    """Its own page is open again at its draft, and not that of a form."""
    evening.desk.kinds.show()
    page = evening.desk.kinds.page
    page.begin(replace(letter_kind_drafts.empty(), name="Mine"))
    evening.until(lambda: page.draft_id)
    draft_id = page.draft_id
    assert evening.desk.place.kind_draft_id == draft_id
    assert evening.desk.place.form_draft_id is None

    evening.lock()
    evening.until(lambda: evening.desk.kinds.draft_id)

    assert window(evening).page is evening.desk.kinds.page
    assert evening.desk.kinds.draft_id == draft_id
    assert evening.desk.kinds.page.editor.draft.template.name == "Mine"


def test_the_day_stays_the_day(evening: Evening) -> None:
    """From the first page the way leads to the first page."""
    window(evening).show_page(evening.desk.today)

    evening.lock()

    assert window(evening).page is evening.desk.today


def test_the_field_and_the_cursor_come_back_in_a_note(evening: Evening) -> None:
    """The keyboard is in the same section, between the same two letters."""
    note = evening.draft()
    side = evening.desk.session.record
    editor: Any = side.form.editor("assessment")
    editor.setPlainText("He was quieter than before.")
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(6)
    editor.setTextCursor(cursor)

    evening.lock()
    evening.until(lambda: evening.desk.session.record.is_open)
    evening.until(lambda: QApplication.focusWidget() is _editor(evening, "assessment"))

    assert evening.desk.session.record.note.id == note
    back: Any = _editor(evening, "assessment")
    assert back.textCursor().position() == 6


def test_the_facet_that_was_written_on_is_open_again(evening: Evening) -> None:
    """All have fields of the same names; the cursor goes on where it stopped, in no other one."""
    evening.show_session()
    facets = evening.desk.session.private.facets
    last = list(facets._lines)[-1]
    facets.open(last)
    assert facets.pad
    evening.qtbot.keyClicks(facets.pad.noticed, "A long silence.")
    cursor = facets.pad.noticed.textCursor()
    cursor.setPosition(7)
    facets.pad.noticed.setTextCursor(cursor)

    evening.lock()

    evening.until(lambda: _named(QApplication.focusWidget()) == "What I noticed")
    field: Any = QApplication.focusWidget()
    evening.until(lambda: field.textCursor().position() == 7)
    assert evening.desk.session.private.facets.part_of(field) == last


def test_the_cursor_comes_back_in_the_text_of_a_letter(evening: Evening) -> None:
    """Whoever wrote in a letter goes on at the same sign of it."""
    evening.desk.letters.begin(evening.client)
    evening.until(lambda: evening.desk.letter.letter is not None)
    text = evening.desk.letter.panes.sheet.text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(7)
    text.setTextCursor(cursor)

    evening.lock()

    evening.until(lambda: QApplication.focusWidget() is evening.desk.letter.panes.sheet.text)
    assert evening.desk.letter.panes.sheet.text.textCursor().position() == 7


def test_the_sheet_of_a_passage_comes_back(evening: Evening) -> None:
    """Whoever was at the sheet for supervision is there again, and not before it."""
    nobody = SupervisionItemId("")
    new = SupervisionItem(nobody, evening.client, evening.session, "He looked away.")
    item_id = evening.vault.private.run(supervision.flag, new, AT)
    window(evening).show_page(evening.desk.supervision)
    evening.desk.supervision.open(item_id, on_sheet=True)
    evening.until(lambda: evening.desk.supervision.on_sheet)

    evening.lock()

    evening.until(lambda: evening.desk.supervision.on_sheet)
    assert evening.desk.supervision.item_id == item_id


def test_the_place_holds_no_word(evening: Evening) -> None:
    """What is remembered behind the prompt are ids and numbers."""
    evening.show_session()
    evening.desk.session.private.free.setPlainText("kanarienvogel")
    evening.desk.session.private.free.setFocus()

    place = returning.place(evening.desk, window(evening))

    assert place.spot
    assert {type(part) for part in (place.spot.number, place.spot.at)} == {int}
    assert "Heron" not in repr(place)
    assert "kanarienvogel" not in repr(place)


def test_before_the_session_goes_on_being_read(evening: Evening) -> None:
    """The keyboard is on what is read there, and not in the list of clients."""
    evening.desk.before_session(evening.client)
    evening.until(lambda: _named(QApplication.focusWidget()) == "Before the session")

    evening.lock()

    evening.until(lambda: _named(QApplication.focusWidget()) == "Before the session")


def test_a_search_on_the_private_side_comes_back_there(evening: Evening) -> None:
    """Its bar is open again with what was sought, and the record’s is not."""
    evening.show_session()
    page = evening.desk.session
    evening.qtbot.keyClicks(page.private.free, "An anger.")
    page.private.free.setFocus()
    page.finding.open()
    evening.qtbot.keyClicks(QApplication.focusWidget(), "anger")

    evening.lock()

    evening.until(lambda: _named(QApplication.focusWidget()) == "Find in this reflection")
    field: Any = QApplication.focusWidget()
    evening.until(lambda: field.text() == "anger")
    assert evening.desk.session.finding._bars[RECORD].isHidden()


def test_half_a_day_and_a_search_come_back_beside_a_letter(evening: Evening) -> None:
    """No letter can keep them; they stand in their fields again, with the cursor in the day."""
    evening.desk.letters.begin(evening.client)
    evening.until(lambda: evening.desk.letter.letter is not None)
    panes = evening.desk.letter.panes
    sought, day = panes.offers.passages.field, panes.consent.form.field("given_on")
    for field, words in ((sought, "said"), (day, "11 Nov")):
        field.setFocus()
        evening.qtbot.keyClicks(field, words)

    evening.lock()

    evening.until(lambda: _named(QApplication.focusWidget()) == "Agreed on")
    panes = evening.desk.letter.panes
    evening.until(lambda: panes.offers.passages.field.text() == "said")
    back: Any = QApplication.focusWidget()
    assert (back.text(), back.cursorPosition()) == ("11 Nov", 6)


def test_half_a_day_outlives_the_program(evening: Evening) -> None:
    """Whoever ends it in the middle of a form begins there; what was sought stands there too."""
    evening.desk.letters.begin(evening.client)
    evening.until(lambda: evening.desk.letter.letter is not None)
    panes = evening.desk.letter.panes
    sought, day = panes.offers.passages.field, panes.consent.form.field("given_on")
    for field, words in ((sought, "said"), (day, "11 Nov")):
        field.setFocus()
        evening.qtbot.keyClicks(field, words)

    evening.end()

    evening.until(lambda: _named(QApplication.focusWidget()) == "Agreed on")
    back: Any = QApplication.focusWidget()
    assert (back.text(), back.cursorPosition()) == ("11 Nov", 6)
    evening.until(lambda: evening.desk.letter.panes.offers.passages.field.text() == "said")


def test_a_mere_search_ends_with_the_program(evening: Evening) -> None:
    """It begins with the day, as ever, and nothing waits to come back later."""
    window(evening).show_page(evening.desk.clients)
    evening.desk.clients.find_client()
    evening.qtbot.keyClicks(QApplication.focusWidget(), "Her")

    evening.end()

    assert window(evening).page is evening.desk.today
    assert evening.vault.record.run(of_record.find, bookmark._WORDS) is None


@pytest.mark.parametrize("back", ["go_back", "go_forward"])
def test_on_the_way_back_the_keyboard_is_where_it_was(evening: Evening, back: str) -> None:
    """Alt+Left and Alt+Right lead to the page, the field and the cursor."""
    evening.desk.letters.begin(evening.client)
    evening.until(lambda: evening.desk.letter.letter is not None)
    front = window(evening)
    if back == "go_forward":
        front.go_back()
        front.go_forward()
    text = evening.desk.letter.panes.sheet.text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(7)
    text.setTextCursor(cursor)
    if back == "go_forward":
        front.go_back()
    else:
        front.show_page(evening.desk.today)
    assert QApplication.focusWidget() is not text

    getattr(front, back)()

    assert front.page is evening.desk.letter
    assert QApplication.focusWidget() is text
    assert text.textCursor().position() == 7


def test_the_field_and_the_cursor_come_back_in_a_sheet(evening: Evening) -> None:
    """A sheet that stood open over a page has the keyboard in the same of its fields."""
    evening.desk.show_client(evening.client)
    evening.desk.clients.edit_again(evening.client)
    form = evening.sheet(ClientDialog).form
    field: Any = next(f for f in form.findChildren(QLineEdit) if _named(f) == "Legal name")
    field.setFocus()
    evening.qtbot.keyClicks(field, "Ann Lee")
    field.setCursorPosition(3)

    evening.lock()
    evening.returned(ClientDialog)

    evening.until(lambda: _named(QApplication.focusWidget()) == "Legal name")
    back: Any = QApplication.focusWidget()
    evening.until(lambda: (back.text(), back.cursorPosition()) == ("Ann Lee", 3))


def _named(widget: QWidget | None) -> str:
    return widget.accessibleName() if widget else ""


def _editor(evening: Evening, key: str) -> Any:
    return evening.desk.session.record.form.editor(key)
