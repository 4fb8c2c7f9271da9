"""One client's page: what stands at the top, the timeline by eye and by key, and the file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.people import NewClient
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, letters, notes, sessions
from practicenotes.reflections import reflections
from practicenotes.ui import theme as themes
from practicenotes.ui.clients.history import History
from practicenotes.ui.measures.chart import MeasureChart
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.widgets.lines import ROW


TIMELINE = "Timeline"

# A screen that is none has no popups.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)


@pytest.fixture
def heron(open_clients: Callable[..., Any]) -> Any:
    """Show Heron's page in a wide window."""
    shown = open_clients()
    shown.client("Heron")
    return shown


def entries(shown: Any) -> list[str]:
    """Return the lines of the timeline without the names of months."""
    return [row for row in shown.rows(TIMELINE) if "," in row]


def add_session(shown: Any, at: datetime, attendance: Attendance = Attendance.PLANNED) -> SessionId:
    """Put a session of Heron's into the diary, past the page."""
    session = Session(SessionId(""), shown.played.id_of("Heron"), at, attendance=attendance)
    return shown.played.record.run(sessions.add, session, shown.played.now())


def number(shown: Any, which: int) -> Session:
    """Return the session of Heron's that carries a number."""
    return next(each for each in shown.played.sessions_of("Heron") if each.number == which)


def kept(shown: Any, session_id: str) -> Session:
    """Return a session as the record has it now."""
    return shown.played.record.run(sessions.get, session_id)


# --- header ----------------------------------------------------------------------------------


def test_the_header_says_how_things_stand(heron: Any) -> None:
    """One line gives kind, beginning, how many sessions were held, and the next."""
    assert "Heron" in heron.said()
    assert (
        "Individual · active since 12 August 2025 · 12 sessions held · next today, 13:00"
        in heron.said()
    )


def test_the_legal_name_is_nowhere_until_it_is_asked_for(heron: Any) -> None:
    """The name stands in no widget at first; *Show* shows it, another client covers it again."""
    client = heron.played.record.run(clients.get, heron.played.id_of("Heron"))
    name = client.people[0].name

    def everything() -> str:
        widgets = heron.section.findChildren(QWidget)
        return " ".join(f"{w.accessibleName()} {getattr(w, 'text', str)()}" for w in widgets)

    assert name not in everything()
    heron.press("Show the name")
    assert name in heron.said()
    heron.client("Moss")
    heron.client("Heron")
    assert name not in everything()


def test_more_holds_what_is_seldom_done(heron: Any) -> None:
    """The menu behind the dots edits the file, plans a session, begins a letter or a card."""
    more = next(
        b
        for b in heron.section.findChildren(QToolButton)
        if b.accessibleName() == "More for this client"
    )
    words = [action.text().replace("&", "") for action in more.menu().actions()]

    assert words == [
        *("Edit client file…", "Plan a session…", "Note something about the frame…"),
        *("New note of any kind…", "New letter", ""),
        *("Hand over the client card…", "Type in a client card…", "Print a client card…"),
    ]
    more.menu().actions()[0].trigger()
    assert heron.dialog().windowTitle() == "Client file"


@pytest.mark.parametrize(
    ("button", "signal"),
    [("New session note", "note_wanted"), ("New letter", "new_letter_wanted")],
)
def test_the_header_begins_things_for_this_client(heron: Any, button: str, signal: str) -> None:
    """Both buttons ask for something new for the client that is shown."""
    with heron.qtbot.waitSignal(getattr(heron.section.page, signal)) as asked:
        heron.press(button)
    assert asked.args == [heron.played.id_of("Heron")]


# --- timeline --------------------------------------------------------------------------------


def test_the_timeline_reads_from_the_latest(heron: Any) -> None:
    """Months head what happened in them, and every line says its states in words."""
    rows = heron.rows(TIMELINE)

    assert rows[0] == "November 2025"
    assert rows[1] == "Tuesday 18 November 2025, Session 13, today at 13:00, not held yet"
    assert rows[2].startswith("Tuesday 11 November 2025, Session 12, PHQ-9 total 8")
    assert rows[2].endswith(", signed, reflected")
    assert "Tuesday 11 November 2025, PHQ-9, total 8, was 11 on 23 September, filed" in rows
    assert any(row.endswith(", signed, 1 added, no reflection") for row in rows)
    assert "October 2025" in rows


def test_it_opens_at_the_last_hour_that_was(heron: Any) -> None:
    """The line that is chosen at first is the latest that is not still to come."""
    assert heron.chosen(TIMELINE).startswith("Tuesday 11 November 2025, Session 12")


