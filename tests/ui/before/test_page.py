"""The page before a session: what it says, on which ground, and that it is read by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.domain.reflections import FacetEntry, Reflection
from practicenotes.domain.sessions import Attendance, FrameKind, Session, SessionId
from practicenotes.records import clients, goals, notes, sessions, settings
from practicenotes.reflections import reflections
from practicenotes.ui.before import private_words
from practicenotes.ui.before.record_parts import MARK
from practicenotes.ui.tasks import Broadcast
from practicenotes.ui.theme import Theme


Open = Callable[..., Any]

NEVER_PRINTED = "Private. Never printed."


# --- what stands there -----------------------------------------------------------------------


def test_the_page_is_read_from_top_to_bottom(open_before: Open) -> None:
    """The private card first, then last time, what was agreed, and the facts at the side."""
    words = open_before().said()

    wanted = (
        NEVER_PRINTED,
        "Today you wanted to",
        "stay with the pause after “it’s fine”",
        "Last time",
        "You both agreed",
        "Today",
        "13:00 to 13:50, in person",
        "Risk: none reported, 11 November",
        "Due",
        "Working towards",
        "Ask for what I need at work",
    )
    places = [words.index(each) for each in wanted]
    assert places == sorted(places)
    assert "11 November, session 12, signed" in words
    assert "Consent was to be reviewed on 12 November 2025" in words
    assert any(each.endswith("to read.") for each in words)


def test_open_strain_heads_the_page_and_is_asked_about(open_before: Open) -> None:
    """A moment that is still open stands in the private card with its day, and one question."""
    shown = open_before()
    private = shown.said(private=True)

    assert "Open strain since 28 October" in private
    assert any("“It’s fine. Honestly.”" in each for each in private)
    assert [each for each in private if each.endswith("?")] == [private_words.STRAIN]
    assert not any("strain" in each.casefold() for each in shown.said(private=False))


def test_a_silent_facet_is_asked_about_where_nothing_weighs_more(
    open_before: Open, forget: Callable[[str], None], played: Any
) -> None:
    """Without strain and with a quiet frame, the facet that was silent longest has its question."""
    forget("Heron")
    last = played.sessions_of("Heron")[-2]
    book = open_before().page._book
    entries = tuple(FacetEntry(facet.id, "a word") for facet in book.facets[1:])
    thought = Reflection(last.id, last.client_id, entries)
    played.private.run(reflections.save, thought, played.now())

    private = open_before().said(private=True)

    assert book.facets[0].next_session in private
    assert len([each for each in private if each.endswith("?")]) == 1
    assert "Not written about for some time" not in private


def test_a_frame_that_moved_is_asked_about(
    open_before: Open, forget: Callable[[str], None], played: Any
) -> None:
    """A gift since last time stands at the side, and the question is about the frame."""
    forget("Heron")
    last = played.sessions_of("Heron")[-2]
    thought = factory.reflection(last.id, last.client_id, "trust_safety")
    played.private.run(reflections.save, thought, played.now())
    gift = factory.frame_event(
        last.client_id, on=date(2025, 11, 14), kind=FrameKind.GIFT, words="A pot of basil."
    )
    played.record.run(sessions.note_frame, gift, played.now())

    shown = open_before()

    assert "The frame since 11 November" in shown.said(private=False)
    assert "14 November: gift. A pot of basil." in shown.said(private=False)
    assert private_words.FRAME in shown.said(private=True)


def test_what_is_to_come_stands_by_itself(open_before: Open, played: Any) -> None:
    """A break that is announced is coming up, and moves no frame yet."""
    event = factory.frame_event(
        played.id_of("Heron"), on=date(2025, 12, 22), words="My winter break."
    )
    played.record.run(sessions.note_frame, event, played.now())

    words = open_before().said()

    assert words[words.index("Coming up") + 1] == "22 December: break. My winter break."
    assert private_words.FRAME not in words


def test_facets_long_silent_are_named_and_not_counted(
    open_before: Open, forget: Callable[[str], None], played: Any
) -> None:
    """After six reflections on one facet three others are named, and no number stands there."""
    forget("Heron")
    for hour in played.sessions_of("Heron")[-8:-2]:
        thought = factory.reflection(hour.id, hour.client_id, "trust_safety")
        played.private.run(reflections.save, thought, played.now())
    shown = open_before()
    private = shown.said(private=True)

    quiet = private[private.index("Not written about for some time") + 1]
    names = [facet.name for facet in shown.page._book.facets]
    assert quiet == f"{names[1]}, {names[2]}, {names[3]} and others"


def test_the_clients_words_stand_on_the_private_ground(
    open_before: Open, say: Callable[..., None], grounds: Callable[[QWidget], list[str]]
) -> None:
    """The last saying is the end of what is read, under the lock, with its day."""
    say("Heron", "I keep thinking I’m taking someone else’s slot.", date(2025, 11, 4))
    shown = open_before()
    private = shown.said(private=True)

    assert private[-3:] == [
        "In his words about the work",
        "4 November",
        "“I keep thinking I’m taking someone else’s slot.”",
    ]
    assert private.count(NEVER_PRINTED) == 2
    assert grounds(shown.page) == []
    assert not any("someone else" in each for each in shown.said(private=False))


def test_a_long_note_is_opened_and_leads_on(qtbot: QtBot, open_before: Open, played: Any) -> None:
    """Of a long note the first sentences stand there, and a button opens the rest."""
    hour = Session(
        SessionId(""),
        played.id_of("Heron"),
        datetime(2025, 11, 17, 9),
        attendance=Attendance.ATTENDED,
    )
    session_id = played.record.run(sessions.add, hour, played.now())
    long = "He slept badly and said so. " * 40
    factory.write_note(played.record, session_id, {"data": long, "plan": ""}, played.now())
    shown = open_before()

    assert any(each.startswith("He slept") and each.endswith("…") for each in shown.said())
    assert "Sign the note of 17 November" in shown.said()
    more = shown.button("Open the note of 17 November, session 13, not signed yet")
    with qtbot.waitSignal(shown.page.session_wanted) as asked:
        QTest.keyClick(more, Qt.Key.Key_Space)
    assert asked.args == [session_id]


def test_a_plan_from_before_says_so(open_before: Open, played: Any) -> None:
    """Where last time nothing was agreed, the plan that stands has its day beside it."""
    hour = Session(
        SessionId(""),
        played.id_of("Heron"),
        datetime(2025, 11, 17, 9),
        attendance=Attendance.ATTENDED,
    )
    played.record.run(sessions.add, hour, played.now())
    words = open_before().said()

    assert "There is no note on this session." in words
    assert "Write the note of 17 November" in words
    assert words[words.index("You both agreed") + 1] == "11 November"


def test_blank_parts_vanish(open_before: Open, forget: Callable[[str], None], played: Any) -> None:
    """Where nothing is due, to come or worked towards, no heading says so."""
    forget("Moss")
    client = played.record.run(
        clients.add, NewClient("Wagtail", consent="signed", since=factory.DAY), played.now()
    )
    for days in (7, 0):
        at = factory.HELD_AT - timedelta(days=days)
        told = {"attendance": Attendance.ATTENDED} if days else {}
        hour = played.record.run(
            sessions.add, Session(SessionId(""), client, at, **told), played.now()
        )
        if days:
            factory.sign_note(played.record, hour, {"data": "A word."}, played.now())

    words = open_before("Wagtail").said()

    for heading in ("Due", "Coming up", "Working towards", "You both agreed"):
        assert heading not in words
    assert not any(each.startswith("The frame") for each in words)


# --- a first meeting, and nothing ------------------------------------------------------------


def test_a_first_meeting_says_so_and_what_is_missing(open_before: Open) -> None:
    """There is no last time; consent and referral are not in the file yet."""
    shown = open_before("Sparrow")
    words = shown.said()

    assert words[0] == "This is your first meeting with Sparrow."
    assert words[words.index("Not in the file yet") + 1] == "Consent and referral."
    assert "16:30 to 17:20, in person" in words
    assert "Last time" not in words
    assert shown.said(private=True) == []
    assert not shown.has_button("Write an intention")


def test_a_client_without_a_diary_has_a_page(open_before: Open, played: Any) -> None:
    """Where nobody has met and nothing is planned, both are said plainly."""
    played.record.run(clients.add, NewClient("Wagtail"), played.now())
    words = open_before("Wagtail").said()

    assert words[0] == "You have not met Wagtail."
    assert "No session is planned." in words


def test_without_private_words_there_is_one_line_and_a_way(
    qtbot: QtBot, open_before: Open, forget: Callable[[str], None], played: Any
) -> None:
    """No card stands there; the line leads to the pad of the last session, by keyboard."""
    forget("Heron")
    shown = open_before()

    assert shown.said(private=True) == []
    assert "Nothing is carried over from last time." in shown.said()
    with qtbot.waitSignal(shown.page.session_wanted) as asked:
        QTest.keyClick(shown.button("Write an intention"), Qt.Key.Key_Space)
    assert asked.args == [played.sessions_of("Heron")[-2].id]


# --- folding ---------------------------------------------------------------------------------


def test_the_private_card_is_folded_for_good(
    open_before: Open, say: Callable[..., None], played: Any
) -> None:
    """Folded, no private word is in any widget, here or for another client, until it is shown."""
    say("Heron", "CANARY", date(2025, 11, 4))
    shown = open_before()
    QTest.keyClick(shown.button("Fold away what is private"), Qt.Key.Key_Space)
    shown.settle()

    assert shown.said(private=True) == [NEVER_PRINTED]
    labels = [each.text() + each.accessibleName() for each in shown.page.findChildren(QLabel)]
    assert not any("CANARY" in each or "pause" in each for each in labels)
    assert played.record.run(settings.get, known.BEFORE_FOLDED) is True
    shown.open("Juniper")
    assert shown.said(private=True) == [NEVER_PRINTED]

    QTest.keyClick(shown.button("Show what is private"), Qt.Key.Key_Space)
    shown.settle()
    assert "Today you wanted to" in shown.said(private=True)


def test_folded_the_private_store_is_not_asked(open_before: Open, played: Any) -> None:
    """With the card folded the page stands though the private store is closed, and says nothing."""
    played.record.run(settings.put, known.BEFORE_FOLDED, True)
    played.private.close()
    words = open_before().said()

    assert "Last time" in words
    assert NEVER_PRINTED in words


# --- damage and errors -----------------------------------------------------------------------


def test_the_private_store_may_be_closed(
    open_before: Open, played: Any, broadcast: Broadcast
) -> None:
    """When it cannot answer, the record's part still stands there, and the window is told."""
    told: list[Exception] = []
    broadcast.raised.connect(told.append)
    played.private.close()

    shown = open_before()

    assert "Last time" in shown.said()
    assert shown.said(private=True) == []
    assert len(told) == 1


