"""The desk: every page in the real frame, and the ways between them, by keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

import copy_care
from practicenotes import catalog
from practicenotes.domain import letter_kind_drafts
from practicenotes.domain import settings as known
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.reflections import Reflection, StrainState
from practicenotes.domain.reflections.supervision_items import ItemState
from practicenotes.domain.sessions import Attendance, FrameEvent, FrameKind, Session, SessionId
from practicenotes.domain.unfinished import Mark
from practicenotes.errors import DiskFull
from practicenotes.records import (
    clients,
    letter_kinds,
    letterheads,
    letters,
    notes,
    sessions,
    settings,
)
from practicenotes.reflections import (
    episodes,
    questions,
    reflections,
    sayings,
    supervision,
    unfinished,
)
from practicenotes.ui import theme as themes
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.help import opening, topics
from practicenotes.ui.place import Place
from practicenotes.ui.practice import VaultCare
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.window import Window


# A screen that is none has no popups and no frame.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer that keeps nothing yet."""
    return Device(tmp_path / "device")


class Sitting:
    """A therapist at the desk of the fictional practice."""

    def __init__(self, desk: Desk, window: Window, played: Any, qtbot: QtBot) -> None:
        self.desk, self.window, self.played, self.qtbot = desk, window, played, qtbot

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        self.qtbot.waitUntil(self.played.idle)
        self.qtbot.wait(40)
        self.qtbot.waitUntil(self.played.idle)

    def hit(self, keys: str) -> None:
        """Press keys wherever the keyboard is."""
        sequence = QKeySequence(keys)
        self.qtbot.keySequence(QApplication.focusWidget() or self.window, sequence)
        self.settle()

    @property
    def page(self) -> Place:
        """Where the desk stands, wherever on that page the keyboard is."""
        return replace(self.desk.place, spot=None)

    def said(self) -> list[str]:
        """Return every word that is seen in labels."""
        labels = self.window.findChildren(QLabel)
        return [each.accessibleName() or each.text() for each in labels if each.isVisible()]

    def press(self, words: str) -> None:
        """Go to the button that a screen reader calls so, and press Enter."""
        button = next(
            each
            for each in self.window.findChildren(QPushButton)
            if each.isVisible() and words in (each.accessibleName(), each.text())
        )
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.settle()

    def dialog(self) -> QDialog:
        """Return the form that is open."""
        found = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def sitting(
    qtbot: QtBot,
    theme: Theme,
    played: Any,
    broadcast: Broadcast,
    work: Work,
    device: Device,
    tmp_path: Path,
) -> Iterator[Sitting]:
    """Sit down at noon, with the day in front."""
    window = Window(device)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    care = VaultCare(
        folder=tmp_path / "Demo.practice",
        back_up=lambda to: to / "copy",
        verify=lambda: {"sound": True, "stores": {}},
        change_passphrase=lambda _old, _new: None,
        strength=lambda _typed: 0,
        check_passphrase=lambda _typed: None,
        copies=copy_care.idle(),
    )
    with themes.laid_once():
        desk = Desk(window, *played.doors, work, broadcast, care, device, played.now)
    window.show()
    window.activateWindow()
    desk.begin()
    qtbot.waitUntil(window.isActiveWindow)
    sat = Sitting(desk, window, played, qtbot)
    sat.settle()
    yield sat
    desk.flush()
    sat.settle()


# --- the ways between the pages --------------------------------------------------------------


def test_the_day_is_in_front(sitting: Sitting) -> None:
    """The first page is today, with the keyboard on what comes next."""
    assert sitting.window.page is sitting.desk.today
    assert QApplication.focusWidget().accessibleName() == "Before the session: Heron"


def test_help_knows_what_each_side_is_about(sitting: Sitting) -> None:
    """F1 on private ground, and where things go out, leads to the page that tells of it."""
    desk = sitting.desk
    private = (desk.session.private, desk.alliance, desk.thoughts, desk.supervision)
    assert {opening.of(page) for page in private} == {topics.PRIVATE}
    assert {opening.of(page) for page in (desk.papers, desk.letter)} == {topics.HANDING_OUT}


def test_the_day_leads_to_a_file_and_back(sitting: Sitting) -> None:
    """Enter on the next line shows the client, and Alt+Left leads back to the day."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    sitting.settle()
    assert sitting.window.page is sitting.desk.clients
    assert "Heron" in sitting.said()
    assert sitting.desk.place.client_id == sitting.played.id_of("Heron")

    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.today


def test_the_next_line_leads_to_the_page_before_the_session(sitting: Sitting) -> None:
    """Enter on Heron's line shows what to look at; the keyboard is on it, and Esc leads back."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    sitting.settle()
    assert sitting.desk.clients.page.tab == "before"
    assert QApplication.focusWidget().accessibleName() == "Before the session"
    assert "Today you wanted to" in sitting.said()
    assert "Heron, before the session" in sitting.said()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    sitting.settle()
    assert sitting.window.page is sitting.desk.today


