"""What is written is kept while it is written, and the page says truthfully how far."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from practicenotes.domain.notes import RevisionReason
from practicenotes.records import revisions
from practicenotes.ui.saving import BEHIND


CTRL = Qt.KeyboardModifier.ControlModifier
FIVE_SECONDS, PAUSE = 5_000, 40  # ms
LONG = "He spoke of the meeting on Thursday and of what he had asked for there. " * 400


def test_typing_is_saved_without_being_asked(visit):
    """What was typed stands in the store two seconds later at most."""
    assert BEHIND < 2_000

    visit.type("Heron came on time.", into=visit.page.record.form.editor("data"))
    visit.saved()

    assert visit.practice.text("data") == "Heron came on time."


def test_both_sides_are_kept_each_in_its_own_store(visit):
    """A word of the reflection never stands in the record, nor the other way round."""
    visit.type("agreed to the plan", into=visit.page.record.form.editor("data"))
    visit.type("He said yes too fast.", into=visit.page.private.facets.pad.noticed)
    visit.saved()

    assert visit.practice.text("data") == "agreed to the plan"
    assert visit.practice.reflection().entries[0].noticed == "He said yes too fast."


def test_continuous_typing_does_not_put_saving_off(visit, qtbot):
    """While keys go on without a pause, what was typed so far is saved again and again."""
    kept = []
    visit.page.record.saves.saved.connect(lambda _: kept.append(visit.practice.text("data")))
    editor = visit.page.record.form.editor("data")
    editor.setFocus()
    for _ in range(FIVE_SECONDS // PAUSE):
        qtbot.keyClicks(editor, "word ")
        qtbot.wait(PAUSE)

    assert len(kept) >= FIVE_SECONDS // 2_000
    assert all(editor.text().startswith(text) for text in kept)
    assert sorted(set(kept), key=len) == kept


def test_leaving_a_field_saves_it_at_once(visit, qtbot):
    """A change of focus hands the text over without waiting for the timer."""
    visit.type("first", into=visit.page.record.form.editor("data"))
    with qtbot.waitSignal(visit.page.record.saves.saved, timeout=BEHIND // 2):
        visit.press(Qt.Key.Key_Tab)

    assert visit.practice.text("data") == "first"


def test_what_was_flushed_survives_the_closing_of_the_stores(visit):
    """Locking flushes, then closes the stores, and nothing that was typed is missing after."""
    visit.type("the last words", into=visit.page.record.form.editor("plan"))
    visit.type("and mine", into=visit.page.private.free)

    visit.page.flush()

    # one thread, one queue: this runs behind what flush has submitted
    assert visit.practice.text("plan") == "the last words"
    assert visit.practice.reflection().free == "and mine"


def test_the_time_of_saving_is_that_of_the_commit(visit, clock):
    """The head says when the last commit came back, and not when a key was pressed."""
    before = visit.page.header.saved.word
    clock.move(minutes=3)
    visit.type("later", into=visit.page.record.form.editor("data"))

    assert visit.page.header.saved.word == before
    visit.saved()
    assert visit.page.header.saved.word == f"Saved {clock.wall}" != before


def test_the_status_line_says_that_the_two_are_kept_apart(visit, clock):
    """The window hears once a minute at most how far both sides are saved."""
    heard = QSignalSpy(visit.page.told)
    visit.type("mine", into=visit.page.private.free)
    visit.saved()
    visit.type(" too", into=visit.page.private.free)
    visit.saved()

    line = f"Heron, session 11. Record note and reflection saved separately at {clock.wall}"
    assert [heard.at(n)[0] for n in range(heard.count())] == [line]


def test_ctrl_s_saves_now(visit, qtbot):
    """Nobody has to wait: Ctrl+S brings everything to the stores."""
    editor = visit.page.record.form.editor("data")
    visit.type("now", into=editor)
    with qtbot.waitSignal(visit.page.record.saves.saved, timeout=BEHIND // 2):
        visit.press(Qt.Key.Key_S, CTRL)

    assert visit.practice.text("data") == "now"


@pytest.mark.parametrize("side", ["record", "private"])
def test_a_full_disk_keeps_the_text_here_and_recovers_by_itself(visit, side, clock):
    """The page says since when nothing is saved, lets typing go on, and saves when it can."""
    store = getattr(visit.practice, side)
    saves = getattr(visit.page, side).saves
    form = visit.page.record.form
    editor = form.editor("data") if side == "record" else visit.page.private.free
    visit.type("small", into=editor)
    visit.saved()
    since = clock.wall
    visit.practice.fill_disk(store)
    editor.insertPlainText(LONG)
    visit.until(visit.page.header.trouble)

    assert visit.page.header.trouble() == (
        f"Not saved since {since}. Your text is kept here; free some space and it will save."
    )
    assert saves.has_unsaved
    visit.type("and on", into=editor)
    clock.move(minutes=1)
    visit.practice.free_disk(store)
    visit.qtbot.waitUntil(lambda: not visit.page.has_unsaved, timeout=20_000)
    assert visit.page.header.trouble() == ""
    assert visit.page.header.saved.word == f"Saved {clock.wall}"
    kept = visit.practice.text("data") if side == "record" else visit.practice.reflection().free
    assert kept == f"small{LONG}and on"


def test_another_session_waits_until_this_one_can_be_saved(visit):
    """While the disk is full, the page stays where the unsaved text is."""
    editor = visit.page.record.form.editor("data")
    visit.practice.fill_disk(visit.practice.record)
    editor.insertPlainText(LONG)
    visit.page.open(visit.practice.tenth)
    visit.until(visit.page.header.trouble)

    assert editor.text() == LONG
    assert visit.page.record.session.id == visit.practice.eleventh
    visit.practice.free_disk(visit.practice.record)
    visit.qtbot.waitUntil(lambda: not visit.page.has_unsaved, timeout=20_000)
    visit.open(visit.practice.tenth)
    assert visit.page.record.session.id == visit.practice.tenth
    assert visit.practice.text("data") == LONG


def test_going_back_waits_for_the_last_word(visit, qtbot):
    """The page says that it is left only when the stores have everything."""
    visit.type("the end", into=visit.page.record.form.editor("plan"))
    with qtbot.waitSignal(visit.page.left):
        qtbot.mouseClick(visit.page.header.back, Qt.MouseButton.LeftButton)

    assert not visit.page.has_unsaved
    assert visit.practice.text("plan") == "the end"


def test_a_revision_is_kept_when_the_page_is_left(visit):
    """What stood there when the page was left can be found again."""
    visit.type("as it was", into=visit.page.record.form.editor("data"))
    visit.page.hide()

    kept = visit.practice.record.run(revisions.of_note, visit.practice.note().id)
    assert [revision.reason for revision in kept] == [RevisionReason.LEFT]
    assert kept[0].sections[0].text == "as it was"


def test_leaving_without_a_word_keeps_no_revision(visit):
    """Looking at a note leaves no trace in its revisions."""
    visit.page.hide()

    assert visit.practice.record.run(revisions.of_note, visit.practice.note().id) == ()


def test_a_revision_is_kept_after_ten_minutes_of_writing(visit, clock):
    """A long hour of writing leaves a revision behind every ten minutes."""
    editor = visit.page.record.form.editor("data")
    visit.type("one", into=editor)
    visit.saved()
    clock.move(minutes=9)
    visit.type(" two", into=editor)
    visit.saved()
    assert visit.practice.record.run(revisions.of_note, visit.practice.note().id) == ()

    clock.move(minutes=1)
    visit.type(" three", into=editor)
    visit.saved()

    kept = visit.practice.record.run(revisions.of_note, visit.practice.note().id)
    assert [revision.reason for revision in kept] == [RevisionReason.INTERVAL]


@pytest.mark.parametrize("side", ["record", "private"])
def test_a_practice_that_may_not_be_written_keeps_the_text_here(visit, side):
    """One plain sentence says what is safe and what to do; allowed again, it saves by itself."""
    store = getattr(visit.practice, side)
    editor = visit.page.record.form.editor("data") if side == "record" else visit.page.private.free
    visit.type("before", into=editor)
    visit.saved()
    allow = visit.practice.forbid(store)
    visit.type(" and after", into=editor)
    visit.until(visit.page.header.trouble)

    assert visit.page.header.trouble() == (
        f"Not saved since {visit.page._now.wall}. Your text is kept here;"
        " allow writing in the folder of the practice and it will save."
    )
    assert editor.text() == "before and after"
    assert visit.page.has_unsaved
    allow()
    visit.saved()
    assert not visit.page.header.trouble()
    kept = visit.practice.text("data") if side == "record" else visit.practice.reflection().free
    assert kept == "before and after"


def test_undo_survives_a_save(visit):
    """A saved word can still be taken back, and the store follows."""
    editor = visit.page.record.form.editor("data")
    visit.type("too much", into=editor)
    visit.saved()
    visit.press(Qt.Key.Key_Z, CTRL)
    visit.saved()

    assert editor.text() == ""
    assert visit.practice.text("data") == ""


def test_undo_of_an_emptied_field_stays_with_its_session(visit):
    """What was written and taken out again cannot be brought back into another session."""
    fields = (visit.page.private.free, visit.page.private.in_the_way)
    for field in fields:
        field.insertPlainText("of eleven")
        field.selectAll()
        field.insertPlainText("")
    visit.saved()
    visit.open(visit.practice.tenth)
    for field in fields:
        field.undo()

    assert [field.text() for field in fields] == ["", ""]


def test_undo_never_leads_into_another_note(visit):
    """After another session is opened there is nothing to undo."""
    visit.type("of session eleven", into=visit.page.record.form.editor("plan"))
    visit.type("mine of eleven", into=visit.page.private.foot.next_time)
    visit.saved()
    visit.open(visit.practice.tenth)

    for editor in (visit.page.record.form.editor("plan"), visit.page.private.foot.next_time):
        before = editor.text()
        assert not editor.document().isUndoAvailable()
        editor.undo()
        assert editor.text() == before
