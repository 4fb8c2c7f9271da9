"""What happens to the frame is noted, changed, taken out and put back, on the timeline."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from practicenotes.domain.sessions import FrameEvent, FrameKind
from practicenotes.records import sessions


TIMELINE = "Timeline"

# A screen that is none has no popups.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)


@pytest.fixture
def heron(open_clients: Callable[..., Any]) -> Any:
    """Show Heron's timeline."""
    shown = open_clients()
    shown.client("Heron")
    return shown


def noted(heron: Any) -> list[FrameEvent]:
    """Return what was noted about the frame with Heron."""
    every = heron.played.record.run(sessions.frame_of, heron.played.id_of("Heron"))
    told = {session.id for session in heron.played.sessions_of("Heron")}
    return [event for event in every if event.id not in told]


def begin(heron: Any) -> Any:
    """Ask for something new about the frame, from the menu, and return the form."""
    more = next(
        b
        for b in heron.section.findChildren(QToolButton)
        if b.accessibleName() == "More for this client"
    )
    actions = {action.text().replace("&", ""): action for action in more.menu().actions()}
    actions["Note something about the frame…"].trigger()
    return heron.dialog()


def choose(menu: Any, words: str) -> None:
    """Take an entry of a menu."""
    found = {action.text().replace("&", ""): action for action in menu.actions()}
    found[words].trigger()
    menu.close()


def test_something_about_the_frame_is_noted(heron: Any) -> None:
    """Kind, day and words are kept, and stand on the timeline."""
    dialog = begin(heron)
    assert dialog.form.values()["on"] == date(2025, 11, 18)
    dialog.form.set_values({"kind": FrameKind.GIFT, "words": "A jar of honey, accepted."})
    dialog.form.field("on").set_day(date(2025, 11, 12))
    heron.key(dialog.form.field("on"), Qt.Key.Key_Return)
    heron.settle()

    assert not dialog.isVisible()
    assert [(e.kind, e.on, e.words) for e in noted(heron)][-1] == (
        FrameKind.GIFT,
        date(2025, 11, 12),
        "A jar of honey, accepted.",
    )
    assert any("Gift, A jar of honey" in row for row in heron.rows(TIMELINE))
    assert "Noted: gift, 12 November 2025." in heron.told


def test_what_sessions_say_themselves_is_not_offered(heron: Any) -> None:
    """Lateness and cancellations stand on the timeline already."""
    kind = begin(heron).form.field("kind")

    assert [kind.itemText(n) for n in range(kind.count())] == [
        "Break",
        "Change of fee",
        "Change of room",
        "Gift",
        "Contact outside the sessions",
        "My absence",
    ]


def test_a_day_is_needed(heron: Any) -> None:
    """Without a day nothing is kept, and the field says so."""
    dialog = begin(heron)
    dialog.form.field("on").set_day(None)
    dialog.main.click()
    heron.settle()

    assert dialog.isVisible()
    assert "This needs a day, for example 25 November 2026." in heron.said(dialog)
    assert len(noted(heron)) == 1


def test_what_was_noted_can_be_changed(heron: Any) -> None:
    """Enter on an entry of the frame opens what was noted."""
    view = heron.view(TIMELINE)
    view.setCurrentIndex(heron.row(TIMELINE, "My break"))
    heron.key(view, Qt.Key.Key_Return)
    heron.settle()
    dialog = heron.dialog()
    assert dialog.windowTitle() == "Change what was noted"
    dialog.form.set_values({"words": "Away for two weeks."})
    dialog.main.click()
    heron.settle()

    assert [event.words for event in noted(heron)] == ["Away for two weeks."]


def test_what_was_noted_can_be_taken_out_and_put_back(heron: Any) -> None:
    """The menu removes it, and Undo brings it back as it was."""
    (before,) = noted(heron)
    choose(heron.menu_of("My break"), "Remove")
    heron.settle()
    undo = heron.section.page.undo
    assert noted(heron) == []
    assert undo.said() == "Taken out: break, 21 October 2025."
    heron.press("Undo", undo)
    heron.settle()

    (after,) = noted(heron)
    assert (after.kind, after.on, after.words) == (before.kind, before.on, before.words)
    assert not undo.isVisible()
    assert "Back again: break, 21 October 2025." in heron.told


def test_the_menu_changes_what_was_noted(heron: Any) -> None:
    """Shift+F10 offers the same as Enter."""
    choose(heron.menu_of("My break"), "Change…")
    heron.settle()

    assert heron.dialog().form.values()["words"].startswith("My break")


def test_another_client_has_nothing_to_undo(heron: Any) -> None:
    """What was taken out of one file is not offered beside another."""
    choose(heron.menu_of("My break"), "Remove")
    heron.settle()
    heron.client("Moss")

    assert not heron.section.page.undo.isVisible()


def test_an_older_kind_stays_what_it_was(heron: Any) -> None:
    """What was once noted as a cancellation is still one when its words are changed."""
    event = FrameEvent(
        "", heron.played.id_of("Heron"), date(2025, 11, 3), FrameKind.CANCELLED, "both ill"
    )
    heron.played.record.run(sessions.note_frame, event, heron.played.now())
    heron.client("Heron")
    choose(heron.menu_of("both ill"), "Change…")
    heron.settle()

    assert heron.dialog().form.values()["kind"] is FrameKind.CANCELLED