def test_a_reflection_alone_carries_the_private_tint(heron: Any) -> None:
    """The tint is seen behind *reflected*, and not where there is no reflection."""
    view = heron.view(TIMELINE)

    assert heron.has_colour(view, heron.row(TIMELINE, "Session 10"), "private.ground")
    assert not heron.has_colour(view, heron.row(TIMELINE, "Session 11"), "private.ground")


def test_the_dark_look_reaches_every_row(theme: Theme, heron: Any) -> None:
    """After a switch to dark, rows are painted with the dark colours of their states."""
    theme.set_appearance(Appearance.DARK)
    heron.settle()

    view = heron.view(TIMELINE)
    assert heron.has_colour(view, heron.row(TIMELINE, "Session 10"), "private.ground")
    assert themes.current().dark


def test_arrows_pass_over_the_months(heron: Any) -> None:
    """Down goes from entry to entry, and Home and End reach the first and the last entry."""
    view = heron.view(TIMELINE)
    view.setFocus()
    heron.key(view, Qt.Key.Key_Home)
    seen = [heron.chosen(TIMELINE)]
    for _ in range(len(entries(heron)) - 1):
        heron.key(view, Qt.Key.Key_Down)
        seen.append(heron.chosen(TIMELINE))

    assert seen == entries(heron)
    heron.key(view, Qt.Key.Key_Home)
    assert heron.chosen(TIMELINE) == entries(heron)[0]
    heron.key(view, Qt.Key.Key_End)
    assert heron.chosen(TIMELINE) == entries(heron)[-1]


def test_enter_opens_a_session(heron: Any) -> None:
    """Enter on the chosen line asks for that session."""
    view = heron.view(TIMELINE)
    view.setFocus()
    with heron.qtbot.waitSignal(heron.section.page.session_wanted) as asked:
        heron.key(view, Qt.Key.Key_Return)
    assert asked.args == [number(heron, 12).id]


def test_enter_opens_a_letter(heron: Any) -> None:
    """A letter that is begun appears by itself, as a draft, and Enter asks for it."""
    day = datetime(2025, 11, 17).date()
    kind = catalog.letter_kind("progress")
    heron.played.doors[0].run(
        heron.section, letters.begin, heron.played.id_of("Heron"), kind, day, heron.played.now()
    )
    heron.settle()
    row = heron.row(TIMELINE, "Monday 17 November 2025")
    assert row.data().endswith("draft")

    view = heron.view(TIMELINE)
    view.setFocus()
    view.setCurrentIndex(row)
    with heron.qtbot.waitSignal(heron.section.page.letter_wanted) as asked:
        heron.key(view, Qt.Key.Key_Return)
    assert asked.args == [row.data(ROW).entry.id]


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("Sessions", ("Session",)),
        ("Measures", ("PHQ-9,", "GAD-7,", "Client card")),
        ("Frame", ("Break", "cancelled")),
    ],
)
def test_the_timeline_can_be_narrowed(heron: Any, words: str, only: tuple[str, ...]) -> None:
    """A segment leaves only entries of its kind, and *Everything* brings all back."""
    everything = heron.rows(TIMELINE)
    heron.press(words)
    narrowed = entries(heron)
    assert narrowed
    assert all(any(each in row for each in only) for row in narrowed)

    heron.press("Everything")
    assert heron.rows(TIMELINE) == everything


def test_narrowing_keeps_the_chosen_line(heron: Any) -> None:
    """The line that was chosen stays chosen while it is among those that are shown."""
    heron.choose(TIMELINE, "Session 9")
    heron.press("Sessions")

    assert "Session 9" in heron.chosen(TIMELINE)


def test_a_change_elsewhere_keeps_line_and_place(heron: Any) -> None:
    """When something is added, the chosen line stays chosen and the list stays where it was."""
    heron.section.resize(1280, 420)
    heron.settle()
    heron.choose(TIMELINE, "Session 3")
    bar = heron.view(TIMELINE).verticalScrollBar()
    assert bar.value() > 0

    session = number(heron, 11)
    thought = Reflection(session.id, session.client_id, free="A word.")
    heron.played.doors[1].run(heron.section, reflections.save, thought, heron.played.now())
    at = bar.value()
    heron.settle()

    assert heron.row(TIMELINE, "Session 11").data().endswith("reflected")
    assert "Session 3" in heron.chosen(TIMELINE)
    assert bar.value() == at


