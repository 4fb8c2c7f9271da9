"""A wrongly filed form is marked and brought back; a total that was entered is corrected."""

from typing import Any

from practicenotes import catalog
from practicenotes.records import goals, measures
from practicenotes.ui.measures.asking import REASON_MISSING
from practicenotes.ui.tasks import Broadcast


WHY = "filed under the wrong client"


def submenu(heron: Any, words: str) -> list[Any]:
    """Return the entries behind an entry of the menu; none where it is not offered."""
    found = {a.text().replace("&", ""): a for a in heron.page.course.more.menu().actions()}
    return list(found[words].menu().actions()) if words in found else []


def test_a_form_entered_in_error_leaves_the_chart_and_undo_brings_it_back(heron: Any) -> None:
    """The strip says so once the record has it, and Undo takes the word back."""
    before = heron.results()
    last = [each for each in before if each.measure_id == heron.page.course.measure.id][-1]

    submenu(heron, "Entered in error")[0].trigger()
    dialog = heron.dialog()
    dialog.main.click()
    assert dialog.form.field("reason").accessibleDescription() == REASON_MISSING
    assert not heron.page.undo.isVisible()
    dialog.form.set_values({"reason": WHY})
    dialog.main.click()
    dialog.main.click()  # a second Enter before the store has answered
    heron.closed()

    assert heron.results() == tuple(each for each in before if each.id != last.id)
    assert "is marked as entered in error." in heron.page.undo.said()
    heron.press("Undo")
    heron.settle()
    assert heron.results() == before
    assert not heron.page.undo.isVisible()


def test_it_can_be_brought_back_later(heron: Any) -> None:
    """The menu keeps the way, under the day of the form."""
    before = heron.results()
    assert submenu(heron, "Bring back") == []
    submenu(heron, "Entered in error")[0].trigger()
    dialog = heron.dialog()
    dialog.form.set_values({"reason": WHY})
    dialog.main.click()
    heron.closed()

    assert [words for words in heron.said() if words.endswith(f": {WHY}")]
    (back,) = submenu(heron, "Bring back")
    back.trigger()
    heron.settle()

    assert heron.results() == before
    assert submenu(heron, "Bring back") == []
    assert not [words for words in heron.said() if WHY in words]


def test_an_entered_total_is_corrected(heron: Any) -> None:
    """The dialog shows what was entered, and its day stays; the trail has what stood before."""
    client, at = heron.client_id, heron.played.now()
    measure = catalog.measure("wai_sr")
    today = heron.page._forms.today
    parts = (10, 12, 14)
    heron.choose("wai_sr")
    heron.played.record.run(measures.enter, client, measure, 36, parts, today, at)
    heron.settle()
    acts = {a.text().replace("&", ""): a for a in heron.page.course.more.menu().actions()}
    acts["Correct the total of 18 November 2025…"].trigger()
    dialog = heron.dialog()
    assert (dialog.total, dialog.parts, dialog.day) == (36, parts, today)
    assert dialog.form.field("on").isReadOnly()

    dialog.form.set_values({"total": "37", f"part_{measure.scoring.subscores[0].id}": "11"})
    dialog.main.click()
    heron.closed()

    assert (heron.results()[-1].total, heron.results()[-1].answers) == (37, (11, 12, 14))


def test_a_goal_is_taken_out_once(heron: Any, broadcast: Broadcast) -> None:
    """A second press before the record has answered does nothing, and nothing is told of it."""
    goal = heron.played.record.run(goals.of_client, heron.client_id)[0]
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)

    for _ in range(2):
        heron.page.goals.remove_wanted.emit(goal)
    heron.settle()

    assert goal not in heron.played.record.run(goals.of_client, heron.client_id)
    assert (len(heron.told), raised) == (1, [])


def test_a_goal_is_said_to_be_out_once_it_is(heron: Any) -> None:
    """Where the store refuses, nothing says that it was taken out."""
    goal = heron.page._overview.goals[0]
    heron.played.record.run(goals.remove, goal.id, heron.played.now())

    heron.page.goals.remove_wanted.emit(goal)
    heron.settle()

    assert not heron.page.undo.isVisible()
    assert not [words for words in heron.told if "taken out" in words]