def test_a_page_that_cannot_be_read_says_why(
    open_before: Open, played: Any, broadcast: Broadcast
) -> None:
    """One sentence and a button stand there instead of words about somebody else."""
    shown = open_before()
    missing = played.id_of("Moss")
    shown.page.open(type(missing)("0" * 32))
    shown.settle()
    words = shown.said()

    assert len(words) == 1
    assert "Heron" not in words[0]
    QTest.keyClick(shown.button("Read the page again"), Qt.Key.Key_Space)
    shown.settle()
    assert shown.said() == words


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            "UPDATE note_section SET body = 'x'",
            "This note can no longer be read as it was written. A backup may hold it whole.",
        ),
        ("UPDATE goal SET words = 'x'", "damaged"),
        ("UPDATE client SET consent = 'x'", "Last time"),
        ("UPDATE session SET minutes = 7 WHERE attendance = 'planned'", "Last time"),
        (
            "UPDATE session SET minutes = 7 WHERE attendance != 'planned'",
            "a day that can no longer be read, session 12, signed",
        ),
        ("UPDATE setting SET value = 'x'", "Last time"),
    ],
)
def test_damage_in_the_record_is_said_in_words(
    open_before: Open, played: Any, damage: str, said: str
) -> None:
    """What cannot be trusted is not shown; the rest of the page stands."""
    played.record.run(settings.put, known.BEFORE_FOLDED, False)
    shown, heron = open_before(), played.id_of("Heron")
    factory.meddle(played.record, damage)
    shown.page.open(heron)
    shown.settle()
    words = shown.said()

    assert said in words
    assert not any("\N{REPLACEMENT CHARACTER}" in each for each in words)