def test_a_page_that_nobody_sees_is_read_when_it_is_shown(heron: Any) -> None:
    """What changes while another page is in front stands there when one comes back."""
    heron.section.hide()
    session_id = heron.played.session_today("Heron")
    today = kept(heron, session_id)
    late = replace(today, attendance=Attendance.CANCELLED_BY_CLIENT)
    heron.played.doors[0].run(heron.section, sessions.change, late, heron.played.now())
    heron.settle()
    assert "not held yet" in heron.row(TIMELINE, "18 November").data()

    heron.section.show()
    heron.settle()
    assert "cancelled by the client" in heron.row(TIMELINE, "18 November").data()


def test_a_damaged_entry_is_said_in_words(heron: Any) -> None:
    """A session that was changed from outside says so, and shows nothing of the forgery."""
    session_id = number(heron, 10).id
    heron.played.record.on_connection(
        lambda connection: connection.exec_driver_sql(
            "UPDATE session SET risk = 'forged' WHERE id = ?", (session_id,)
        )
    )
    heron.section.page.refresh()
    heron.settle()
    row = heron.row(TIMELINE, "Session 10")

    assert "changed from outside, or worn out on the disk, damaged" in row.data()
    assert heron.has_colour(heron.view(TIMELINE), row, "error")
    assert not any("forged" in words for words in heron.said())


def test_a_new_file_has_one_sentence(heron: Any) -> None:
    """Where there is no session yet, a sentence and a button stand in place of the timeline."""
    heron.played.record.run(clients.add, NewClient("Wagtail"), heron.played.now())
    heron.client("Wagtail")

    assert "No sessions yet." in heron.said()
    assert heron.view(TIMELINE).isHidden()
    offered = [
        b for b in heron.section.page._history._empty.findChildren(QWidget) if hasattr(b, "click")
    ]
    with heron.qtbot.waitSignal(heron.section.page.note_wanted):
        heron.qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)


# --- the menu of an entry --------------------------------------------------------------------


def words_of(menu: QMenu) -> list[str]:
    """Return what a menu offers."""
    return [action.text().replace("&", "") for action in menu.actions()]


def take(menu: QMenu, words: str) -> None:
    """Take an entry of a menu."""
    next(a for a in menu.actions() if a.text().replace("&", "") == words).trigger()
    menu.close()


def test_a_written_session_can_only_be_opened(heron: Any) -> None:
    """Shift+F10 on a session with a note offers to open it, and Enter does."""
    menu = heron.menu_of("Session 12")
    assert words_of(menu) == ["Open"]

    with heron.qtbot.waitSignal(heron.section.page.session_wanted):
        QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_form_has_no_menu(heron: Any) -> None:
    """Where nothing can be done, no menu opens."""
    view = heron.view(TIMELINE)
    view.setCurrentIndex(heron.row(TIMELINE, "PHQ-9, total"))
    heron.key(view, Qt.Key.Key_Menu)

    assert not [menu for menu in heron.section.findChildren(QMenu) if menu.isVisible()]


@pytest.mark.parametrize(
    ("words", "attendance"),
    [
        ("Cancelled by the client", Attendance.CANCELLED_BY_CLIENT),
        ("Cancelled by me", Attendance.CANCELLED_BY_THERAPIST),
    ],
)
def test_a_planned_session_can_be_called_off(
    heron: Any, words: str, attendance: Attendance
) -> None:
    """What became of a planned session is kept, said, and can be taken back."""
    at = datetime(2025, 12, 2, 13)
    session_id = add_session(heron, at)
    heron.section.page.refresh()
    heron.settle()
    menu = heron.menu_of("at 13:00, not held yet")
    assert words_of(menu) == ["Change…", "Cancelled by the client", "Cancelled by me"]

    take(menu, words)
    heron.settle()
    assert kept(heron, session_id).attendance is attendance
    assert f"The session of 2 December 2025: {attendance.value}." in heron.told
    assert attendance.value in heron.row(TIMELINE, "Tuesday 2 December 2025").data()

    back = heron.menu_of("Tuesday 2 December 2025")
    assert words_of(back) == ["Back into the diary"]
    take(back, "Back into the diary")
    heron.settle()
    assert kept(heron, session_id).attendance is Attendance.PLANNED


def test_nobody_can_miss_what_is_still_to_come(heron: Any) -> None:
    """*Missed* is offered once the day has come, and then it is kept."""
    session_id = heron.played.session_today("Heron")
    menu = heron.menu_of("Session 13")
    assert words_of(menu)[0] == "Open"
    take(menu, "Missed")
    heron.settle()

    assert kept(heron, session_id).attendance is Attendance.MISSED
    assert "12 sessions held" in " ".join(heron.said())


