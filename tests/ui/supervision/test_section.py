"""The three parts of the section, and who among its modules knows what."""

from collections.abc import Callable

import grimp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.records import hours
from practicenotes.reflections import supervision


PACKAGE = "practicenotes.ui.supervision"


def test_ctrl_tab_turns_from_one_part_to_the_other(desk) -> None:
    """And round again, with the keyboard in the part that is shown."""
    desk.section.passages.list.rows[0].setFocus()
    for part in (desk.section.caseload, desk.section.hours, desk.section.passages):
        desk.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert part.isVisible()
        assert part.isAncestorOf(QApplication.focusWidget())


def test_a_line_of_the_caseload_leads_to_the_client(desk, qtbot) -> None:
    """*Open* beside what comes back asks for the thoughts about that client."""
    desk.section.choose_tab("caseload")
    with qtbot.waitSignal(desk.section.thoughts_wanted) as asked:
        desk.section.caseload.pull.client_wanted.emit("c" * 32)
    assert asked.args == ["c" * 32]


def test_a_week_that_is_being_written_is_handed_over_before_a_lock(desk) -> None:
    """What stands in the weekly learning counts as unsaved until the store has it."""
    desk.section.choose_tab("caseload")
    desk.settle()
    desk.section.caseload.learning.editor.setPlainText("Slower.")
    assert desk.section.has_unsaved
    desk.section.flush()
    desk.settle()
    assert not desk.section.has_unsaved


def test_the_keyboard_begins_in_the_list(desk) -> None:
    """Who comes to the section can go down the rows at once."""
    desk.section.setFocus()
    assert QApplication.focusWidget() is desk.section.passages.list.rows[0]


def test_a_change_elsewhere_is_seen(desk, at: Callable, broadcast) -> None:
    """A passage that another page removed leaves the list, and a new hour comes into the log."""
    other = type(desk.doors[0])(desk.vault.private.submit, broadcast)
    other.run(broadcast, supervision.remove, desk.item_id, at())
    desk.until(lambda: not other.busy)
    desk.settle()
    assert len(desk.section.passages.list.rows) == 1

    line = Hour(HourId(""), at().date(), HourKind.READING, 30)
    record = type(desk.doors[0])(desk.vault.record.submit, broadcast)
    record.run(broadcast, hours.add, line, at())
    desk.until(lambda: not record.busy)
    desk.settle()
    assert len(desk.section.hours.rows) == 1
    for door in (other, record):
        door.deleteLater()


def test_the_passage_that_is_open_is_known_by_its_id(desk) -> None:
    """While the list or another part is shown, none is."""
    assert desk.section.item_id is None
    desk.open()
    assert desk.section.item_id == desk.item_id
    desk.section.choose_tab("hours")
    assert desk.section.item_id is None


@pytest.fixture(scope="module")
def house() -> grimp.ImportGraph:
    """Give who imports whom in the whole program."""
    return grimp.build_graph("practicenotes", cache_dir=None)


def test_the_hours_cannot_reach_a_reflection(house) -> None:
    """The log belongs to the record, and so does everything that it is drawn with."""
    found = house.find_upstream_modules(f"{PACKAGE}.hours")
    private = ("practicenotes.reflections", "practicenotes.domain.reflections")
    assert not [module for module in found if module.startswith(private)]


def test_what_draws_the_sheet_reaches_no_store(house) -> None:
    """The paper is made from a value; nothing that draws it could ask for more."""
    found = house.find_upstream_modules("practicenotes.documents.supervision")
    stores = (
        "practicenotes.reflections",
        "practicenotes.records",
        "practicenotes.domain.reflections",
    )
    assert "practicenotes.domain.supervision" in found
    assert not [module for module in found if module.startswith(stores)]


def test_two_modules_join_both_stores(house) -> None:
    """Passages and taking out ask both, by ids alone; every other part knows one side."""
    joining = []
    for module in house.find_children(PACKAGE):
        direct = house.find_modules_directly_imported_by(module)
        if any(m.startswith("practicenotes.records") for m in direct) and any(
            m.startswith("practicenotes.reflections") for m in direct
        ):
            joining.append(module.rsplit(".", 1)[-1])
    assert sorted(joining) == ["passages", "taking_out"]
