"""A question is answered with a line, or set aside for good, and either can be taken back."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import factory
from practicenotes.domain.reflections.questions import QuestionKind
from practicenotes.domain.unfinished import Mark
from practicenotes.errors import DiskFull, MemoryShort
from practicenotes.reflections import alliance, elsewhere, questions, unfinished
from practicenotes.ui.widgets.strip import UndoStrip


DIP = (
    "Your ratings of this relationship were lower than usual on 28 October. What do you make of it?"
)


def given(tabled: Any) -> Any:
    """Return what was made of questions about Heron."""
    return tabled.played.private.run(questions.given, tabled.played.id_of("Heron"))


def write(tabled: Any, line: str) -> None:
    """Write a line, by keyboard."""
    notice = tabled.page.questions.notice
    notice.write.setFocus()
    tabled.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is notice.line
    tabled.qtbot.keyClicks(notice.line, line)


def test_a_dip_is_asked_about(heron: Any) -> None:
    """The hour after the break stands out, and what came after is said beneath."""
    notice = heron.page.questions.notice

    assert notice.isVisible()
    assert notice.asked == DIP
    assert "They were back near the usual on 11 November." in heron.said(notice)


def test_a_line_is_kept_as_the_answer(heron: Any) -> None:
    """It stands in the store, and among the words with the session that it is about."""
    write(heron, "I was away.")
    heron.page.questions.notice.keep.click()
    heron.settle()
    (answer,) = given(heron)

    assert (answer.kind, answer.answer) == (QuestionKind.DIP, "I was away.")
    assert heron.page.questions.notice.asked != DIP
    assert any("ratings lower than usual. I was away" in said for said in heron.words())
    assert heron.page.undo.said() == "Your line stands with 28 October."


def test_an_answer_can_be_changed(heron: Any) -> None:
    """The line comes back into its field; until another is kept, the first one stays."""
    write(heron, "I was away.")
    heron.page.questions.notice.keep.click()
    heron.settle()
    heron.page.undo.acted.emit()
    notice = heron.page.questions.notice
    assert (notice.asked, notice.line.text()) == (DIP, "I was away.")
    notice.line.set_text("I was away, and felt it.")
    notice.keep.click()
    heron.settle()

    assert [each.answer for each in given(heron)] == ["I was away, and felt it."]


def test_what_is_set_aside_does_not_return(heron: Any) -> None:
    """Neither now nor when the page is opened again."""
    heron.page.questions.notice.aside.click()
    heron.settle()
    assert given(heron)[0].set_aside_at == heron.played.now()
    heron.client("Moss")
    heron.client("Heron")

    assert heron.page.questions.notice.asked != DIP


def test_setting_aside_can_be_undone(heron: Any) -> None:
    """Undo asks again, as if nothing had happened."""
    heron.page.questions.notice.aside.click()
    heron.settle()
    assert heron.page.undo.said() == "Set aside. It will not be asked about 28 October again."
    heron.page.undo.acted.emit()
    heron.settle()

    assert heron.page.questions.notice.asked == DIP
    assert given(heron) == ()


def test_escape_puts_the_field_away_and_keeps_the_line(heron: Any) -> None:
    """What was begun is there when the field is opened again; nothing is stored yet."""
    write(heron, "half a")
    notice = heron.page.questions.notice
    heron.key(Qt.Key.Key_Escape)
    assert not notice.line.isVisible()
    assert QApplication.focusWidget() is notice.write
    notice.write.click()

    assert notice.line.text() == "half a"
    assert given(heron) == ()


def test_reading_anew_leaves_a_line_that_is_begun(heron: Any) -> None:
    """What changes elsewhere does not take the pen out of the hand."""
    write(heron, "half a")
    heron.client("Heron")

    assert heron.page.questions.notice.line.text() == "half a"
    assert QApplication.focusWidget() is heron.page.questions.notice.line


def test_a_line_that_is_begun_comes_back_to_its_client(heron: Any) -> None:
    """Going on to another client files nothing: it waits, and stands in its field again."""
    write(heron, "half a")
    heron.client("Moss")
    notice = heron.page.questions.notice
    assert notice.line.text() == ""
    heron.client("Heron")
    heron.settle()

    assert (notice.asked, notice.line.text(), notice.line.isVisible()) == (DIP, "half a", True)
    assert given(heron) == ()
    assert not heron.page.has_unsaved


def test_a_line_that_is_begun_comes_back_after_a_lock(open_alliance: Any, played: Any) -> None:
    """What was typed stands there unfinished; kept by hand it is the answer, and waits no more."""
    before = open_alliance()
    write(before, "half a")
    before.page.flush()
    before.settle()
    after = open_alliance()
    after.settle()
    notice = after.page.questions.notice
    assert (notice.asked, notice.line.text(), given(after)) == (DIP, "half a", ())
    after.qtbot.keyClicks(notice.line, " line")
    notice.keep.click()
    after.settle()

    assert [each.answer for each in given(after)] == ["half a line"]
    mark = Mark("line to a question", (played.id_of("Heron"),))
    assert played.private.run(unfinished.find, mark) is None


def test_a_line_that_is_begun_waits_without_a_lock(heron: Any) -> None:
    """A program that is killed takes no line with it: the store has it while it is written."""
    mark = Mark("line to a question", (heron.played.id_of("Heron"),))
    write(heron, "half a")

    def kept() -> bool:
        found = heron.played.private.run(unfinished.find, mark)
        return found is not None and found.words["line"] == "half a"

    heron.qtbot.waitUntil(kept, timeout=20_000)
    assert given(heron) == ()


def test_a_line_that_was_emptied_waits_no_more(heron: Any) -> None:
    """Words that were taken out of the field do not come back."""
    write(heron, "half a")
    heron.page.flush()
    heron.settle()
    heron.page.questions.notice.line.set_text("")
    heron.page.flush()
    heron.client("Moss")
    heron.client("Heron")
    heron.settle()

    assert heron.page.questions.notice.line.text() == ""


def test_a_line_that_was_put_away_stays_with_its_client(heron: Any) -> None:
    """Where two are asked the same, a line begun for one is never offered for the other."""
    write(heron, "half a")
    heron.key(Qt.Key.Key_Escape)
    asks, moss = heron.page.questions, heron.played.id_of("Moss")
    inside = heron.played.private.run(alliance.of_client, moss, (), 3, ())
    same = replace(inside, asked=(asks._question,))
    asks.show_questions(moss, same, asks._days, asks._today)
    assert asks.notice.asked == DIP
    assert asks.notice.line.text() == ""
    heron.settle()

    assert given(heron) == ()
    assert heron.played.private.run(questions.given, moss) == ()


def test_a_line_is_unsaved_until_the_store_has_it(heron: Any) -> None:
    """An open field alone is not; a word in it is, also when the field was put away."""
    heron.page.questions.notice.write.click()
    assert not heron.page.has_unsaved
    heron.qtbot.keyClicks(heron.page.questions.notice.line, "half a")
    heron.key(Qt.Key.Key_Escape)
    assert heron.page.has_unsaved
    heron.page.flush()
    assert heron.page.has_unsaved
    heron.settle()

    assert not heron.page.has_unsaved
    assert given(heron) == ()


def test_a_line_that_is_refused_on_leaving_comes_back(heron: Any, broadcast: Any) -> None:
    """It waits, is said to be stuck and no error, and stands in its field at its client again."""
    raised: list[Exception] = []
    stuck: list[Exception] = []
    broadcast.raised.connect(raised.append)
    broadcast.stuck.connect(stuck.append)
    write(heron, "half a")
    private = heron.page.questions._tasks
    submit = private._submit

    def full(operation: Any, *arguments: Any) -> Any:
        if operation is unfinished.keep:
            raise DiskFull(None)
        return submit(operation, *arguments)

    private._submit = full
    heron.client("Moss")
    assert stuck
    assert raised == []
    assert heron.page.has_unsaved
    assert all(elsewhere.knows(w.operation) for w in heron.page.questions.outstanding())
    heron.page.questions._refused.append(replace(heron.page.questions._refused[0], day="today"))
    assert all(elsewhere.knows(w.operation) for w in heron.page.questions.outstanding())
    heron.page.questions._refused.pop()
    heron.client("Heron")
    private._submit = submit
    notice = heron.page.questions.notice
    assert (notice.asked, notice.line.text()) == (DIP, "half a")
    heron.page.flush()
    heron.settle()

    assert not heron.page.has_unsaved
    assert given(heron) == ()


def test_what_keeps_a_begun_line_from_waiting_is_told_once(heron: Any, broadcast: Any) -> None:
    """What no strip over the pages tells is told by the window, and not with every beat."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    write(heron, "half a")
    private = heron.page.questions._tasks
    submit = private._submit

    def short(operation: Any, *arguments: Any) -> Any:
        if operation is unfinished.keep:
            raise MemoryShort
        return submit(operation, *arguments)

    private._submit = short
    for _ in range(3):
        heron.page.questions._beat()
        heron.settle()
    private._submit = submit

    assert [type(error) for error in raised] == [MemoryShort]
    assert heron.page.questions.notice.line.text() == "half a"


