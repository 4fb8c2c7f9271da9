"""Former wordings of a note: listed, compared word by word, taken back; and drafts deleted."""

from PySide6.QtCore import Qt

from practicenotes.domain.notes import RevisionReason
from practicenotes.records import notes, revisions, trash
from practicenotes.ui.session import record_acts
from practicenotes.ui.session.former_wordings import DAMAGED, FIRST, Against, FormerWordings
from practicenotes.ui.session.record_menu import RecordAct
from practicenotes.ui.widgets.compared import LEGEND, SAME

from .test_signature_acts import offered, sign, take, write


HISTORY = (Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def keep(visit, text, clock):
    """Let the data of the note say this, and keep it as a wording."""
    visit.page.record.form.take_back({"data": text})
    visit.saved()
    clock.move(minutes=1)
    note_id = visit.page.record.note.id
    visit.practice.record.run(revisions.keep, note_id, RevisionReason.LEFT, clock())


def opened(visit):
    """Open the former wordings by their key, and wait until they are there."""
    visit.page.record.form.editor("data").setFocus()
    visit.press(*HISTORY)
    visit.until(lambda: any(d.isVisible() for d in visit.page.record.findChildren(FormerWordings)))
    return [d for d in visit.page.record.findChildren(FormerWordings) if d.isVisible()][-1]


def look_of(dialog, word):
    """Return the format of a word in the comparison."""
    return dialog.sheet.document().find(word).charFormat()


def test_nothing_is_kept_yet_and_can_be(visit):
    """An empty list says when wordings are kept, and keeps one when that is asked."""
    write(visit, data="He came.")
    dialog = opened(visit)
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()
    dialog.empty.button.click()
    visit.until(dialog.list.isVisible)

    assert dialog.list.count() == 1
    assert "kept by hand" in dialog.list.item(0).text()
    assert dialog.said == FIRST
    dialog.reject()


def test_every_wording_is_listed_with_when_and_why(visit, clock):
    """The latest comes first and is chosen, and the keyboard is on it."""
    keep(visit, "He came on time.", clock)
    keep(visit, "He came late.", clock)
    dialog = opened(visit)

    lines = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert lines == [
        f"18 November 2025, {clock.wall} · page left",
        f"18 November 2025, {clock.wall[:-1]}{int(clock.wall[-1]) - 1} · page left",
    ]
    assert dialog.list.hasFocus()
    assert dialog.list.currentRow() == 0
    dialog.reject()


def test_what_changed_is_marked_by_more_than_colour(visit, clock):
    """Words that came are underlined, words that went struck through, and both are said aloud."""
    keep(visit, "He came on time and sat.", clock)
    keep(visit, "He came late and sat.", clock)
    dialog = opened(visit)

    assert dialog.said == LEGEND
    assert look_of(dialog, "late").fontUnderline()
    assert look_of(dialog, "on time").fontStrikeOut()
    assert not look_of(dialog, "sat").fontUnderline()
    assert dialog.sheet.accessibleDescription() == "Data: removed “on time”. Data: added “late”."
    visit.press(Qt.Key.Key_Down)
    assert dialog.said == FIRST
    dialog.reject()


def test_a_wording_can_be_laid_beside_what_stands_now(visit, clock):
    """With the words that were typed a moment ago, saved or not."""
    keep(visit, "He came on time.", clock)
    dialog = opened(visit)
    dialog.against.button(Against.NOW).click()
    assert dialog.said == SAME
    assert not dialog.main.isEnabled()
    dialog.reject()
    visit.page.record.form.editor("data").insertPlainText("Then ")
    dialog = opened(visit)
    dialog.against.button(Against.NOW).click()
    assert look_of(dialog, "Then").fontUnderline()
    dialog.reject()


def test_a_former_wording_is_taken_back_in_one_step(visit, clock):
    """What stood there is kept as a wording of its own, and one Undo brings it back."""
    keep(visit, "the first words", clock)
    keep(visit, "other words", clock)
    visit.page.record.form.take_back({"data": "the newest words"})
    visit.saved()
    dialog = opened(visit)
    dialog.list.setCurrentRow(1)
    dialog.main.click()
    editor = visit.page.record.form.editor("data")
    visit.until(lambda: editor.text() == "the first words")
    visit.saved()

    assert visit.practice.text("data") == "the first words"
    *_, last = visit.practice.record.run(revisions.of_note, visit.page.record.note.id)
    assert last.reason is RevisionReason.REPLACED
    assert last.sections[0].text == "the newest words"
    assert "stands in the draft again" in visit.page.record.undo.said()
    editor.undo()
    assert editor.text() == "the newest words"
    editor.redo()
    visit.page.record.undo._action.click()
    assert editor.text() == "the newest words"


def test_what_was_picked_comes_back_with_its_key_or_by_the_strip(visit):
    """Ctrl+Z on the list brings the picks back; *Undo* leaves alone what was written since."""
    form = visit.page.record.form
    visit.page.record._change_form("mental_status")
    visit.until(lambda: visit.page.record.note.template_id == "mental_status")
    first, second = [key for key in form.texts() if form.answer(key).picks][:2]
    offered_here = [form.answer(key).section.options for key in (first, second)]
    before = {first: offered_here[0][0], second: offered_here[1][0]}
    form.take_back(before)
    put = {first: offered_here[0][1], second: offered_here[1][1]}
    record_acts.put_back(form, visit.page.record.undo, put, "11 November 2025, 14:02 · left")
    assert form.texts()[first] == put[first]

    form.answer(first).picks.button(offered_here[0][1]).undo()
    assert form.texts()[first] == before[first]
    form.answer(first).editor.insertPlainText("In words.")
    visit.page.record.undo._action.click()
    assert form.texts()[second] == before[second]
    assert "In words." in form.texts()[first]
    assert visit.page.record.undo.said() == record_acts.WRITTEN_SINCE


def test_nothing_is_taken_back_into_a_signed_note(visit):
    """Its wordings can be read and compared, and no more."""
    sign(visit)
    visit.page.record.show_history()
    visit.until(lambda: any(d.isVisible() for d in visit.page.record.findChildren(FormerWordings)))
    dialog = visit.page.record.findChildren(FormerWordings)[-1]

    assert "signed" in dialog.list.item(0).text()
    assert not dialog.main.isVisible()
    dialog.reject()


def test_a_damaged_wording_is_named_and_the_others_are_read(visit, clock):
    """It shows no word, and cannot be taken back."""
    keep(visit, "one", clock)
    keep(visit, "two", clock)
    visit.practice.record.on_connection(
        lambda c: c.exec_driver_sql("UPDATE note_revision SET kept_at = '' WHERE number = 2")
    )
    dialog = opened(visit)
    assert dialog.said == DAMAGED
    assert not dialog.main.isEnabled()
    dialog.list.setCurrentRow(1)
    assert dialog.said == FIRST
    dialog.reject()


def test_a_former_wording_that_cannot_be_taken_back_stays_to_be_seen(visit, clock):
    """On a full disk the words of now could not be kept first, so nothing is replaced."""
    keep(visit, "b" * 40_000, clock)
    keep(visit, "the newest words", clock)
    visit.page.record.form.take_back({"data": "c" * 40_000})
    visit.saved()
    dialog = opened(visit)
    dialog.list.setCurrentRow(1)
    visit.practice.fill_disk(visit.practice.record)
    dialog.main.click()
    visit.until(dialog._problem.isVisible)
    assert "full" in dialog._problem.said()
    assert visit.page.record.form.editor("data").text() == "c" * 40_000
    visit.practice.free_disk(visit.practice.record)
    dialog.reject()


# --- deleting ------------------------------------------------------------------------------------


def test_a_draft_is_deleted_and_the_page_is_left(visit):
    """What was typed last is in the trash too, and the window says where it went."""
    assert RecordAct.DELETE in offered(visit)
    visit.page.record.form.editor("data").insertPlainText("He came.")
    told = []
    visit.page.told.connect(told.append)
    with visit.qtbot.waitSignal(visit.page.left):
        take(visit, RecordAct.DELETE)

    assert visit.practice.record.run(notes.of_session, visit.practice.eleventh) is None
    (lies,) = visit.practice.record.run(trash.find)
    assert lies.words == "DAP, 18 November 2025"
    assert "trash" in told[-1]
    visit.practice.record.run(trash.restore, lies.id, visit.page._now())
    assert visit.practice.text("data") == "He came."


def test_a_signed_note_offers_no_way_to_delete_it(visit):
    """It can be added to, or entered in error."""
    sign(visit)
    assert offered(visit) == {RecordAct.HISTORY, RecordAct.IN_ERROR}