def test_damage_on_the_private_side_is_said_in_words(
    open_before: Open, say: Callable[..., None], played: Any
) -> None:
    """Strain and sayings that cannot be read are named without a word of theirs."""
    say("Heron", "like a guest", date(2025, 11, 4))
    factory.meddle(played.private, "UPDATE strain_episode SET my_part = 'x'")
    factory.meddle(played.private, "UPDATE saying SET words = 'x'")
    words = open_before().said(private=True)

    assert "A moment that can no longer be read" in words
    assert "Words that can no longer be read" in words
    assert private_words.STRAIN not in words
    assert not any("\N{REPLACEMENT CHARACTER}" in each for each in words)


# --- staying true ----------------------------------------------------------------------------


def test_words_about_one_never_stand_under_another(open_before: Open, played: Any) -> None:
    """While the next client is being read, nothing of the one before is there."""
    shown = open_before()
    shown.page.open(played.id_of("Juniper"))
    assert shown.said() == []

    shown.page.open(played.id_of("Heron"))
    shown.settle()
    assert "stay with the pause after “it’s fine”" in shown.said()
    assert "let them be one" not in " ".join(shown.said())


def test_an_unchanged_page_is_left_alone(open_before: Open, played: Any) -> None:
    """Reading the same page again replaces no widget and moves no line."""
    shown = open_before(height=300)
    before = shown.page.findChildren(QLabel)
    shown.area.verticalScrollBar().setValue(40)
    shown.open("Heron")

    assert shown.page.findChildren(QLabel) == before
    assert shown.area.verticalScrollBar().value() == 40


