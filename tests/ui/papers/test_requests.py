"""A request for a record: noted, put together, handed over, and printed again as it went."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outgoing import Papers
from practicenotes.domain.record_requests import Clock, Omission, RecordRequest, RequestId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import record_requests, removals, today, unfinished
from practicenotes.ui.papers import asking
from practicenotes.ui.papers.asking import RequestDialog
from practicenotes.ui.papers.marking import WORDS
from practicenotes.ui.papers.page import NONE_YET
from practicenotes.ui.papers.requests import HANDING, SHEET
from practicenotes.ui.today import requests as on_the_day
from practicenotes.vault import audit


def _read(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return " ".join(" ".join(pages).split())


@pytest.fixture
def asked(heron: Any) -> Any:
    """Show a request for Heron's record that has ten days left."""
    received = date(2025, 10, 28)
    request = RecordRequest(RequestId(""), heron.client_id, "Hart & Lowe", received, "all notes")
    heron.id = heron.played.record.run(record_requests.add, request, heron.played.now())
    heron.page.refresh()
    heron.settle()
    heron.page.rows[0].click()
    heron.settle()
    heron.pack = heron.page.requests.pack
    return heron


def _kept(asked: Any) -> RecordRequest:
    return asked.played.record.run(record_requests.get, asked.id)


def _take(asked: Any, words: str) -> str:
    """Bring the keyboard to the first line that begins with these words; return its key."""
    found = [asked.pack.list.item(n) for n in range(asked.pack.list.count())]
    line = next(each for each in found if each.text().strip().startswith(words))
    asked.pack.list.setCurrentItem(line)
    return line.data(Qt.ItemDataRole.UserRole)


def _over(asked: Any) -> Any:
    """Return the dialog over the request."""
    is_over = lambda: [each for each in asked.dialogs() if each is not asked.pack]  # noqa: E731
    asked.qtbot.waitUntil(lambda: bool(is_over()), timeout=20_000)
    return is_over()[-1]


def test_nobody_has_asked_yet(heron: Any) -> None:
    """One sentence and the button that begins."""
    assert NONE_YET in heron.said()
    heron.page.setFocus()
    assert QApplication.focusWidget() is heron.page.new


def test_a_request_is_noted_and_opened(heron: Any) -> None:
    """Its day is a month on, and everything of the record stands in the list."""
    heron.press("New record request…")
    dialog = heron.dialog()
    dialog.form.set_values({"asked_by": "the client", "received_on": date(2025, 10, 31)})
    heron.press("Note it", dialog)
    heron.settle()
    [request] = heron.played.record.run(record_requests.of_client, heron.client_id)
    assert (request.asked_by, request.due) == ("the client", date(2025, 11, 30))
    assert heron.told == ["The request is noted."]
    pack = heron.page.requests.pack
    assert "12 days left, until 30 November 2025." in heron.said(pack).replace("Twelve", "12")
    assert pack.list.count() > 12
    pack.reject()
    heron.settle()
    assert [row.accessibleName() for row in heron.page.rows] == [
        "the client, Twelve days left, until 30 November 2025."
    ]
    assert NONE_YET not in heron.said()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({}, asking.WHO_MISSING),
        ({"asked_by": "x", "received_on": None}, asking.DAY_MISSING),
        ({"asked_by": "x", "clock": Clock.OWN}, asking.OWN_MISSING),
    ],
)
def test_what_is_missing_is_said_in_the_form(heron: Any, typed, problem) -> None:
    """Nothing is noted before who, when and until when are clear."""
    heron.press("New record request…")
    dialog = heron.dialog()
    dialog.form.set_values(typed)
    heron.press("Note it", dialog)
    assert problem in heron.said(dialog)
    assert heron.played.record.run(record_requests.of_client, heron.client_id) == ()
    dialog.reject()