def test_ctrl_shift_b_opens_the_page_from_anywhere(sitting: Sitting) -> None:
    """On the day for who comes next, on a session and a letter for theirs, and back again."""
    sitting.hit("Ctrl+Shift+B")
    assert sitting.page == Place(sitting.played.id_of("Heron"), "before")
    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.today

    sitting.press("Write note: Wren and Lark")
    sitting.hit("Ctrl+Shift+B")
    assert sitting.page == Place(sitting.played.id_of("Wren and Lark"), "before")
    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.session

    sitting.desk.new_letter(sitting.played.id_of("Juniper"))
    sitting.settle()
    sitting.hit("Ctrl+Shift+B")
    assert sitting.page == Place(sitting.played.id_of("Juniper"), "before")

    sitting.hit("Ctrl+3")
    sitting.hit("Ctrl+Shift+B")
    assert sitting.page == Place(sitting.played.id_of("Juniper"), "before")


def test_ctrl_shift_b_without_a_client_shows_the_clients(sitting: Sitting) -> None:
    """Where nobody is in question, one chooses who is."""
    sitting.desk.today.go_to(datetime(2025, 11, 22).date())
    sitting.settle()
    sitting.hit("Ctrl+Shift+B")

    assert sitting.window.page is sitting.desk.clients
    assert sitting.desk.clients.page.tab == "timeline"


def test_what_was_typed_is_last_time_at_once(sitting: Sitting) -> None:
    """After a session that is over, what was just typed stands on the page before the next."""
    sitting.press("Write note: Wren and Lark")
    editors = sitting.desk.session.record.findChildren(QPlainTextEdit)
    editor = next(each for each in editors if each.isVisible())
    editor.setFocus()
    sitting.qtbot.keyClicks(editor, "They came in together.")
    sitting.hit("Ctrl+Shift+B")

    assert not sitting.desk.has_unsaved
    assert "They came in together." in sitting.said()
    assert "18 November, session 3, not signed yet" in sitting.said()


def test_an_intention_is_written_on_the_last_session(sitting: Sitting) -> None:
    """*Write an intention* opens the pad on which it is written, and the page then has it."""
    heron = sitting.played.id_of("Heron")
    for each in sitting.played.private.run(reflections.of_client, heron):
        sitting.played.private.run(
            reflections.save, Reflection(each.session_id, heron), sitting.played.now()
        )
    for episode in sitting.played.private.run(episodes.of_client, heron):
        sitting.played.private.run(episodes.remove, episode.id, sitting.played.now())
    for saying in sitting.played.private.run(sayings.of_client, heron):
        sitting.played.private.run(sayings.remove, saying.id, sitting.played.now())
    sitting.hit("Ctrl+Shift+B")
    sitting.press("Write an intention")
    assert sitting.window.page is sitting.desk.session
    field = sitting.desk.session.private.foot.next_time
    field.setFocus()
    sitting.qtbot.keyClicks(field, "wait for the second answer")
    sitting.hit("Alt+Left")

    assert sitting.window.page is sitting.desk.clients
    sitting.qtbot.waitUntil(lambda: "wait for the second answer" in sitting.said())


def test_large_text_lets_the_keyboard_turn_the_whole_page(sitting: Sitting, theme: Theme) -> None:
    """Where the header scrolls too, Space goes on to the last line of what is read."""
    theme.set_text_size(200)
    sitting.window.resize(1024, 700)
    sitting.hit("Ctrl+Shift+B")
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    goal = next(
        each
        for each in sitting.desk.before.findChildren(QLabel)
        if each.accessibleName() == "Ask for what I need at work"
    )

    assert not goal.visibleRegion().isEmpty()
    assert sitting.desk.before.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_the_timeline_is_as_high_as_ever_after_the_page_was_read(
    sitting: Sitting, theme: Theme
) -> None:
    """A long page before the session leaves no empty room under the timeline."""
    theme.set_text_size(200)
    sitting.window.resize(1024, 700)
    sitting.press("Open file: Sparrow")
    sitting.desk.clients.page.choose_tab("timeline")
    sitting.settle()
    before = sitting.desk.clients.page.minimumSizeHint(), sitting.desk.before.minimumHeight()
    sitting.desk.clients.page.choose_tab("before")
    sitting.settle()
    sitting.desk.clients.page.choose_tab("timeline")
    sitting.settle()

    assert (
        sitting.desk.clients.page.minimumSizeHint(),
        sitting.desk.before.minimumHeight(),
    ) == before


