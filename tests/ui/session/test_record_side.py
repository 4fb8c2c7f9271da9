"""The record side: sections, forms, facts, the last plan, and notes that can no longer be read."""

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest

from practicenotes import catalog
from practicenotes.domain import answers
from practicenotes.domain import settings as known
from practicenotes.domain.answers import Picked
from practicenotes.domain.forms import Layer
from practicenotes.domain.sessions import Attendance, Modality
from practicenotes.records import form_shelf, sessions, settings
from practicenotes.ui import damage
from practicenotes.ui.session.record_facts import FactsDialog
from practicenotes.ui.session.record_form import LOST, LastPlan
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.words import Words

from .conftest import PLAN


FORMS = [form for form in catalog.note_templates() if form.of_layer(Layer.RECORD)]


def words_on(page):
    """Return every word that stands on the page now."""
    return [label.said() for label in page.findChildren(Words) if label.isVisible()]


def test_the_head_says_whose_session_it_is(visit):
    """Code name, number and day stand at the top; no legal name does."""
    assert visit.page.header.name.said() == "Heron"
    assert visit.page.header.when.said() == "Session 11 · Tuesday 18 November 2025"


def test_the_note_begins_in_the_form_that_was_used_last(visit):
    """A fresh note has the three sections of DAP, each with its name and its question."""
    dap = catalog.note_template("dap")
    said = words_on(visit.page.record)

    assert list(visit.page.record.form.texts()) == [section.id for section in dap.sections]
    assert all(section.label in said and section.prompt in said for section in dap.sections)
    assert visit.page.record.head.state.word == "draft"


@pytest.mark.parametrize("form", FORMS, ids=[form.id for form in FORMS])
def test_every_form_can_be_written_and_is_kept(visit, form):
    """Each template can be chosen, filled on its own sheets, and found again in the store."""
    _choose(visit, form.name)
    visit.until(lambda: visit.page.record.note.template_id == form.id)
    visit.until(lambda: not visit.page.record.form.first_editor().isReadOnly())
    expected = {}
    for section in form.of_layer(Layer.RECORD):
        answer = visit.page.record.form.answer(section.id)
        offered = answers.offered(section)[-1:]
        if answer.picks:
            visit.press(Qt.Key.Key_End, into=answer.picks.button(section.blank))
            visit.press(Qt.Key.Key_Space)
        elif answer.line:
            visit.press(Qt.Key.Key_End, into=answer.line.button(0))
        visit.type(f"about {section.id}", into=answer.editor)
        expected[section.id] = answers.write(section, Picked(offered, f"about {section.id}"))
    visit.saved()

    kept = {section.key: section.text for section in visit.practice.note().sections}
    assert kept == expected


def test_a_change_of_form_loses_no_word(visit):
    """Text of a section that the new form lacks stays at the end; shared text stays where it is."""
    visit.type("seen", into=visit.page.record.form.editor("data"))
    visit.type("next", into=visit.page.record.form.editor("plan"))
    plan = visit.page.record.form.editor("plan")
    _choose(visit, "SOAP")
    visit.until(lambda: visit.page.record.note.template_id == "soap")

    assert visit.page.record.form.editor("plan") is plan
    assert plan.document().isUndoAvailable()
    assert list(visit.page.record.form.texts())[-1] == "data"
    assert visit.practice.text("data") == "seen"
    assert visit.practice.text("plan") == "next"


def test_the_next_note_begins_in_the_form_chosen_here(visit):
    """Choosing a form is remembered for the notes to come."""
    _choose(visit, "BIRP")
    visit.until(lambda: visit.page.record.note.template_id == "birp")
    visit.practice.record.run(sessions.of_client, visit.practice.client)
    first = visit.practice.record.run(sessions.of_client, visit.practice.client)[0]
    visit.open(first.id)

    assert visit.page.record.note.template_id == "birp"


@pytest.mark.parametrize("form_id", ["staying_safe", "treatment_plan"])
def test_a_page_for_the_client_or_the_course_is_chosen_for_this_note_alone(visit, form_id):
    """Notes of later hours begin as they did before: in the form of an hour used last."""
    _choose(visit, "BIRP")
    visit.until(lambda: visit.page.record.note.template_id == "birp")
    visit.page.record._change_form(form_id)
    visit.until(lambda: visit.page.record.note.template_id == form_id)
    assert visit.practice.record.run(settings.get, known.LAST_TEMPLATE) == "birp"

    first = visit.practice.record.run(sessions.of_client, visit.practice.client)[0]
    visit.open(first.id)

    assert visit.page.record.note.template_id == "birp"


def test_a_change_of_form_that_failed_is_not_remembered(visit):
    """Where the store refuses the change, notes to come begin as they did before."""
    visit.saved()
    allow = visit.practice.forbid(visit.practice.record)
    visit.page.record._change_form("birp")
    visit.until(lambda: not visit.page.record._tasks.busy)
    allow()
    visit.until(lambda: not visit.page.record.form.first_editor().isReadOnly())

    assert visit.page.record.note.template_id == "dap"
    assert visit.practice.record.run(settings.get, known.LAST_TEMPLATE) == "dap"
    _choose(visit, "SOAP")
    visit.until(lambda: visit.page.record.note.template_id == "soap")