def test_a_planned_session_can_be_moved(heron: Any) -> None:
    """*Change* shows the session as it is planned, and keeps the new day under the same id."""
    session_id = add_session(heron, datetime(2025, 12, 2, 13))
    heron.section.page.refresh()
    heron.settle()
    take(heron.menu_of("Tuesday 2 December 2025"), "Change…")
    dialog = heron.dialog()

    assert dialog.windowTitle() == "Change the session"
    day = dialog.form.field("day")
    assert day.text() == "2 December 2025"
    day.selectAll()
    heron.qtbot.keyClicks(day, "3.12.2025")
    heron.qtbot.keyClick(day, Qt.Key.Key_Return)
    heron.settle()

    assert not dialog.isVisible()
    assert kept(heron, session_id).starts_at == datetime(2025, 12, 3, 13)
    assert any("Wednesday 3 December 2025" in row for row in heron.rows(TIMELINE))


# --- the file at a glance --------------------------------------------------------------------


def test_the_file_stands_beside_the_timeline(heron: Any) -> None:
    """Risk, rhythm, consent, goals and totals stand at the right, each in a few words."""
    words = heron.said(heron.section.page._history._glance)

    assert words[:3] == ["At a glance", "Risk", "none reported, 11 Nov"]
    assert "weekly, Tuesdays 13:00" in words
    assert "Sleep six hours on most nights" in words
    assert "15, 11, 8" in words
    assert "Lower by 7 than on 12 August." in words
    chart = heron.section.page._history._glance.findChild(MeasureChart)
    assert chart.accessibleName() == "15 on 12 Aug, 11 on 23 Sep, 8 on 11 Nov"


def test_what_is_empty_does_not_stand_there(heron: Any) -> None:
    """A new file says only that no consent is noted yet."""
    heron.played.record.run(clients.add, NewClient("Wagtail"), heron.played.now())
    heron.client("Wagtail")

    words = heron.said(heron.section.page._history._glance)
    assert words == ["At a glance", "Consent", "nothing noted yet"]


def test_a_missing_consent_and_goals_appear_once_they_are_there(heron: Any) -> None:
    """When the file changes, the column is read anew."""
    client = heron.played.record.run(clients.get, heron.played.id_of("Heron"))
    new = NewClient("Heron", people=client.people, consent="signed today", rhythm="fortnightly")
    heron.played.doors[0].run(heron.section, clients.change, client.id, new, heron.played.now())
    heron.settle()

    words = heron.said(heron.section.page._history._glance)
    assert "signed today" in words
    assert "fortnightly" in words
    assert "weekly, Tuesdays 13:00" not in words


# --- small windows ---------------------------------------------------------------------------


def test_in_a_smaller_window_the_file_is_one_button_away(open_clients: Callable[..., Any]) -> None:
    """Without room beside it, *At a glance* changes places with the timeline."""
    shown = open_clients(width=1000)
    shown.client("Heron")
    assert not shown.section.page._history._glance.isVisible()

    shown.press("At a glance")
    assert "none reported, 11 Nov" in shown.said()
    assert not shown.view(TIMELINE).isVisible()
    shown.press("Timeline")
    assert shown.view(TIMELINE).isVisible()
    assert not shown.section.page._history._glance.isVisible()