def test_the_day_leads_to_a_note(sitting: Sitting) -> None:
    """*Write note* opens the session with its note begun, and what is typed there is kept."""
    sitting.press("Write note: Wren and Lark")
    assert sitting.window.page is sitting.desk.session
    session_id = sitting.played.session_today("Wren and Lark")
    editors = sitting.desk.session.record.findChildren(QPlainTextEdit)
    editor = next(each for each in editors if each.isVisible())
    editor.setFocus()
    sitting.qtbot.keyClicks(editor, "They came in together.")
    assert sitting.desk.has_unsaved

    sitting.hit("Ctrl+1")
    note = sitting.played.record.run(notes.of_session, session_id)
    assert any("They came in together." in section.text for section in note.sections)
    assert not sitting.desk.has_unsaved
    assert sitting.window.page is sitting.desk.today


def test_the_sections_have_their_numbers(sitting: Sitting) -> None:
    """Ctrl with 1 to 4 leads to the day, the clients, supervision and the practice."""
    there = []
    for keys in ("Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+1"):
        sitting.hit(keys)
        there.append(sitting.window.page)

    desk = sitting.desk
    assert there == [desk.clients, desk.supervision, desk.practice, desk.today]


def test_a_client_is_found_by_key(sitting: Sitting) -> None:
    """Ctrl+Shift+C goes to the field, and a name and Enter to the client."""
    sitting.hit("Ctrl+Shift+C")
    sitting.qtbot.keyClicks(QApplication.focusWidget(), "jun")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    sitting.settle()

    assert "Juniper" in sitting.said()


def test_a_client_is_found_by_key_in_a_small_window(sitting: Sitting) -> None:
    """Where the list is folded away, the same keys bring it."""
    sitting.window.resize(900, 700)
    sitting.hit("Ctrl+Shift+C")

    assert sitting.desk.clients.listed.isVisible()
    assert QApplication.focusWidget().accessibleName() == "Find a client"


def test_a_client_is_added_from_anywhere(sitting: Sitting) -> None:
    """Ctrl+Shift+N asks for a new client over the section of the clients."""
    sitting.hit("Ctrl+Shift+N")

    assert sitting.window.page is sitting.desk.clients
    assert sitting.dialog().windowTitle() == "New client"


def test_a_session_is_planned_from_anywhere(sitting: Sitting) -> None:
    """Ctrl+Shift+D asks for a session, and the day hears of it at once."""
    sitting.hit("Ctrl+Shift+D")
    dialog = sitting.dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    sitting.settle()

    assert not dialog.isVisible()
    assert any(words.startswith("Six sessions today.") for words in sitting.said())


def test_ctrl_n_writes_the_note_of_today(sitting: Sitting) -> None:
    """Ctrl+N on Heron's page opens the session of today and takes it as held."""
    sitting.desk.begin()
    sitting.press("Before the session: Heron")
    sitting.hit("Ctrl+N")

    assert sitting.window.page is sitting.desk.session
    session_id = sitting.played.session_today("Heron")
    assert sitting.desk.place.session_id == session_id
    assert sitting.played.record.run(notes.of_session, session_id) is not None


def test_ctrl_n_without_a_client_shows_the_clients(sitting: Sitting) -> None:
    """Before any client was shown, a new note begins with choosing whose."""
    assert sitting.desk.clients.client_id is None
    sitting.hit("Ctrl+N")

    assert sitting.window.page is sitting.desk.clients


def test_a_letter_is_begun_for_the_client_that_is_shown(sitting: Sitting) -> None:
    """Ctrl+Shift+L begins a progress letter; the day then says that it waits."""
    sitting.press("Before the session: Heron")
    sitting.hit("Ctrl+Shift+L")
    assert sitting.window.page is sitting.desk.letter
    begun = sitting.played.record.run(letters.of_client, sitting.played.id_of("Heron"))
    assert [letter.kind_id for letter in begun] == ["progress"]

    sitting.hit("Ctrl+1")
    assert "Letters" in sitting.said()


def test_any_letter_is_begun_from_the_client(sitting: Sitting) -> None:
    """*New letter* shows every kind; the one that is taken opens on its page."""
    sitting.press("Before the session: Heron")
    sitting.desk.clients.page.new_letter_wanted.emit(sitting.played.id_of("Heron"))
    sitting.settle()
    dialog = sitting.desk.letters.dialog
    assert dialog is not None
    assert len(dialog.rows) == len(catalog.letter_kinds())
    (row,) = (row for row in dialog.rows if row.text() == "Attendance letter")
    row.click()
    sitting.settle()
    assert sitting.window.page is sitting.desk.letter
    letter = sitting.desk.letter.letter
    assert letter is not None
    assert letter.kind_id == "attendance"