def test_a_change_is_seen_when_the_page_is_read_again(open_before: Open, played: Any) -> None:
    """A goal that was added stands there, and the keyboard stays on the page."""
    shown = open_before()
    shown.button("Fold away what is private").setFocus()
    heron = played.id_of("Heron")
    played.record.run(goals.add, heron, "Go home on time", factory.DAY, played.now())
    shown.open("Heron")

    assert "Go home on time" in shown.said()
    assert QApplication.focusWidget() is shown.area


def test_a_session_on_another_day_has_its_day(open_before: Open, played: Any) -> None:
    """Before a session next week the heading is its day, and the intention is for next time."""
    today = played.record.run(sessions.get, played.session_today("Heron"))
    later = replace(today, starts_at=datetime(2025, 11, 25, 13))
    played.record.run(sessions.change, later, played.now())
    words = open_before().said()

    assert "Tuesday 25 November" in words
    assert "Next time you wanted to" in words


# --- the keyboard ----------------------------------------------------------------------------


def test_space_and_arrows_turn_the_pages(open_before: Open) -> None:
    """Space goes a page on and Shift+Space back, arrows a line, Home and End to the ends."""
    shown = open_before(width=1000, height=300)
    shown.page.setFocus()
    bar = shown.area.verticalScrollBar()
    shift = Qt.KeyboardModifier.ShiftModifier
    there = []
    for key, held in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, shift),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(QApplication.focusWidget(), key, held)
        there.append(bar.value())

    page, line, *_ = there
    assert 0 < page < line
    assert there[2:4] == [page, 0]
    assert there[4] == there[6] == bar.maximum()
    assert there[5] < bar.maximum()
    assert there[7] == 0


