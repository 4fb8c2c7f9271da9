"""The menu of a reflection: former wordings where they are wanted, deletion, and its own trash."""

import pytest

from practicenotes.reflections import history, trash
from practicenotes.ui.session.private_former import ERASED
from practicenotes.ui.session.private_sheets import LAW, FormerReflections, ReflectionTrash
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words


@pytest.fixture
def wanted(visit, clock):
    """Let former wordings be kept."""
    visit.practice.private.run(history.turn, clock(), on=True)


def write(visit, text):
    """Write on the private side, and wait until it is kept."""
    visit.page.private.free.setPlainText(text)
    visit.saved()


def opened(visit, kind, ask):
    """Ask for a sheet, and wait until it stands there."""
    ask()
    visit.until(lambda: any(d.isVisible() for d in visit.page.private.findChildren(kind)))
    return [d for d in visit.page.private.findChildren(kind) if d.isVisible()][-1]


def former(visit):
    """Open the former wordings."""
    return opened(visit, FormerReflections, visit.page.private.former.show_history)


def kept(visit):
    """Return every kept wording, as the store has it."""
    return visit.practice.private.run(history.of_session, visit.practice.eleventh)


def test_no_history_is_kept_at_first_and_the_law_is_named(visit):
    """The sheet is private, says what may still be reached, and offers the switch."""
    write(visit, "rough")
    visit.page.flush()
    dialog = former(visit)

    assert kept(visit) == ()
    assert not dialog.switch.isChecked()
    assert not dialog.empty.button.isVisible()
    assert dialog.property("ground") == "private"
    assert LAW in [label.said() for label in dialog.findChildren(Words)]
    assert "may still reach private notes" in LAW
    dialog.switch.click()
    visit.until(lambda: visit.practice.private.run(history.is_kept))
    assert dialog.empty.button.isVisible()
    dialog.reject()


def test_leaving_the_page_keeps_a_wording(visit, wanted):
    """Once the therapist wants that; nothing twice."""
    write(visit, "first")
    visit.page.flush()
    visit.page.flush()
    visit.until(lambda: len(kept(visit)) == 1)
    assert kept(visit)[0].passages == (("free", "Anything", "first"),)


def test_a_wording_is_taken_back_and_shown(visit, wanted):
    """The side shows what the store has, and what stood there is a wording of its own."""
    write(visit, "first")
    visit.page.flush()
    write(visit, "second")
    dialog = former(visit)
    assert dialog.list.count() == 1
    dialog.main.click()
    visit.until(lambda: visit.page.private.free.text() == "first")

    assert visit.practice.reflection().free == "first"
    assert [each.passages[0][2] for each in kept(visit)] == ["first", "second"]


def test_the_history_is_erased_from_its_sheet(visit, wanted):
    """The reflection stays, and the window says that it is done."""
    write(visit, "first")
    visit.page.flush()
    told = []
    visit.page.told.connect(told.append)
    dialog = former(visit)
    dialog.erase.click()
    dialog.findChild(Dialog).reject()
    assert len(kept(visit)) == 1
    dialog.erase.click()
    dialog.findChildren(Dialog)[-1].main.click()
    visit.until(dialog.empty.isVisible)
    assert kept(visit) == ()
    assert told[-1] == ERASED
    assert visit.practice.reflection().free == "first"
    dialog.reject()


def test_a_deleted_reflection_comes_back_from_its_own_trash(visit):
    """The side is empty at once; the trash is private and names the day, not the words."""
    write(visit, "rough")
    visit.page.private.former.delete()
    visit.until(lambda: visit.page.private.free.text() == "")
    assert len(visit.practice.private.run(trash.find)) == 1
    dialog = opened(visit, ReflectionTrash, visit.page.private.former.show_trash)
    (row,) = dialog.rows.values()
    assert row.restore.accessibleName() == (
        "Restore: Reflection of the session of 18 November 2025, deleted on 18 November 2025"
    )
    assert dialog.property("ground") == "private"
    row.restore.click()
    visit.until(lambda: visit.page.private.free.text() == "rough")
    assert dialog.nothing.isVisible()
    dialog.reject()


def test_a_deleted_reflection_can_be_removed_now(visit):
    """The trash is empty afterwards."""
    write(visit, "rough")
    visit.page.private.former.delete()
    visit.until(lambda: visit.page.private.free.text() == "")
    dialog = opened(visit, ReflectionTrash, visit.page.private.former.show_trash)
    next(iter(dialog.rows.values())).remove.click()
    asked = dialog.findChild(Dialog)
    assert asked.property("ground") == "private"
    asked.main.click()
    visit.until(dialog.nothing.isVisible)
    assert visit.practice.private.run(trash.find) == ()
    dialog.reject()


def test_nothing_is_deleted_where_nothing_is_written(visit):
    """An empty side has nothing to throw away."""
    visit.page.private.former.delete()
    assert visit.practice.private.run(trash.find) == ()