def test_a_letter_about_nobody_is_not_begun(sitting: Sitting) -> None:
    """Before any client was chosen it is said what to do first, and no letter is made."""
    said: list[str] = []
    sitting.desk.letters.told.connect(said.append)
    sitting.hit("Ctrl+4")
    sitting.desk.letters.ask()
    sitting.desk.letters.begin()
    sitting.settle()
    assert said == ["Choose a client first; then a letter can be begun."] * 2
    assert sitting.desk.letters.dialog is None


def test_kinds_of_letters_are_reached_from_where_a_letter_is_begun(sitting: Sitting) -> None:
    """From the choice and from the practice; what is being changed there is kept on the way out."""
    sitting.desk.letters.ask(sitting.played.id_of("Heron"))
    sitting.settle()
    dialog = sitting.desk.letters.dialog
    assert dialog is not None
    dialog.own.click()
    sitting.settle()
    page = sitting.desk.kinds.page
    assert sitting.window.page is page
    page.begin(letter_kind_drafts.copied(catalog.letter_kind("court")))
    sitting.settle()
    field = page.editor.column.head.field("name")
    field.selectAll()
    QTest.keyClicks(field, "Mine")
    assert sitting.desk.has_unsaved
    sitting.window.show_page(sitting.desk.today)
    sitting.qtbot.waitUntil(lambda: not sitting.desk.has_unsaved)
    (draft,) = sitting.played.record.run(letter_kinds.DRAFTS.listed)
    assert draft.template.name == "Mine"
    sitting.window.show_page(sitting.desk.practice)
    buttons = sitting.desk.practice.findChildren(QPushButton)
    (way,) = (button for button in buttons if button.text() == "Open the kinds of letters")
    way.click()
    assert sitting.window.page is page


@pytest.mark.parametrize("by_key", [True, False])
def test_the_alliance_tab_leads_to_the_latest_reflection(sitting: Sitting, by_key: bool) -> None:
    """*Write a reflection*, or Ctrl+R, opens the last session that was held at its open facet."""
    sitting.press("Before the session: Heron")
    sitting.desk.clients.page.choose_tab("alliance")
    sitting.settle()
    assert "New session note" not in _buttons(sitting)
    sitting.hit("Ctrl+R") if by_key else sitting.press("Write a reflection")
    sitting.qtbot.waitUntil(lambda: sitting.window.page is sitting.desk.session)
    sitting.settle()

    assert sitting.desk.place.session_id == sitting.played.sessions_of("Heron")[-2].id
    pad = sitting.desk.session.private.facets.pad
    assert pad is not None
    assert QApplication.focusWidget() is pad.noticed


def test_the_alliance_tab_gives_way_to_the_timeline(sitting: Sitting) -> None:
    """Each tab has its own main button; with nothing begun there is nothing to reflect on."""
    sitting.press("Before the session: Heron")
    page = sitting.desk.clients.page
    page.choose_tab("alliance")
    page.choose_tab("timeline")
    assert "Write a reflection" not in _buttons(sitting)
    assert "New session note" in _buttons(sitting)

    page.choose_tab("alliance")
    sitting.desk.clients.show_client(sitting.played.id_of("Sparrow"))
    sitting.settle()
    write = next(b for b in sitting.window.findChildren(QPushButton) if _says(b, "Write a refl"))
    assert not write.isEnabled()


def test_a_line_that_is_begun_outlives_a_look_at_another_page(sitting: Sitting) -> None:
    """Going to look something up keeps the line in its field; a lock hands it to the store."""
    sitting.press("Before the session: Heron")
    sitting.desk.clients.page.choose_tab("alliance")
    sitting.settle()
    notice = sitting.desk.alliance.questions.notice
    notice.write.click()
    notice.line.insertPlainText("half a line")
    sitting.hit("Ctrl+1")
    sitting.hit("Ctrl+2")
    assert notice.line.text() == "half a line"
    sitting.desk.flush()  # it may be kept by now: it is after each beat
    sitting.settle()
    assert not sitting.desk.has_unsaved

    heron = sitting.played.id_of("Heron")
    waits = sitting.played.private.run(unfinished.find, Mark("line to a question", (heron,)))
    assert waits is not None
    assert waits.words["line"] == "half a line"
    assert sitting.played.private.run(questions.given, heron) == ()


