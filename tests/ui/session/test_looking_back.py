"""Coming back to an hour: one line on how it stands in memory, one on a second look."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from practicenotes.domain.reflections import FacetEntry, Reflection
from practicenotes.domain.reflections.looking_back import HourInMemory, Memory, SecondLook
from practicenotes.reflections import memory, reflections, second_looks
from practicenotes.ui.session.private_looking_back import AGAIN, BOTH, CAME_BACK, GO_ON, QUESTION
from practicenotes.ui.theme import Theme

from .conftest import Clock, Practice, Visit


DAY = 24 * 60


def strip(visit: Visit) -> Any:
    """Return the line on memory."""
    return visit.page.private.back.memory


def offer(visit: Visit) -> Any:
    """Return the line that offers a second look."""
    return visit.page.private.back._second


def reopen(visit: Visit) -> None:
    """Open the session again and wait until what belongs to it stands there."""
    visit.open(visit.practice.eleventh)
    visit.qtbot.waitUntil(lambda: not visit.page._tasks.busy)
    visit.qtbot.waitUntil(lambda: not visit.page.private._tasks.busy)


def kept(practice: Practice) -> HourInMemory:
    """Return how session 11 stands in memory, as the store has it now."""
    return practice.private.run(memory.of_session, practice.eleventh, practice.client)


def reflect(practice: Practice, clock: Clock) -> None:
    """Reflect on session 11."""
    entry = FacetEntry("trust_safety", noticed="He sat down at once.")
    thought = Reflection(practice.eleventh, practice.client, (entry,))
    practice.private.run(reflections.save, thought, clock())


def test_on_the_day_itself_nothing_is_asked(visit: Visit) -> None:
    """The hour is fresh, and the page is no longer than before."""
    reopen(visit)

    assert not visit.page.private.back.isVisible()


def test_a_day_later_memory_is_asked_for_in_one_line(visit: Visit, clock: Clock) -> None:
    """Four words to choose from, none chosen, and no field under them yet."""
    clock.move(days=1)
    reopen(visit)

    assert strip(visit).isVisible()
    assert strip(visit).segments.accessibleName() == QUESTION
    assert strip(visit).answer is None
    assert not strip(visit).came_back.isVisible()
    assert not offer(visit).isVisible()
    assert strip(visit).height() < 70


def test_one_click_is_enough(visit: Visit, clock: Clock, practice: Practice) -> None:
    """It is stored at once, stands there again, and Backspace takes it back."""
    clock.move(days=1)
    reopen(visit)
    button = strip(visit).segments.button(Memory.UNWILLING)
    visit.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    visit.until(lambda: kept(practice).memory is Memory.UNWILLING)

    reopen(visit)
    assert strip(visit).answer is Memory.UNWILLING
    strip(visit).segments.button(Memory.UNWILLING).setFocus()
    visit.press(Qt.Key.Key_Backspace)
    visit.until(lambda: kept(practice).is_empty)


def test_what_came_back_is_a_line_with_its_day(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """It is kept as it is written, and says later when that was."""
    clock.move(days=1)
    reopen(visit)
    strip(visit).segments.button(Memory.DRIFTED).click()
    visit.until(strip(visit).came_back.isVisible)
    clock.move(days=8)
    visit.type("The clock, of all things.", into=strip(visit).came_back)
    visit.page.flush()
    visit.saved()

    assert kept(practice).came_back == "The clock, of all things."
    reopen(visit)
    assert strip(visit).came_back.text() == "The clock, of all things."
    assert strip(visit)._day.said() == "27 November"
    assert strip(visit).came_back.accessibleName() == CAME_BACK


def test_leaving_the_page_keeps_what_came_back(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """Nothing that was written there is lost on the way to another session."""
    clock.move(days=1)
    reopen(visit)
    strip(visit).segments.button(Memory.HAZY).click()
    visit.until(strip(visit).came_back.isVisible)
    strip(visit).came_back.insertPlainText("His coat.")
    assert visit.page.has_unsaved

    visit.open(practice.tenth)
    visit.saved()

    assert kept(practice).came_back == "His coat."
    assert not strip(visit).came_back.text()


def test_an_hour_that_was_reflected_on_is_not_asked_about(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """Where something is written already, memory has spoken."""
    reflect(practice, clock)
    clock.move(days=1)
    reopen(visit)

    assert not strip(visit).isVisible()


@pytest.mark.parametrize(("days", "offered"), [(0, False), (1, True), (7, True), (8, False)])
def test_a_second_look_is_offered_for_a_week(
    visit: Visit, clock: Clock, practice: Practice, days: int, *, offered: bool
) -> None:
    """From the day after, in one line that can be passed over, and not for ever."""
    reflect(practice, clock)
    clock.move(days=days)
    reopen(visit)

    assert offer(visit).isVisible() is offered
    if offered:
        assert visit.page.private.back._offer.said() == AGAIN


def test_a_second_look_can_be_gone_on_with_and_compared(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """The line says how far it got, whenever that was."""
    reflect(practice, clock)
    clock.move(days=2)
    look = SecondLook(practice.eleventh, practice.client, words="Slower than I wrote.")
    practice.private.run(second_looks.save, look, clock())
    clock.move(days=30)
    reopen(visit)
    assert visit.page.private.back._offer.said() == GO_ON

    practice.private.run(second_looks.compare, practice.eleventh, practice.client, clock())
    reopen(visit)
    assert visit.page.private.back._offer.said() == BOTH
    assert visit.page.private.back.again.text() == "Compare"


def test_the_offer_leads_to_the_second_look(visit: Visit, clock: Clock, practice: Practice) -> None:
    """The page asks for it by the id of the session, once everything is saved."""
    reflect(practice, clock)
    clock.move(days=1)
    reopen(visit)
    asked: list[str] = []
    visit.page.second_look_wanted.connect(asked.append)

    visit.page.private.back.again.click()
    visit.until(lambda: asked == [practice.eleventh])


@pytest.mark.parametrize("size", [100, 200])
def test_both_lines_fit_a_small_window(
    visit: Visit, clock: Clock, practice: Practice, theme: Theme, clipped: Any, size: int
) -> None:
    """At 1024 by 700 and with large text nothing of them is cut off."""
    theme.set_text_size(size)
    visit.page.resize(940, 640)
    clock.move(days=1)
    visit.page.sides.show_side("private")
    reopen(visit)
    strip(visit).segments.button(Memory.HAZY).click()
    visit.until(strip(visit).came_back.isVisible)
    visit.qtbot.wait(50)

    assert clipped(visit.page.private.back) == []
    reflect(practice, clock)
    clock.move(days=1)
    reopen(visit)
    visit.until(offer(visit).isVisible)
    visit.qtbot.wait(50)
    assert clipped(visit.page.private.back) == []


def test_what_came_back_holds_the_page_while_it_cannot_be_kept(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """On a full disk the session stays, says so, and its line is kept once there is room."""
    clock.move(days=1)
    reopen(visit)
    strip(visit).segments.button(Memory.HAZY).click()
    visit.until(strip(visit).came_back.isVisible)
    practice.fill_disk(practice.private)
    strip(visit).came_back.insertPlainText("c" * 60_000)
    visit.page.open(practice.tenth)
    visit.until(lambda: visit.page._progress.stuck)

    assert visit.page.isEnabled()
    assert visit.page.record.session.id == practice.eleventh
    practice.free_disk(practice.private)
    visit.page.flush()
    visit.until(lambda: not visit.page.has_unsaved)
    assert kept(practice).came_back == "c" * 60_000


def test_what_came_back_goes_to_no_other_hour(
    visit: Visit, clock: Clock, practice: Practice
) -> None:
    """A save that comes late keeps what was typed under the hour it was typed for."""
    clock.move(days=1)
    reopen(visit)
    strip(visit).segments.button(Memory.HAZY).click()
    visit.until(strip(visit).came_back.isVisible)
    strip(visit).came_back.insertPlainText("His coat.")
    other = Reflection(practice.tenth, practice.client)
    visit.page.private.back.show_hour(other, clock().date())
    visit.page.flush()
    visit.until(lambda: not visit.page.has_unsaved)

    assert kept(practice).came_back == "His coat."
    of_other = practice.private.run(memory.of_session, practice.tenth, practice.client)
    assert of_other.is_empty
