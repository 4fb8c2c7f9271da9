"""The page of a day: what it says, where it leads, and what it never gives away."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, letters, notes, sessions, settings, today
from practicenotes.reflections import reflections
from practicenotes.ui.tasks import Broadcast
from practicenotes.ui.theme import Theme
from practicenotes.ui.today import TodayPage
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.row_button import RowButton


@pytest.fixture
def open_day(
    qtbot: QtBot, theme: Theme, played: Any, broadcast: Broadcast
) -> Callable[..., TodayPage]:
    """Give what shows the page of a day and waits until everything stands on it."""

    def show(width: int = 1200, height: int = 740) -> TodayPage:
        page = TodayPage(*played.doors, broadcast, played.now)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        page.refresh()
        qtbot.waitUntil(played.idle)
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: all(each.isVisible() for each in page._buttons.values()))
        return page

    return show


def said(page: QWidget) -> list[str]:
    """Return every word that is seen on a page."""
    labels = page.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels if label.isVisible()]


def buttons(page: QWidget, words: str) -> list[QPushButton]:
    """Return the buttons that are seen and that a screen reader calls so."""
    return [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and words in (each.accessibleName() or each.text())
    ]


def button(page: QWidget, words: str) -> QPushButton:
    """Return the one button that a screen reader calls so."""
    found = buttons(page, words)
    assert len(found) == 1, words
    return found[0]


def row(page: QWidget, words: str) -> RowButton:
    """Return the row of what waits that is called so."""
    found = [each for each in page.findChildren(RowButton) if words in each.accessibleName()]
    assert len(found) == 1, words
    return found[0]


def plan(played: Any, code_name: str, at: datetime) -> SessionId:
    """Put a session into the diary."""
    session = Session(SessionId(""), played.id_of(code_name), at)
    return played.record.run(sessions.add, session, played.now())


# --- what stands there -----------------------------------------------------------------------


def test_the_day_stands_in_order(open_day: Callable[..., TodayPage]) -> None:
    """Everyone who comes stands under the hour, with what is known and what is lacking."""
    words = said(open_day())

    assert words[0] == "Tuesday 18 November"
    assert "Five sessions today. One note to write, one draft to sign." in words
    assert [w for w in words if w[2:3] == ":"] == ["09:00", "10:30", "13:00", "15:00", "16:30"]
    for line in (
        ("Alder", "session 13", "signed 09:58"),
        ("Wren and Lark", "couple · session 3", "needs a note"),
        ("Heron", "session 13"),
        ("Sparrow", "first session", "no consent yet"),
    ):
        assert set(line) <= set(words)
    assert "in 48 minutes" in words


def test_only_the_next_one_has_a_primary_button(open_day: Callable[..., TodayPage]) -> None:
    """The one button of the first rank belongs to Heron, who comes next."""
    page = open_day()

    primary = [b for b in page.findChildren(Button) if b.property("kind") == "primary"]

    assert [each.accessibleName() for each in primary] == ["Before the session: Heron"]


def test_a_line_is_announced_and_never_shown(
    open_day: Callable[..., TodayPage], played: Any
) -> None:
    """The page says that a line was left for Heron, and no word of it is in any widget."""
    last = played.sessions_of("Heron")[-2]
    left = Reflection(last.id, last.client_id, next_time="CANARY stay with the pause")
    played.private.run(reflections.save, left, played.now())

    page = open_day()

    assert "You left yourself a line for today." in said(page)
    assert (
        "You left yourself a line"
        in button(page, "Before the session: Heron").accessibleDescription()
    )
    words = [getattr(w, "text", str)() for w in page.findChildren(QWidget) if hasattr(w, "text")]
    names = [w.accessibleName() + w.accessibleDescription() for w in page.findChildren(QWidget)]
    assert not any("CANARY" in each or "pause" in each for each in words + names)


def test_a_line_is_for_an_hour_still_to_come(open_day: Callable[..., TodayPage]) -> None:
    """Alder and the couple were seen already: no line waits for them today."""
    page = open_day()

    for seen in ("Open note: Alder", "Write note: Wren and Lark"):
        assert "line" not in button(page, seen).accessibleDescription()


def test_an_empty_day_says_so(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """On a day without sessions stands one sentence, and a button that plans one."""
    page = open_day()
    page.go_to(datetime(2025, 11, 22).date())
    qtbot.waitUntil(lambda: "Nobody is expected on this day." in said(page))

    assert "Saturday 22 November" in said(page)
    with qtbot.waitSignal(page.plan_wanted):
        qtbot.mouseClick(button(page, "Plan a session"), Qt.MouseButton.LeftButton)


def test_an_empty_practice_waits_for_nothing(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """Where nothing is left to do, the page says so once."""
    for name, client_id in {n: played.id_of(n) for n in ("Moss", "Alder")}.items():
        for note in played.record.run(notes.of_client, client_id):
            if note.session_id and name == "Moss" and note.state.value == "draft":
                played.record.run(notes.sign, note.id, played.now())
    today = played.session_today("Alder")
    thought = Reflection(today, played.id_of("Alder"), free="A word.")
    played.private.run(reflections.save, thought, played.now())

    assert said(open_day()).count("Nothing is waiting.") == 1


# --- where it leads --------------------------------------------------------------------------


def test_the_arrows_go_from_line_to_line(qtbot: QtBot, open_day: Callable[..., TodayPage]) -> None:
    """Down and Up go through the actions of the day in their order."""
    page = open_day()
    page.setFocus()
    there = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        there.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), key)

    assert there == [
        "Before the session: Heron",
        "Write note: Wren and Lark",
        "Open note: Alder",
        "Write note: Wren and Lark",
        "Before the session: Heron",
    ]


def test_enter_takes_the_action_of_a_line(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """Enter writes the note of an hour that has begun, and before it what to look at."""
    page = open_day()
    couple = played.session_today("Wren and Lark")

    with qtbot.waitSignal(page.session_wanted) as asked:
        qtbot.keyClick(button(page, "Write note: Wren and Lark"), Qt.Key.Key_Return)
    assert asked.args == [couple]
    with qtbot.waitSignal(page.before_wanted) as asked:
        qtbot.keyClick(button(page, "Before the session: Heron"), Qt.Key.Key_Return)
    assert asked.args == [played.id_of("Heron")]
    with qtbot.waitSignal(page.client_wanted) as asked:
        qtbot.keyClick(button(page, "Open file: Sparrow"), Qt.Key.Key_Return)
    assert asked.args == [played.id_of("Sparrow")]


def test_a_first_meeting_that_comes_next_has_its_page_too(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """When Sparrow comes next, the primary button leads to what is still missing."""
    page = open_day()
    played.move(hours=3, minutes=50)  # two minutes past four
    page.refresh()
    qtbot.waitUntil(lambda: bool(buttons(page, "Before the session: Sparrow")))

    assert button(page, "Before the session: Sparrow").property("kind") == "primary"
    assert page.next_client_id == played.id_of("Sparrow")


def test_another_day_has_nobody_next(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """Leafing on, nobody is next, and so nobody is in question."""
    page = open_day()
    assert page.next_client_id == played.id_of("Heron")
    page.go_to(datetime(2025, 11, 22).date())
    qtbot.waitUntil(lambda: "Nobody is expected on this day." in said(page))

    assert page.next_client_id is None


def test_tab_goes_down_the_page(qtbot: QtBot, open_day: Callable[..., TodayPage]) -> None:
    """Tab leads from the other days through the lines and what waits to the backup."""
    page = open_day()
    page._on.setFocus()
    there = []
    for _ in range(11):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        there.append(QApplication.focusWidget())

    names = [each.accessibleName() or each.text() for each in there]
    assert [name.split(": ")[-1] for name in names] == [
        *("Alder", "Wren and Lark", "Heron", "Juniper", "Sparrow"),
        *("Moss, 13 November · session 9 · a draft for 5 days", "Alder, today, session 13"),
        "Birch, the hour of 13 November",
        *(f"{name}, the hour of 11 November" for name in ("Juniper", "Heron")),
        "Back up now…",
    ]


def test_the_whole_of_a_waiting_row_can_be_clicked(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """A click anywhere on the row of a draft opens its session, and so does Enter."""
    page = open_day()
    draft = row(page, "Moss")
    for spot in (QPoint(4, 4), draft.rect().center(), QPoint(draft.width() - 4, 10)):
        with qtbot.waitSignal(page.session_wanted) as asked:
            qtbot.mouseClick(draft, Qt.MouseButton.LeftButton, pos=spot)
        assert asked.args == [played.sessions_of("Moss")[8].id]
    with qtbot.waitSignal(page.session_wanted):
        qtbot.keyClick(draft, Qt.Key.Key_Return)


def test_many_drafts_are_shown_a_few_at_a_time(
    qtbot: QtBot,
    open_day: Callable[..., TodayPage],
    played: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The foot of the card says how many are left; Enter shows them and goes on to the next."""
    monkeypatch.setattr(today, "DRAFTS", 2)
    moss = played.id_of("Moss")
    form = catalog.note_template("contact")
    for _ in range(3):
        played.record.run(notes.begin_another, moss, None, form, played.now())
    page = open_day()

    def rows() -> list[RowButton]:
        found = [r for r in page.findChildren(RowButton) if form.name in r.accessibleName()]
        return [each for each in found if each.isVisible()]

    assert len(rows()) == 1
    assert "four drafts" in said(page)[1]
    link = button(page, "2 more. Show the next 2")
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows()) == 3)
    assert not buttons(page, "Show the next")
    qtbot.waitUntil(lambda: page.focusWidget() is rows()[1])