def test_strain_is_followed_from_the_hour_to_its_end(sitting: Sitting) -> None:
    """A moment that is kept beside a session stands on the tab; closed there, it is closed here."""
    heron = sitting.played.id_of("Heron")
    held = [each for each in sitting.played.sessions_of("Heron") if each.attendance.held]
    sitting.desk.open_session(held[-1].id)
    strain = sitting.desk.session.private.strain
    sitting.qtbot.waitUntil(lambda: len(strain.chips) == 1)
    strain.add.click()
    form = strain._dialog
    assert form is not None
    form.markers["c_progress"].box.click()
    form.form.set_values({"client_words": "Is this doing anything?"})
    form.main.click()
    sitting.settle()

    sitting.desk.clients.show_client(heron)
    sitting.window.show_page(sitting.desk.clients)
    sitting.desk.clients.page.choose_tab("alliance")
    sitting.settle()
    tab = sitting.desk.alliance
    assert len(tab.strain.cards) == 2
    newest = tab.strain.cards[0]
    assert "Is this doing anything?" in [label.text() for label in newest.findChildren(QLabel)]
    newest.state.set_value(StrainState.REPAIRED)
    newest.state.activated.emit(newest.state.currentIndex())
    sitting.settle()

    assert len(tab.strain.cards) == 1
    sitting.desk.open_session(held[-2].id)
    sitting.settle()
    sitting.qtbot.waitUntil(lambda: len(strain.chips) == 1)
    assert "Agrees, praises" in strain.chips[0].accessibleName()


def test_what_happens_to_the_frame_reaches_the_marks(sitting: Sitting) -> None:
    """A gift that is noted while the tab is in front stands among the marks at once."""
    heron = sitting.played.id_of("Heron")
    sitting.desk.clients.show_client(heron)
    sitting.window.show_page(sitting.desk.clients)
    sitting.desk.clients.page.choose_tab("alliance")
    sitting.settle()
    before = len(sitting.desk.alliance.marks.table.told)
    day = sitting.played.now().date() - timedelta(days=2)
    gift = FrameEvent("", heron, day, FrameKind.GIFT, "a jar of honey")
    sitting.played.doors[0].run(sitting.window, sessions.note_frame, gift, sitting.played.now())
    sitting.settle()

    told = sitting.desk.alliance.marks.table.told
    assert len(told) == before + 1
    assert told[0] == "16 November 2025. Gift: a jar of honey."


def test_the_tab_comes_back_after_a_lock(sitting: Sitting) -> None:
    """Whoever was at the alliance of a client is there again."""
    sitting.press("Before the session: Heron")
    sitting.desk.clients.page.choose_tab("alliance")
    place = sitting.desk.place
    sitting.desk.clients.page.choose_tab("timeline")
    sitting.hit("Ctrl+1")
    sitting.desk.begin(place)
    sitting.settle()

    assert place.tab == "alliance"
    assert sitting.desk.alliance.isVisible()
    assert sitting.desk.alliance.words.rows


def _says(button: QPushButton, words: str) -> bool:
    return button.text().startswith(words)


def _buttons(sitting: Sitting) -> list[str]:
    return [b.text() for b in sitting.window.findChildren(QPushButton) if b.isVisible()]


def test_an_hour_to_come_has_nothing_to_write_up(sitting: Sitting) -> None:
    """A session of another day is not opened; the window says when its note can begin."""
    later = Session(SessionId(""), sitting.played.id_of("Heron"), datetime(2025, 12, 2, 13))
    session_id = sitting.played.record.run(sessions.add, later, sitting.played.now())
    sitting.desk.open_session(session_id)
    sitting.settle()

    assert sitting.window.page is sitting.desk.today
    wanted = "This session is planned for 2 December 2025. Its note can begin then."
    assert wanted in sitting.said()


def test_the_desk_comes_back_where_it_was(sitting: Sitting) -> None:
    """After a lock, the client and the session that were open are open again."""
    sitting.press("Write note: Wren and Lark")
    place = sitting.desk.place
    sitting.hit("Ctrl+1")
    sitting.desk.begin(place)
    sitting.settle()

    assert sitting.window.page is sitting.desk.session
    assert sitting.desk.place == place


# --- what is said ----------------------------------------------------------------------------


def test_the_status_line_knows_the_last_backup(sitting: Sitting) -> None:
    """It says that there is none, and hears of the first one."""
    assert "No backup yet" in sitting.said()
    at = datetime(2025, 11, 18, 8, 12).astimezone(UTC).isoformat(timespec="seconds")
    sitting.played.doors[0].run(sitting.window, settings.put, known.LAST_BACKUP, at)
    sitting.settle()

    assert "Last backup today 08:12, verified" in sitting.said()
    assert "Backup: today 08:12, opened and verified." in sitting.said()


def test_the_backup_of_the_day_leads_to_the_practice(sitting: Sitting) -> None:
    """*Back up now* at the foot of the day goes to the page that can, and to its button."""
    sitting.press("Back up now…")

    assert sitting.window.page is sitting.desk.practice
    assert QApplication.focusWidget().text() == "Back up now…"