def test_words_to_remove_that_were_typed_are_kept(asked: Any) -> None:
    """A lock while they are typed loses none: they stand there when they are asked for again."""
    asked.pack.words.click()
    asked.qtbot.keyClicks(_over(asked).form.field("words"), "Lind")
    mark = Mark(WORDS, (asked.client_id, asked.id))
    find = lambda: asked.played.record.run(unfinished.find, mark)  # noqa: E731
    asked.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    assert asked.played.record.run(unfinished.standing) is None  # it hides no sheet beneath it
    _over(asked).deleteLater()  # as with a process that is gone
    asked.settle()

    asked.pack.words.click()
    asked.qtbot.waitUntil(_over(asked).returned.isVisible, timeout=20_000)

    assert _over(asked).form.values()["words"] == "Lind"
    _over(asked).main.click()
    asked.settle()
    assert find() is None
    marked = asked.played.record.run(removals.of_client, asked.client_id, asked.id)
    assert [each.words for each in marked] == ["Lind"]


def test_to_whom_a_record_goes_is_kept_while_it_is_typed(asked: Any) -> None:
    """Nothing is handed over by it; the name stands there when it is asked for again."""
    asked.page.requests._hand_over()
    field = _over(asked).form.field("recipient")
    field.selectAll()
    asked.qtbot.keyClicks(field, "The court")
    mark = Mark(HANDING, (asked.client_id, asked.id))
    find = lambda: asked.played.record.run(unfinished.find, mark)  # noqa: E731
    asked.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    assert asked.played.record.run(unfinished.standing) is None
    _over(asked).deleteLater()
    asked.settle()

    asked.page.requests._hand_over()
    asked.qtbot.waitUntil(_over(asked).returned.isVisible, timeout=20_000)

    assert _over(asked).recipient == "The court"
    assert _kept(asked).sent_at is None
    _over(asked).reject()


def test_a_request_that_was_begun_is_kept(heron: Any) -> None:
    """What was typed stands there again after the practice was locked."""
    heron.press("New record request…")
    dialog = heron.dialog()
    heron.settle()
    dialog.form.set_values({"asked_by": "Ms Hart", "scope": "all of it"})
    mark = Mark(SHEET, (heron.client_id, ""))
    find = lambda: heron.played.record.run(unfinished.find, mark)  # noqa: E731
    heron.qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    kept = find()
    again = RequestDialog(asking.new_request(heron.client_id, date(2025, 11, 18)), heron.page)
    again.give_back(kept.words)
    assert (again.given().asked_by, again.given().scope) == ("Ms Hart", "all of it")
    dialog.reject()
    heron.settle()
    heron.page.ask_again(SHEET, "")
    assert heron.dialog().windowTitle() == "New request"
    heron.dialog().reject()


def test_things_are_left_out_with_a_reason_and_let_in_again(asked: Any) -> None:
    """Each is kept at once, and the line says so."""
    key = _take(asked, "Session 3")
    asked.pack.reasons.actions()[list(Omission).index(Omission.THIRD_PARTY)].trigger()
    asked.settle()
    assert _kept(asked).left_out == ((key, Omission.THIRD_PARTY),)
    assert asked.pack.list.currentItem().text().endswith("left out: about a third party")
    asked.press("Let in", asked.pack)
    asked.settle()
    assert _kept(asked).left_out == ()