def test_in_a_narrow_window_the_states_go_under_the_words(
    theme: Theme, open_clients: Callable[..., Any]
) -> None:
    """With little room a row is higher, and its states are seen below the line of words."""
    shown = open_clients(width=1000)
    shown.client("Heron")
    view = shown.view(TIMELINE)
    before = view.visualRect(shown.row(TIMELINE, "Session 12")).height()
    shown.section.resize(600, 740)
    shown.settle()

    place = view.visualRect(shown.row(TIMELINE, "Session 12"))
    assert place.height() > before
    lower = view.viewport().grab(place.adjusted(0, place.height() * 2 // 3, 0, 0)).toImage()
    tint = theme.colour("private.ground").rgb()
    assert any(
        lower.pixel(x, y) == tint for x in range(lower.width()) for y in range(lower.height())
    )


def test_in_a_narrow_window_the_whole_page_scrolls_after_the_keyboard(
    open_clients: Callable[..., Any],
) -> None:
    """Every line stands on one long page, and the chosen one is brought into sight."""
    shown = open_clients(width=700, height=500)
    shown.client("Heron")
    view = shown.view(TIMELINE)
    assert view.verticalScrollBar().maximum() == 0
    view.setFocus()
    shown.key(view, Qt.Key.Key_End)
    shown.settle()

    area = shown.section.page.findChildren(QScrollArea)[0]
    place = view.visualRect(view.currentIndex())
    spot = view.viewport().mapTo(area.viewport(), place.center())
    assert area.viewport().rect().contains(spot)


def test_the_filter_is_a_list_in_a_narrow_window(open_clients: Callable[..., Any]) -> None:
    """Where segments have no room, a list narrows the timeline, and both say the same."""
    shown = open_clients(width=700)
    shown.client("Heron")
    choice = shown.section.page._history._narrowing._list
    assert choice.isVisible()
    choice.setFocus()
    shown.key(choice, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)

    assert choice.currentText() == "Measures"
    named = ("PHQ-9", "GAD-7", "Client card")
    assert all(any(name in row for name in named) for row in entries(shown))


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [(100, 1280, 800), (100, 1024, 700), (150, 1280, 800), (150, 1024, 700), (200, 1024, 700)],
)
@pytest.mark.parametrize("who", ["Heron", "Wren and Lark"])
def test_nothing_is_clipped(
    theme: Theme,
    open_clients: Callable[..., Any],
    clipped: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    height: int,
    who: str,
) -> None:
    """Every word is whole in a small window and with large text, and nothing scrolls sideways."""
    theme.set_text_size(size)
    shown = open_clients(width - theme.space("rail"), height - 80)
    shown.client(who)
    assert clipped(shown.section) == []
    if shown.section.page._history._turn.isVisible():
        shown.press("At a glance")
        shown.settle()
        assert clipped(shown.section) == []


def test_everything_that_tab_reaches_has_a_name(
    heron: Any, unnamed: Callable[[QWidget], list[str]]
) -> None:
    """A screen reader can name every control of list and page, wide and narrow."""
    assert unnamed(heron.section) == []
    heron.section.resize(700, 700)
    heron.settle()
    assert unnamed(heron.section) == []


def test_tab_goes_from_the_list_over_the_header_to_the_timeline(heron: Any) -> None:
    """Tab leads in reading order, and each stop is visible."""
    heron.field().setFocus()
    there = []
    for _ in range(10):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus.isVisible()
        there.append(focus.accessibleName() or focus.text())

    wanted = [
        *("Clients", "New client", "Show the name", "More for this client", "New letter"),
        *("New session note", "Parts of the file", "Everything", "Timeline", "Find a client"),
    ]
    assert there == wanted


def test_a_note_signed_elsewhere_is_seen_at_once(heron: Any) -> None:
    """Signing a draft changes the word in the row, without choosing another line."""
    heron.client("Moss")
    moss = heron.played.id_of("Moss")
    draft = heron.played.record.run(notes.of_client, moss)[-1]
    assert heron.row(TIMELINE, "Session 9").data().count("draft") == 1
    heron.played.move(hours=1)
    heron.played.doors[0].run(heron.section, notes.sign, draft.id, heron.played.now())
    heron.settle()

    assert "signed" in heron.row(TIMELINE, "Session 9").data()


def test_hours_to_come_are_counted_on(heron: Any) -> None:
    """Two planned sessions carry the numbers that they will have when they are held."""
    add_session(heron, datetime(2025, 11, 25, 13))
    heron.section.page.refresh()
    heron.settle()

    assert "Session 14, at 13:00, not held yet" in heron.row(TIMELINE, "25 November").data()
    assert "Session 13, today at 13:00" in heron.row(TIMELINE, "18 November").data()


def test_an_hour_that_passed_without_a_word_needs_a_note(heron: Any) -> None:
    """A planned session of an earlier day is not forgotten: it needs a note."""
    add_session(heron, datetime(2025, 11, 14, 13))
    heron.played.move(days=1)
    heron.section.page.refresh()
    heron.settle()

    assert heron.row(TIMELINE, "14 November").data().endswith("needs a note")


def test_what_could_not_be_read_is_not_called_empty(theme: Theme, qtbot: QtBot) -> None:
    """On a stick that was pulled no page says that a client has no sessions."""
    history = History(lambda: datetime(2025, 11, 18, tzinfo=UTC))
    qtbot.addWidget(history)
    history.show()
    assert not [
        label
        for label in history.findChildren(QLabel)
        if "No sessions" in label.text() and label.isVisible()
    ]