def test_an_empty_line_is_not_kept(heron: Any) -> None:
    """There is nothing to keep before something is written."""
    notice = heron.page.questions.notice
    notice.write.click()
    notice.line.set_text("   ")

    assert not notice.keep.isEnabled()
    notice.cancel.click()
    assert notice.write.isVisible()


def test_a_line_that_cannot_be_kept_stays_in_its_field(heron: Any, broadcast: Any) -> None:
    """When the store refuses, the window says why and every word is still there."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    heron.page.questions.notice.aside.click()
    heron.settle()
    heron.page.undo.acted.emit()
    heron.settle()
    write(heron, "first")
    heron.page.questions.notice.keep.click()
    heron.settle()
    heron.page.undo.acted.emit()
    factory.meddle(heron.played.private, "UPDATE question SET answer = 'other'")
    heron.page.questions.notice.line.set_text("second")
    heron.page.questions.notice.keep.click()
    heron.settle()

    assert [type(error).__name__ for error in raised] == ["RowDamaged"]
    assert heron.page.questions.notice.line.text() == "second"


def test_a_damaged_answer_is_said_in_words(open_alliance: Any, played: Any) -> None:
    """Among the words a sentence stands in its place."""
    first = open_alliance()
    write(first, "first")
    first.page.questions.notice.keep.click()
    first.settle()
    factory.meddle(played.private, "UPDATE question SET answer = 'other'")
    first.client("Moss")
    first.client("Heron")

    first.page.words._earlier.click()
    assert any("can no longer be read as it was" in said for said in first.words())


def test_an_offer_can_be_taken_once(qtbot: Any, theme: Any) -> None:
    """Taking something back twice would do something else."""
    strip = UndoStrip()
    qtbot.addWidget(strip)
    done: list[str] = []
    strip.offer("Gone.", "Undo", lambda: done.append("back"))
    strip.acted.emit()
    strip.acted.emit()

    assert done == ["back"]