def test_several_things_are_left_out_at_once(asked: Any) -> None:
    """Shift and the arrows choose them."""
    _take(asked, "Session 2")
    asked.pack.list.setFocus()
    for _ in range(2):
        asked.qtbot.keyClick(asked.pack.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    asked.pack.reasons.actions()[0].trigger()
    asked.settle()
    assert len(_kept(asked).left_out) == 3


def test_a_passage_is_marked_and_let_stand_again(asked: Any) -> None:
    """What is selected is kept with its place and its reason, and is missing from the pack."""
    key = _take(asked, "Session 3")
    asked.press("Passages…", asked.pack)
    dialog = _over(asked)
    name, field = next(iter(dialog.fields.items()))
    text = field.toPlainText()
    chosen = field.textCursor()
    chosen.setPosition(3)
    chosen.setPosition(24, chosen.MoveMode.KeepAnchor)
    field.setTextCursor(chosen)
    asked.press("Remove", dialog)
    asked.settle()
    [kept] = asked.played.record.run(removals.of_client, asked.client_id, asked.id)
    assert (kept.item, kept.field, kept.start, kept.words) == (key, name, 3, text[3:24])
    assert "One passage marked for removal." in asked.said(asked.pack)
    dialog.rows[0].click()
    asked.settle()
    assert asked.played.record.run(removals.of_client, asked.client_id, asked.id) == ()
    assert dialog.rows == []
    dialog.reject()


def test_a_pack_is_handed_over_and_kept_as_it_went(
    asked: Any, papers: Papers, tmp_path: Path
) -> None:
    """It is frozen, and what is saved afterwards is the same to the byte."""
    asked.press("Words anywhere…", asked.pack)
    words = _over(asked)
    asked.press("Remove", words)
    assert "Write the words" in asked.said(words)
    words.form.set_values({"words": "rota", "remark": "his employer"})
    asked.press("Remove", words)
    asked.settle()
    asked.press("Hand over…", asked.pack)
    dialog = _over(asked)
    asked.press("Hand over", dialog)
    asked.settle()
    sent = _kept(asked)
    assert sent.recipient == "Hart & Lowe"
    data = asked.played.record.run(record_requests.pages, asked.id)
    text = _read(data)
    assert "rota" not in text.casefold().replace("rotation", "")
    assert "[removed: third party]" in text
    assert "his employer" not in text
    assert "Handed over to Hart & Lowe on 18 November 2025." in asked.said(asked.pack)
    assert not asked.pack.out.isEnabled()
    asked.press("Save as PDF…", asked.pack)
    file = tmp_path / "pack.pdf"
    papers.save_to(asked.page, file)
    asked.qtbot.waitUntil(lambda: "Saved" in asked.told[-1], timeout=20_000)
    assert file.read_bytes() == data
    assert asked.played.record.run(audit.entries)[0].act == "save"
    asked.pack.reject()
    assert asked.raised == []


def test_the_pack_can_be_seen_before_it_goes(asked: Any) -> None:
    """Nothing is kept or entered by looking at it."""
    asked.press("See the pack…", asked.pack)
    dialog = _over(asked)
    asked.settle()
    assert dialog.windowTitle() == "The pack as it is now"
    asked.press("Close", dialog)
    assert _kept(asked).is_open
    asked.pack.reject()


def test_a_request_is_closed_or_taken_out_and_back_again(asked: Any) -> None:
    """Both can be undone from the strip over the page."""
    close, take_out = (asked.pack.acts.actions()[n] for n in (1, 2))
    close.trigger()
    asked.settle()
    assert not _kept(asked).is_open
    asked.press("Undo")
    asked.settle()
    assert _kept(asked).is_open
    asked.page.rows[0].click()
    asked.settle()
    asked.page.requests.pack.acts.actions()[2].trigger()
    asked.settle()
    assert asked.page.rows == []
    asked.press("Undo")
    asked.settle()
    [request] = asked.played.record.run(record_requests.of_client, asked.client_id)
    assert request.asked_by == "Hart & Lowe"
    del take_out


def test_a_request_can_be_changed(asked: Any) -> None:
    """The list follows what was changed."""
    asked.pack.acts.actions()[0].trigger()
    dialog = _over(asked)
    dialog.form.set_values({"part_notes": False, "clock": Clock.THIRTY_DAYS})
    asked.press("Keep changes", dialog)
    asked.settle()
    assert _kept(asked).due == date(2025, 11, 27)
    _take(asked, "Session 3")
    assert asked.pack.list.currentItem().text().endswith("left out: not asked for")
    asked.pack.reject()


def test_the_day_names_a_request_whose_day_is_near(asked: Any) -> None:
    """The code name and the days that are left, and not who asks."""
    day = date(2025, 11, 18)
    [due] = asked.played.record.run(today.get, day).requests
    assert due.client_id == asked.client_id
    [(key, name, about)] = on_the_day.lines([due], day)
    assert key.rpartition(" ")[2] == asked.client_id
    assert (name, about) == ("Heron", "ten days left")
    early = asked.played.record.run(today.get, day - timedelta(days=1))
    assert early.requests == ()
    asked.pack.reject()


@pytest.mark.parametrize("size", [100, 200])
def test_everything_is_named_and_seen_whole(asked: Any, unnamed, clipped, theme, size) -> None:
    """The page, the request and the passages, at large text too."""
    theme.set_text_size(size)
    asked.settle()
    _take(asked, "Session 3")
    asked.press("Passages…", asked.pack)
    dialog = _over(asked)
    asked.settle()
    assert unnamed(asked.window) == []
    assert clipped(dialog) == []
    dialog.reject()
    asked.settle()
    assert clipped(asked.pack) == []
    asked.pack.reject()