def test_a_letter_waits_until_it_is_finished(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """A letter that was begun stands among what waits, and its row opens it."""
    kind = catalog.letter_kind("progress")
    day = datetime(2025, 11, 18).date()
    begun = played.record.run(letters.begin, played.id_of("Heron"), kind, day, played.now())
    page = open_day()

    assert "Letters" in said(page)
    with qtbot.waitSignal(page.letter_wanted) as asked:
        qtbot.mouseClick(row(page, "Heron, Progress"), Qt.MouseButton.LeftButton)
    assert asked.args == [begun.id]


def test_a_reflection_waits_on_the_private_ground(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any, broadcast: Broadcast
) -> None:
    """A written note of today without a reflection waits on the tint, until there is one."""
    page = open_day()
    waiting = row(page, "Alder, today")
    card = waiting.parentWidget()

    assert isinstance(card, Card)
    assert card.property("ground") == "private"
    assert "Reflections waiting" in said(card)
    with qtbot.waitSignal(page.session_wanted) as asked:
        qtbot.mouseClick(waiting, Qt.MouseButton.LeftButton)
    assert asked.args == [played.session_today("Alder")]

    thought = Reflection(played.session_today("Alder"), played.id_of("Alder"), free="A word.")
    played.doors[1].run(page, reflections.save, thought, played.now())
    qtbot.waitUntil(lambda: "Reflections waiting" not in said(page))


def test_the_backup_has_its_line(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """The foot says that there is no backup, then when there was one, and leads to the next."""
    page = open_day()
    assert "There is no backup yet." in said(page)

    at = datetime(2025, 11, 18, 8, 12).astimezone(UTC).isoformat(timespec="seconds")
    played.doors[0].run(page, settings.put, known.LAST_BACKUP, at)
    wanted = "Backup: today 08:12, opened and verified."
    qtbot.waitUntil(lambda: wanted in said(page))
    with qtbot.waitSignal(page.backup_wanted):
        qtbot.keyClick(button(page, "Back up now…"), Qt.Key.Key_Return)


def test_other_days_can_be_leafed_through(qtbot: QtBot, open_day: Callable[..., TodayPage]) -> None:
    """The arrows go a day on and back, and *Today* appears only where it leads somewhere."""
    page = open_day()
    home = page._home
    assert home.isHidden()

    qtbot.mouseClick(page._on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Wednesday 19 November" in said(page))
    assert "Who comes" in said(page)
    qtbot.mouseClick(home, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Tuesday 18 November" in said(page))
    assert home.isHidden()


# --- staying true ----------------------------------------------------------------------------


def test_the_page_hears_of_changes_and_keeps_the_keyboard(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """A session that is called off is said at once, and the keyboard stays where it was."""
    page = open_day()
    button(page, "Before the session: Juniper").setFocus()
    heron = next(s for s in played.sessions_of("Heron") if s.id == played.session_today("Heron"))
    cancelled = Session(
        heron.id,
        heron.client_id,
        heron.starts_at,
        attendance=Attendance.CANCELLED_BY_CLIENT,
    )
    played.doors[0].run(page, sessions.change, cancelled, played.now())

    qtbot.waitUntil(lambda: "cancelled by the client" in said(page))
    assert QApplication.focusWidget().accessibleName() == "Before the session: Juniper"
    primary = [b for b in page.findChildren(Button) if b.property("kind") == "primary"]
    assert [b.accessibleName() for b in primary if b.isVisible()] == ["Before the session: Juniper"]


def test_an_unchanged_day_is_left_alone(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """Reading the same day again replaces no widget."""
    page = open_day()
    before = button(page, "Before the session: Heron")
    page.refresh()
    qtbot.waitUntil(played.idle)

    assert button(page, "Before the session: Heron") is before


def test_the_clock_goes_on(qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any) -> None:
    """Ten minutes later Heron comes in 38 minutes, and the day after stands there by itself."""
    page = open_day()
    played.move(minutes=10)
    page.refresh()
    qtbot.waitUntil(lambda: "in 38 minutes" in said(page))

    played.move(days=1)
    page.refresh()
    qtbot.waitUntil(lambda: "Wednesday 19 November" in said(page))


# --- who reads it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [(100, 1280, 800), (100, 1024, 700), (150, 1280, 800), (150, 1024, 700), (200, 1024, 700)],
)
def test_nothing_is_clipped(
    theme: Theme,
    qtbot: QtBot,
    open_day: Callable[..., TodayPage],
    clipped: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    height: int,
) -> None:
    """Every word is whole in a small window and with large text, and nothing scrolls sideways."""
    theme.set_text_size(size)
    page = open_day(width - theme.space("rail"), height - 80)
    qtbot.wait(20)

    assert clipped(page) == []


def test_what_waits_goes_under_the_day_where_there_is_no_room(
    theme: Theme, qtbot: QtBot, open_day: Callable[..., TodayPage]
) -> None:
    """The second column stands beside the first in a wide page, and under it in a narrow one."""
    page = open_day(1200)

    def columns() -> tuple[QPoint, QPoint]:
        day, waits = button(page, "Alder"), row(page, "Moss")
        return day.mapTo(page, QPoint()), waits.mapTo(page, QPoint())

    day, waits = columns()
    assert waits.x() > day.x()
    page.resize(700, 740)
    qtbot.wait(20)
    day, waits = columns()
    assert waits.x() < day.x()
    assert waits.y() > button(page, "Sparrow").mapTo(page, QPoint()).y()


def test_everything_that_tab_reaches_has_a_name(
    open_day: Callable[..., TodayPage], unnamed: Callable[[QWidget], list[str]]
) -> None:
    """A screen reader can name every control of the day."""
    assert unnamed(open_day()) == []


def test_a_new_client_without_consent_is_marked(
    open_day: Callable[..., TodayPage], played: Any
) -> None:
    """An hour with a client whose consent is not noted says so before the hour begins."""
    new = played.record.run(clients.add, NewClient("Wagtail"), played.now())
    at = datetime(2025, 11, 18, 18)
    played.record.run(sessions.add, Session(SessionId(""), new, at), played.now())

    page = open_day()

    assert "no consent yet" in button(page, "Open file: Wagtail").accessibleDescription()


def test_an_hour_that_begins_needs_a_note(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any
) -> None:
    """When the hour begins, the action turns from the file to the note, still as the first."""
    page = open_day()
    played.move(minutes=49)
    page.refresh()
    qtbot.waitUntil(lambda: bool(buttons(page, "Write note: Heron")))

    assert button(page, "Write note: Heron").property("kind") == "primary"
    assert "needs a note" in button(page, "Write note: Heron").accessibleDescription()


def test_the_private_store_may_be_closed(
    qtbot: QtBot, open_day: Callable[..., TodayPage], played: Any, broadcast: Broadcast
) -> None:
    """When the private store cannot answer, the day still stands there, and the window is told."""
    told: list[Exception] = []
    broadcast.raised.connect(told.append)
    played.private.close()

    page = open_day()

    assert "Heron" in said(page)
    assert "You left yourself a line for today." not in said(page)
    assert len(told) == 1


def test_minutes_are_counted_up_to_the_hour(
    open_day: Callable[..., TodayPage], played: Any
) -> None:
    """One minute is said in the singular, and an hour or more is not counted."""
    wall = datetime(2025, 11, 18, 12, 12)
    plan(played, "Birch", wall + timedelta(minutes=1))
    plan(played, "Teasel", wall + timedelta(minutes=61))

    page = open_day()

    assert "in 1 minute," in button(page, "Birch").accessibleDescription() + ","
    assert "minute" not in button(page, "Teasel").accessibleDescription()


# --- a second look ---------------------------------------------------------------------------


def test_a_second_look_is_offered_and_leads_there(
    open_day: Callable[..., TodayPage], played: Any
) -> None:
    """An hour of the week before that was reflected on stands there, on the private ground."""
    page = open_day()
    asked: list[str] = []
    page.second_look_wanted.connect(asked.append)
    last = next(each for each in reversed(played.sessions_of("Heron")) if each.number)

    line = next(
        b for name, b in page._buttons.items() if name == f"A second look, if you like {last.id}"
    )
    line.click()

    assert asked == [last.id]
    assert "the hour of 11 November" in line.accessibleName()
    card = line.parentWidget()
    assert isinstance(card, Card)
    assert card.property("ground") == "private"


def test_a_second_look_is_offered_for_a_week_only(
    open_day: Callable[..., TodayPage], played: Any
) -> None:
    """Eight days after the first look nobody is asked any more."""
    played.move(days=1)
    page = open_day()
    last = next(each for each in reversed(played.sessions_of("Heron")) if each.number)

    assert f"A second look, if you like {last.id}" not in page._buttons


def test_another_day_offers_no_second_look(
    open_day: Callable[..., TodayPage], played: Any, qtbot: QtBot
) -> None:
    """The offer belongs to the day that is now."""
    page = open_day()
    assert [name for name in page._buttons if name.startswith("A second look")]

    page.go_to(played.sessions_of("Heron")[-1].starts_at.date() - timedelta(days=1))
    qtbot.waitUntil(played.idle)
    qtbot.waitUntil(lambda: "Monday 17 November" in said(page))

    assert not [name for name in page._buttons if name.startswith("A second look")]