def test_a_note_goes_back_to_its_form_that_is_retired(visit):
    """The form it was begun in still stands among the others, and every word in its place."""
    visit.type("seen", into=visit.page.record.form.editor("data"))
    visit.saved()
    visit.practice.record.run(form_shelf.retire, "dap", visit.page._now())
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)
    _choose(visit, "SOAP")
    visit.until(lambda: visit.page.record.note.template_id == "soap")

    visit.page.record.head.template.chosen.emit("dap")
    visit.until(lambda: visit.page.record.note.template_id == "dap")

    assert visit.practice.text("data") == "seen"
    assert next(iter(visit.page.record.form.texts())) == "data"
    assert visit.practice.record.run(settings.get, known.LAST_TEMPLATE) == "soap"
    first = visit.practice.record.run(sessions.of_client, visit.practice.client)[0]
    visit.open(first.id)
    assert visit.page.record.note.template_id != "dap"  # retired: nothing new begins in it


def test_the_last_plan_stands_below_the_plan(visit):
    """What was planned last time is shown with its day, on a ground of its own."""
    plan = visit.page.findChild(LastPlan)

    assert plan.isVisible()
    assert "From the plan of 11 November" in words_on(plan)
    assert plan.findChild(ReadText).text() == PLAN


def test_copying_the_last_plan_appends_and_can_be_undone(visit, qtbot):
    """*Copy below mine* never replaces what stands there, and one undo takes it back."""
    editor = visit.page.record.form.editor("plan")
    visit.type("Mine first.", into=editor)
    copy = visit.page.findChild(LastPlan)._copy
    copy.setFocus()
    visit.press(Qt.Key.Key_Space)

    assert editor.text() == f"Mine first.\n\n{PLAN}"
    visit.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "Mine first."


def test_a_first_session_has_no_last_plan(visit):
    """Where nothing was planned before, nothing is shown."""
    first = visit.practice.record.run(sessions.of_client, visit.practice.client)[0]
    visit.open(first.id)

    assert not visit.page.findChild(LastPlan).isVisible()


def test_the_facts_stand_in_one_line(visit):
    """Time, way of meeting, attendance and risk are said in words."""
    said = words_on(visit.page.record.head.facts)

    assert said == ["13:00 to 13:50", "in person, on time", "Risk not asked"]


def test_the_facts_can_be_changed(visit):
    """What is typed behind *Edit* stands in the line and in the store."""
    visit.page.record.head.facts.edit.setFocus()
    visit.press(Qt.Key.Key_Space)
    dialog = visit.page.findChild(FactsDialog)
    dialog.form.field("time").setTime(QTime(13, 15))
    dialog.form.set_values({"modality": Modality.VIDEO, "attendance": Attendance.LATE})
    visit.type("none reported", into=dialog.form.field("risk"))
    visit.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = visit.page.record.head.facts
    visit.until(lambda: "13:15 to 14:05" in words_on(line))

    assert words_on(line)[1:] == ["by video, late", "Risk asked: none reported"]
    kept = visit.practice.record.run(sessions.get, visit.practice.eleventh)
    assert (kept.modality, kept.attendance, kept.risk) == (
        Modality.VIDEO,
        Attendance.LATE,
        "none reported",
    )


def test_escape_leaves_the_facts_as_they_are(visit):
    """A dialog that is closed with Esc has changed nothing."""
    visit.page.record.head.facts.edit.setFocus()
    visit.press(Qt.Key.Key_Space)
    dialog = visit.page.findChild(FactsDialog)
    dialog.form.field("time").setTime(QTime(9, 0))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    kept = visit.practice.record.run(sessions.get, visit.practice.eleventh)
    assert kept.starts_at.hour == 13


def test_a_damaged_note_is_shown_and_cannot_be_written(visit):
    """A note that was changed from outside says so in one sentence, and takes no key."""
    visit.type("true words", into=visit.page.record.form.editor("data"))
    visit.saved()
    visit.practice.scalar(
        visit.practice.record,
        "UPDATE note_section SET body = 'forged' WHERE key = 'data' AND body = 'true words'"
        " RETURNING 1",
    )
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    record = visit.page.record
    assert record.head.state.word == "damaged"
    assert record.head.notice.isVisible()
    assert "backup" in record.head.notice.said()
    assert all(record.form.editor(key).isReadOnly() for key in record.form.texts())
    assert not visit.page.header.sign.isEnabled()
    assert "forged" not in record.form.texts().values()
    assert LOST in record.form.texts().values()
    assert damage.UNREADABLE not in "".join(record.form.texts().values())
    visit.type("x", into=visit.page.private.free)  # the other side goes on
    visit.saved()
    assert visit.practice.reflection().free == "x"


def _choose(visit, name):
    """Choose a form of note with the keyboard; the first word of its name tells it apart."""
    template = visit.page.record.head.template
    template.setFocus()
    QTest.keyClicks(template, name.split()[0])
    template.activated.emit(template.currentIndex())