def test_an_error_that_nobody_claims_is_told_above_the_page(
    sitting: Sitting, broadcast: Broadcast
) -> None:
    """A full disk is said in one sentence, wherever one is."""
    broadcast.raised.emit(DiskFull())
    sitting.settle()

    assert any(words.startswith("The disk is full.") for words in sitting.said())


def test_f8_shows_the_name_and_leaving_covers_it(sitting: Sitting) -> None:
    """F8 uncovers the legal name on the client's page; after another section it is covered."""
    sitting.press("Before the session: Heron")
    client = sitting.played.record.run(clients.get, sitting.played.id_of("Heron"))
    sitting.hit("F8")
    assert client.people[0].name in sitting.said()

    sitting.hit("Ctrl+1")
    sitting.hit("Ctrl+2")
    assert client.people[0].name not in sitting.said()
    assert all(name.covered for name in sitting.window.findChildren(CoveredName))


def test_the_look_is_kept_on_this_computer(sitting: Sitting, device: Device, theme: Theme) -> None:
    """A look that is chosen on the practice page is seen at once and remembered."""
    sitting.hit("Ctrl+4")
    for words in ("Dark", "125 %"):
        button = next(
            b for b in sitting.desk.practice.findChildren(QPushButton) if b.text() == words
        )
        sitting.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert (theme.appearance, theme.text_size) == (Appearance.DARK, 125)
    assert device.get(known.APPEARANCE) == "dark"
    assert device.get(known.TEXT_SIZE) == 125


def test_a_change_on_one_page_is_seen_on_the_other(sitting: Sitting) -> None:
    """A session that is called off on the client's page is called off on the day."""
    session_id = sitting.played.session_today("Juniper")
    juniper = sitting.played.record.run(sessions.get, session_id)
    sitting.desk.clients.page.became.emit(juniper, Attendance.CANCELLED_BY_THERAPIST)
    sitting.settle()

    assert "cancelled by the therapist" in sitting.said()


def test_a_passage_leads_to_its_session(sitting: Sitting) -> None:
    """From the passage that is open its session is opened, and Back leads to it again."""
    [item] = [
        each
        for each in sitting.played.private.run(supervision.every)
        if each.state is ItemState.TO_PREPARE
    ]
    sitting.hit("Ctrl+3")
    sitting.desk.supervision.open(item.id)
    sitting.settle()
    assert sitting.desk.place.item_id == item.id
    sitting.press("Open the session")
    assert sitting.window.page is sitting.desk.session
    assert sitting.desk.place.session_id == item.session_id
    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.supervision


def test_a_passage_is_open_again_after_a_lock(sitting: Sitting) -> None:
    """The place is the id of the passage alone, and it leads there."""
    item = sitting.played.private.run(supervision.every)[0]
    sitting.desk.begin(Place(item_id=item.id))
    sitting.settle()
    assert sitting.window.page is sitting.desk.supervision
    place = sitting.desk.place
    assert (place.item_id, place.section, place.part) == (item.id, "supervision", "passages")