def test_esc_leaves_the_page(qtbot: QtBot, open_before: Open) -> None:
    """Esc goes back from what is read and from every button on it; other keys are left alone."""
    shown = open_before()
    for stop in (shown.area, shown.button("Fold away what is private")):
        stop.setFocus()
        with qtbot.waitSignal(shown.page.left):
            QTest.keyClick(stop, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(shown.page.left):
        QTest.keyClick(shown.area, Qt.Key.Key_A)


def test_tab_shows_where_the_keyboard_is(open_before: Open) -> None:
    """A ring is drawn round what is read for who came by Tab, and the buttons follow in order."""
    shown = open_before()
    shown.area.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not shown.area.property("ringed")
    QTest.keyClick(shown.area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.button("Fold away what is private")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is shown.area
    assert shown.area.property("ringed")


def test_everything_that_tab_reaches_has_a_name(
    open_before: Open, unnamed: Callable[[QWidget], list[str]], forget: Callable[[str], None]
) -> None:
    """A screen reader can name every control, with private words and without."""
    assert unnamed(open_before().page) == []
    forget("Heron")
    assert unnamed(open_before().page) == []


@pytest.mark.parametrize("code_name", ["Heron", "Sparrow", "Wren and Lark"])
@pytest.mark.parametrize(
    ("size", "width", "height"),
    [(100, 1280, 800), (100, 1024, 700), (150, 1024, 700), (200, 1280, 800), (200, 1024, 700)],
)
def test_nothing_is_clipped(
    theme: Theme,
    open_before: Open,
    say: Callable[..., None],
    clipped: Callable[[QWidget], list[str]],
    code_name: str,
    size: int,
    width: int,
    height: int,
) -> None:
    """Every word is whole in a small window and with large text, and nothing scrolls sideways."""
    say(code_name, "I keep thinking I’m taking someone else’s slot.", date(2025, 11, 4))
    theme.set_text_size(size)
    shown = open_before(code_name, width - theme.space("rail"), height - 80)

    assert clipped(shown.page) == []


def test_text_that_becomes_large_is_laid_out_anew(open_before: Open, theme: Theme) -> None:
    """The words of a fact keep their distance from its mark."""
    shown = open_before(width=1280)
    theme.set_text_size(200)

    labels = shown.page.findChildren(QLabel)
    fact = next(
        each
        for each in labels
        if each.isVisible() and (each.accessibleName() or each.text()).startswith("13:00 to 13:50")
    )
    assert fact.x() == theme.scaled(MARK)


def test_the_facts_go_under_what_is_read_where_there_is_no_room(open_before: Open) -> None:
    """Beside each other in a wide window, one under the other in a small one."""
    shown = open_before(width=1280)

    def places() -> tuple[Any, Any]:
        found = {label.accessibleName() or label.text(): label for label in labels()}
        read, fact = found["You both agreed"], found["13:00 to 13:50, in person"]
        return (each.mapTo(shown.page, each.rect().topLeft()) for each in (read, fact))

    def labels() -> list[QLabel]:
        return [each for each in shown.page.findChildren(QLabel) if each.isVisible()]

    read, fact = places()
    assert fact.x() > read.x() + 400
    shown.page.resize(900, 640)
    shown.settle()
    read, fact = places()
    assert fact.x() < read.x() + 100
    assert fact.y() > read.y()


def test_looking_writes_nothing(open_before: Open, played: Any) -> None:
    """Neither store has another row after the page was read."""
    before = [
        factory.rows_of(store, "SELECT max(seq) FROM audit")
        for store in (played.record, played.private)
    ]
    count = played.record.run(notes.count)
    open_before()

    assert before == [
        factory.rows_of(store, "SELECT max(seq) FROM audit")
        for store in (played.record, played.private)
    ]
    assert played.record.run(notes.count) == count