def test_words_of_a_session_are_taken_to_supervision_by_key(sitting: Sitting) -> None:
    """Ctrl+Shift+T on the private side asks for the question, and the passage is in the list."""
    sitting.desk.open_session(sitting.played.session_today("Alder"))
    sitting.settle()
    private = sitting.desk.session.private
    sitting.qtbot.waitUntil(private.free.isVisible)
    private.free.setFocus()
    sitting.qtbot.keyClicks(private.free, "She looked at the clock twice.")
    sitting.hit("Ctrl+Shift+T")
    dialog = private.flagging.dialog
    sitting.qtbot.keyClicks(dialog.question, "What was late?")
    QTest.keyClick(dialog.question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sitting.qtbot.waitUntil(lambda: private.flagging.dialog is None)
    sitting.window.activateWindow()
    sitting.qtbot.waitUntil(sitting.window.isActiveWindow)
    sitting.settle()
    sitting.hit("Ctrl+3")
    assert sitting.window.page is sitting.desk.supervision

    newest = sitting.played.private.run(supervision.every)[0]
    assert (newest.passage, newest.question) == (
        "She looked at the clock twice.",
        "What was late?",
    )
    assert private.foot.supervision.isChecked()
    assert any("What was late?" in row.accessibleName() for row in rows(sitting))


def test_what_is_written_of_a_passage_is_saved_when_its_page_is_left(sitting: Sitting) -> None:
    """Another section saves it at once."""
    item = sitting.played.private.run(supervision.every)[0]
    sitting.hit("Ctrl+3")
    sitting.desk.supervision.open(item.id)
    sitting.settle()
    sitting.qtbot.keyClicks(sitting.desk.supervision.passages.item.did, "I waited.")
    assert sitting.desk.has_unsaved
    sitting.hit("Ctrl+1")
    assert not sitting.desk.has_unsaved
    assert sitting.played.private.run(supervision.get, item.id).did.endswith("I waited.")


def rows(sitting: Sitting) -> list[RowButton]:
    """Return the passages in the list."""
    return sitting.desk.supervision.passages.list.rows


# --- who reads it ----------------------------------------------------------------------------


def test_tab_reaches_the_whole_window_from_the_day(sitting: Sitting) -> None:
    """Going round with Tab, every stop is visible, and one comes back to where one was."""
    start = QApplication.focusWidget()
    there = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        there.append(QApplication.focusWidget())
        if there[-1] is start:
            break

    assert there[-1] is start
    assert all(each.isVisible() for each in there)
    names = [each.accessibleName() or each.text() for each in there]
    assert {"The day before", "Open note: Alder", "Today", "Lock", "Back up now…"} <= set(names)


@pytest.mark.parametrize("section", ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"])
def test_everything_that_tab_reaches_has_a_name(
    sitting: Sitting, unnamed: Callable[[QWidget], list[str]], section: str
) -> None:
    """A screen reader can name every control of every section in its frame."""
    sitting.hit(section)

    assert unnamed(sitting.window) == []


# --- second looks and cards ------------------------------------------------------------------


def test_the_day_leads_to_a_second_look_and_back(sitting: Sitting) -> None:
    """The offer opens a page of its own, Alt+Left leads back, and a lock finds the place again."""
    heron = sitting.played.sessions_of("Heron")
    last = next(each for each in reversed(heron) if each.number)
    sitting.desk.today.second_look_wanted.emit(last.id)
    sitting.settle()
    assert sitting.window.page is sitting.desk.second_look
    assert sitting.desk.place.second_look_id == last.id
    assert sitting.desk.place.session_id is None

    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.today
    assert sitting.desk.place.second_look_id is None


def test_a_second_look_is_found_again_after_a_lock(sitting: Sitting) -> None:
    """The place that is kept while the practice is locked leads there, with what was written."""
    heron = sitting.played.sessions_of("Heron")
    last = next(each for each in reversed(heron) if each.number)
    sitting.desk.look_again(last.id)
    sitting.settle()
    sitting.desk.second_look.writing.free.insertPlainText("Slower.")
    assert sitting.desk.has_unsaved
    place = sitting.desk.place
    sitting.desk.flush()
    sitting.settle()
    assert not sitting.desk.has_unsaved

    sitting.window.show_page(sitting.desk.today)
    sitting.desk.begin(place)
    sitting.settle()

    assert sitting.window.page is sitting.desk.second_look
    assert sitting.desk.second_look.writing.free.text() == "Slower."


def test_a_card_of_the_menu_is_about_whoever_is_in_front(sitting: Sitting) -> None:
    """Without a client the clients are shown first; with one, the dialog opens over the page."""
    sitting.desk.take_card(CardAct.HAND_OVER)
    sitting.settle()
    assert sitting.window.page is sitting.desk.clients

    sitting.desk.take_card(CardAct.HAND_OVER)
    sitting.settle()
    dialog = sitting.dialog()
    assert dialog.windowTitle() == "Hand over the client card"
    dialog.reject()


# --- forms for notes ---------------------------------------------------------------------------


def test_the_forms_are_reached_from_the_menu_and_from_the_practice(sitting: Sitting) -> None:
    """They belong to the practice, and Back leads to where one came from."""
    action = next(
        each for each in sitting.window.menu("&Session").actions() if "Forms" in each.text()
    )
    action.trigger()
    sitting.settle()
    assert sitting.window.page is sitting.desk.forms.page
    assert "Forms for notes" in sitting.said()
    sitting.desk.forms.page.back.click()
    sitting.settle()
    assert sitting.window.page is sitting.desk.today

    sitting.hit("Ctrl+4")
    sitting.press("Open the forms")
    assert sitting.window.page is sitting.desk.forms.page
    sitting.hit("Alt+Left")
    assert sitting.window.page is sitting.desk.practice


def test_a_form_that_is_being_written_survives_the_lock(sitting: Sitting) -> None:
    """What was typed is with the store when the practice locks, and is the page that comes back."""
    sitting.desk.forms.show()
    sitting.settle()
    sitting.press("New form")
    QTest.keyClicks(QApplication.focusWidget(), "Half a form")
    assert sitting.desk.has_unsaved
    place = sitting.desk.place
    sitting.desk.flush()
    sitting.settle()
    assert not sitting.desk.has_unsaved

    sitting.hit("Ctrl+1")
    assert sitting.desk.place.form_draft_id is None
    sitting.desk.forms.page.editor.left.emit()
    sitting.settle()
    sitting.desk.begin(place)
    sitting.settle()

    assert sitting.desk.place == place
    assert sitting.desk.forms.page.editor.isVisible()
    assert QApplication.focusWidget().text() == "Half a form"


def test_undo_in_the_menu_goes_back_over_the_form(sitting: Sitting) -> None:
    """*Edit*, *Undo* and its key do the same, from inside a field."""
    sitting.desk.forms.show()
    sitting.settle()
    sitting.press("New form")
    QTest.keyClicks(QApplication.focusWidget(), "Mine")
    undo = next(a for a in sitting.window.menu("&Edit").actions() if "Undo" in a.text())
    undo.trigger()
    assert sitting.desk.forms.page.editor.draft.template.name == ""

    sitting.hit("Ctrl+Shift+Z")
    assert sitting.desk.forms.page.editor.draft.template.name == "Mine"
    sitting.hit("Ctrl+Z")
    assert sitting.desk.forms.page.editor.draft.template.name == ""


def test_a_form_of_ones_own_is_offered_to_the_next_note(sitting: Sitting) -> None:
    """From the moment at which it is saved, and no earlier."""
    desk = sitting.desk
    desk.forms.show()
    sitting.settle()
    next(row for row in desk.forms.page.list.rows if row.text() == "DAP").click()
    sitting.press("Copy and change")
    field = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "Two lines")

    def offered() -> list[str]:
        desk.open_session(sitting.played.session_today("Heron"))
        sitting.settle()
        choice = desk.session.record.head.template
        return [choice.itemText(number).strip() for number in range(choice.count())]

    assert "Two lines" not in offered()
    desk.session.left.emit()
    sitting.settle()
    sitting.hit("Ctrl+Shift+S")
    sitting.qtbot.waitUntil(desk.forms.page.form.isVisible)
    sitting.settle()
    assert "Two lines" in offered()


def test_a_source_of_a_letter_leads_to_the_note_or_the_part_of_the_file(sitting: Sitting) -> None:
    """A passage opens the session whose note it is from; a fact opens where it stands."""
    desk, played = sitting.desk, sitting.played
    heron = played.id_of("Heron")
    signed = [n for n in played.record.run(notes.of_client, heron) if n.signed_at and n.session_id]
    desk.show_client(heron)
    desk.new_letter(heron)
    sitting.settle()

    desk.letter.panes.source_wanted.emit(f"{signed[0].id}/plan")
    sitting.settle()
    assert sitting.window.page is desk.session
    assert desk.session.record.session.id == signed[0].session_id

    desk.letter.panes.source_wanted.emit("measure_change")
    sitting.settle()
    assert (sitting.window.page, desk.clients.page.tab) == (desk.clients, "measures")
    desk.letter.panes.source_wanted.emit("reason")
    sitting.settle()
    assert desk.clients.page.tab == "timeline"
    desk.letter.panes.source_wanted.emit("chart:phq9")
    sitting.settle()
    assert desk.clients.page.tab == "measures"


def test_a_letter_asks_the_private_side_for_yes_or_no_and_is_told_when_it_is_locked(
    sitting: Sitting,
) -> None:
    """Words that stand in a reflection are found through the desk; a closed store says nothing."""
    desk, played = sitting.desk, sitting.played
    held = played.sessions_of("Heron")[-1]
    words = "I felt pulled to rescue him once again"
    reflection = Reflection(held.id, held.client_id, free=f"{words}!")
    played.private.run(reflections.save, reflection, played.now())
    runs = ("i felt pulled to rescue him", "we met in the garden at noon")
    answers: list[object] = []

    desk.letter.panes.checks.private_asked.emit(runs, answers.append)
    sitting.settle()
    played.private.close()
    desk.letter.panes.checks.private_asked.emit(runs, answers.append)
    sitting.settle()

    assert answers == [(True, False), None]


def test_an_open_letter_bears_the_head_that_was_kept_meanwhile(sitting: Sitting) -> None:
    """Under another letterhead the letter that was open is drawn anew, with what it says."""
    desk = sitting.desk
    desk.new_letter(sitting.played.id_of("Heron"))
    sitting.settle()
    desk.letter.panes.sheet.recipient.setText("Dr Kept")
    desk.letter.panes.sheet.recipient.textEdited.emit("Dr Kept")
    head = Letterhead(language="en-US", registrations=("Chamber, no. 1",))
    sitting.played.record.run(letterheads.save, head, sitting.played.now())
    desk.practice.headed.emit()
    sitting.settle()
    sitting.qtbot.waitUntil(lambda: "Chamber, no. 1" in desk.letter.panes.preview.text())

    assert desk.letter.letter is not None
    assert desk.letter.letter.recipient == "Dr Kept"
