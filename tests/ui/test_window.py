"""The frame: pages, the way between them, menus, keys, and words that reach everyone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain import settings
from practicenotes.errors import DiskFull
from practicenotes.ui.device import Device
from practicenotes.ui.rail import RailButton
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.trail import Trail
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.window import Section, Window


SECTIONS = (
    Section("today", "Today", "calendar-days"),
    Section("clients", "Clients", "users"),
    Section("practice", "Practice", "archive"),
)


class Page(QWidget):
    """A page with a title, a field, and a button."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setProperty("pane", True)
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        stack = QVBoxLayout(self)
        for widget in (Words(title, "title"), self.field, QPushButton("Write note")):
            stack.addWidget(widget)
        self.setFocusProxy(self.field)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(tmp_path)


@pytest.fixture
def pages(theme: Theme) -> dict[str, Page]:
    return {section.name: Page(section.label) for section in SECTIONS}


@pytest.fixture
def window(qtbot: QtBot, device: Device, pages: dict[str, Page]) -> Window:
    """Show a window with three sections, on the first."""
    frame = Window(device)
    qtbot.addWidget(frame)
    for section in SECTIONS:
        frame.add_section(section, pages[section.name])
    frame.show_page(pages["today"])
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return frame


def chosen(window: Window) -> list[str]:
    """Return what the rail marks as the place one is at."""
    return [button.text() for button in window.findChildren(RailButton) if button.isChecked()]


def hit(qtbot: QtBot, window: Window, keys: str) -> None:
    """Press keys wherever the keyboard is."""
    qtbot.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))


def seen(window: QWidget) -> list[str]:
    """Return the words of every label that can be seen."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    return [label.accessibleName() or label.text() for label in labels]


@pytest.mark.parametrize(
    ("keys", "name"), [("Ctrl+1", "today"), ("Ctrl+2", "clients"), ("Ctrl+3", "practice")]
)
def test_sections_are_numbered_keys(
    qtbot: QtBot, window: Window, pages: dict[str, Page], keys: str, name: str
) -> None:
    """Ctrl and a number lead to a section, and the rail shows it."""
    window.show_page(pages["practice" if name != "practice" else "today"])
    hit(qtbot, window, keys)

    assert window.page is pages[name]
    assert [label.lower() for label in chosen(window)] == [name]


def test_the_rail_leads_to_a_section(qtbot: QtBot, window: Window, pages: dict[str, Page]) -> None:
    """A click on a section shows its page and puts the keyboard there."""
    clients = next(b for b in window.findChildren(RailButton) if b.text() == "Clients")
    qtbot.mouseClick(clients, Qt.MouseButton.LeftButton)

    assert window.page is pages["clients"]
    assert pages["clients"].field.hasFocus()


def test_a_second_click_on_a_section_keeps_it_marked(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """The rail always shows where one is, and the way back gains no empty step."""
    window.show_page(pages["clients"])
    clients = next(b for b in window.findChildren(RailButton) if b.text() == "Clients")
    qtbot.mouseClick(clients, Qt.MouseButton.LeftButton)
    assert chosen(window) == ["Clients"]
    window.go_back()

    assert window.page is pages["today"]


def test_back_and_forward_retrace_the_way(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """Alt with the arrows goes through the pages as they were visited."""
    session = Page("Session")
    window.show_page(pages["clients"])
    window.show_page(session)
    hit(qtbot, window, "Alt+Left")
    assert window.page is pages["clients"]
    hit(qtbot, window, "Alt+Left")
    assert window.page is pages["today"]
    hit(qtbot, window, "Alt+Left")
    assert window.page is pages["today"]
    hit(qtbot, window, "Alt+Right")
    hit(qtbot, window, "Alt+Right")

    assert window.page is session


def test_a_page_belongs_to_the_section_it_was_opened_from(
    window: Window, pages: dict[str, Page]
) -> None:
    """A session opened from Clients lies in Clients, one opened elsewhere where it is told."""
    window.show_page(pages["clients"])
    window.show_page(Page("Session"))
    assert chosen(window) == ["Clients"]
    window.show_page(pages["today"])
    window.show_page(Page("Letter"), "clients")

    assert chosen(window) == ["Clients"]


def test_a_dropped_page_is_gone_and_one_is_back_where_one_was(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """No step of the history leads to a page that no longer exists."""
    session = Page("Session")
    window.show_page(pages["clients"])
    window.show_page(session)
    with qtbot.waitSignal(session.destroyed):
        window.drop_page(session)

    assert window.page is pages["clients"]
    window.go_forward()
    assert window.page is pages["clients"]
    window.go_back()
    assert window.page is pages["today"]


def test_each_page_that_comes_to_the_front_is_announced_once(
    window: Window, pages: dict[str, Page]
) -> None:
    """Pages can renew themselves when they are shown, and not twice."""
    shown: list[QWidget] = []
    window.page_shown.connect(shown.append)
    window.show_page(pages["clients"])
    window.show_page(pages["clients"])
    window.go_back()

    assert shown == [pages["clients"], pages["today"]]


def test_the_title_tells_nothing(window: Window, pages: dict[str, Page]) -> None:
    """Whatever page is shown, the task bar says only the name of the program."""
    window.show_page(Page("Heron, session 11"))
    window.say("Heron, session 11")

    assert window.windowTitle() == "PracticeNotes"


def test_what_is_said_is_seen_and_spoken(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status line is heard by a screen reader, too."""
    spoken: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: spoken.append(event.message())
    )
    window.say("Saved 14:02")

    assert "Saved 14:02" in seen(window)
    assert spoken == ["Saved 14:02"]


def test_a_line_does_not_follow_to_another_page(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """Where one was is no longer said elsewhere, but what was said on leaving is."""
    window.show_page(pages["clients"])
    window.say("Heron, session 11")
    qtbot.wait(10)
    window.show_page(pages["today"])
    assert "Heron, session 11" not in seen(window)
    window.say("The draft is thrown away.")
    window.show_page(pages["clients"])

    assert "The draft is thrown away." in seen(window)


def test_an_error_stands_above_the_page_until_it_is_left(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """One sentence, in sight, that does not follow one around."""
    window.tell(DiskFull())
    strip = window.findChild(NoticeStrip)
    assert strip.isVisible()
    assert "The disk is full. What you saved before is safe." in strip.said()
    window.show_page(pages["clients"])

    assert not strip.isVisible()


def test_a_mistake_of_ours_shows_no_content(window: Window) -> None:
    """An unexpected error may carry a note; the strip shows none of it."""
    window.tell(ValueError("he said it was fine"))

    strip = window.findChild(NoticeStrip)
    assert strip.said().startswith("Something unexpected happened in PracticeNotes itself.")
    assert "fine" not in strip.said()


def test_locking_is_one_key_away(qtbot: QtBot, window: Window) -> None:
    """Ctrl+L and the rail ask for the same thing."""
    with qtbot.waitSignal(window.lock_wanted):
        hit(qtbot, window, "Ctrl+L")
    lock = next(b for b in window.findChildren(RailButton) if b.text() == "Lock")
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)


def test_f6_goes_from_pane_to_pane_and_remembers(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """From the page to the rail and back to the very field one was in."""
    pages["today"].field.setFocus()
    hit(qtbot, window, "F6")
    assert isinstance(QApplication.focusWidget(), RailButton)
    hit(qtbot, window, "F6")

    assert pages["today"].field.hasFocus()


def test_f8_shows_and_covers_the_names_of_the_page(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """Only what is in sight is asked for."""
    here, elsewhere = CoveredName(), CoveredName()
    pages["today"].layout().addWidget(here)
    pages["clients"].layout().addWidget(elsewhere)
    for name in (here, elsewhere):
        name.wanted.connect(lambda name=name: name.reveal("Martin Ashdown"))
    qtbot.waitUntil(here.isVisible)
    hit(qtbot, window, "F8")
    assert (here.covered, elsewhere.covered) == (False, True)
    hit(qtbot, window, "F8")

    assert here.covered


def test_text_is_scaled_by_keys_and_remembered(
    qtbot: QtBot, theme: Theme, window: Window, device: Device
) -> None:
    """Ctrl with plus, minus and zero; the size is kept on this computer."""
    hit(qtbot, window, "Ctrl++")
    hit(qtbot, window, "Ctrl++")
    hit(qtbot, window, "Ctrl+-")
    assert theme.text_size == 110
    assert device.get(settings.TEXT_SIZE) == 110
    hit(qtbot, window, "Ctrl+0")

    assert device.get(settings.TEXT_SIZE) == 100


def test_the_edit_menu_works_where_the_keyboard_is(
    qtbot: QtBot, window: Window, pages: dict[str, Page]
) -> None:
    """Undo in the menu undoes in the field one writes in."""
    field = pages["today"].field
    field.setFocus()
    qtbot.keyClicks(field, "Heron")
    actions = {action.text(): action for action in window.menu("&Edit").actions()}
    actions["&Undo"].trigger()
    assert field.text() == ""
    actions["&Redo"].trigger()

    assert field.text() == "Heron"


def test_undo_leaves_alone_what_can_only_be_read(
    window: Window, pages: dict[str, Page], qtbot: QtBot
) -> None:
    """The words of a signed note stay on the sheet, whatever the menu is asked for."""
    sheet = GrowingEditor("Data")
    pages["today"].layout().addWidget(sheet)
    sheet.setFocus()
    qtbot.keyClicks(sheet, "as it was signed")
    sheet.setReadOnly(True)
    actions = {action.text(): action for action in window.menu("&Edit").actions()}

    for name in ("&Undo", "Cu&t", "&Redo"):
        actions[name].trigger()

    assert sheet.text() == "as it was signed"


def test_the_edit_menu_does_nothing_where_nothing_is_edited(window: Window) -> None:
    """A command without a place to act is harmless."""
    window.findChildren(RailButton)[0].setFocus()
    for action in window.menu("&Edit").actions():
        action.trigger()


def test_menus_come_with_their_first_entry_and_in_one_order(window: Window) -> None:
    """There is no empty menu, and none changes place when a page adds its own."""
    window.act("&Help", "&Keys", lambda: None, "F1")
    window.act("&Client", "&New client", lambda: None, "Ctrl+Shift+N")
    titles = [action.text() for action in window.menuBar().actions()]

    assert titles == ["&File", "&Edit", "&View", "&Client", "&Help"]


def test_no_two_entries_share_their_keys(window: Window) -> None:
    """Keys that mean two things mean nothing."""
    actions = [action for menu in window.menuBar().actions() for action in menu.menu().actions()]
    keys = [a.shortcut().toString() for a in actions if not a.shortcut().isEmpty()]

    assert len(keys) == len(set(keys))
    assert {"Ctrl+L", "Ctrl+1", "Alt+Left", "F6", "F8"} <= set(keys)


def test_no_two_entries_of_a_menu_share_their_letter(window: Window) -> None:
    """Every entry is one letter away."""
    for menu in window.menuBar().actions():
        marked = [a.text().lower() for a in menu.menu().actions() if "&" in a.text()]
        letters = [text[text.index("&") + 1] for text in marked]
        assert len(letters) == len(set(letters)), menu.text()


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, theme: Theme, window: Window, device: Device, tmp_path: Path
) -> None:
    """Size and place are kept on this computer, and nothing of a client with them."""
    window.setGeometry(0, 0, 800, 610)  # the screen of the tests is small
    window.close()
    again = Window(Device(tmp_path))
    qtbot.addWidget(again)

    assert again.size() == window.size()


def test_a_broken_memory_of_the_window_does_no_harm(
    qtbot: QtBot, theme: Theme, device: Device
) -> None:
    """Whatever stands in the settings, a window of the usual size opens."""
    device.put(settings.WINDOW, "no geometry at all")
    frame = Window(device)
    qtbot.addWidget(frame)

    assert (frame.width(), frame.height()) == (1280, 800)


def test_closing_asks_everyone_to_save_first(qtbot: QtBot, window: Window) -> None:
    """The signal comes while all pages are still there."""
    alive: list[bool] = []
    window.closing.connect(lambda: alive.append(window.isVisible()))
    window.close()

    assert alive == [True]


@pytest.mark.parametrize(("size", "notes"), [(100, 2), (200, 1)])
def test_the_status_line_shows_whole_notes_or_none(
    qtbot: QtBot, theme: Theme, window: Window, size: int, notes: int
) -> None:
    """Where there is no room for both, the backup stays and the lock goes; none is cut."""
    theme.set_text_size(size)
    window.resize(1024, 700)
    window.say("Tuesday 18 November, 12:12")
    window.say_backup("Last backup today 08:12, verified")
    window.say_lock("Locks after 5 min idle")
    qtbot.wait(10)

    said = seen(window)
    shown = [
        n for n in ("Last backup today 08:12, verified", "Locks after 5 min idle") if n in said
    ]
    assert len(shown) == notes
    assert shown[0].startswith("Last backup")


@pytest.mark.parametrize("size", [80, 100, 200])
def test_the_frame_is_named_and_whole(
    qtbot: QtBot,
    theme: Theme,
    window: Window,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    size: int,
) -> None:
    """In a small window with large text every word is whole, and everything has a name."""
    theme.set_text_size(size)
    window.resize(1024, 700)
    window.say("Tuesday 18 November, 12:12")
    window.say_backup("Last backup today 08:12, verified")
    window.tell(DiskFull())
    qtbot.wait(20)

    assert clipped(window) == []
    assert unnamed(window) == []


def test_the_rail_is_painted_in_the_colours_of_the_theme(
    qtbot: QtBot, theme: Theme, window: Window
) -> None:
    """The bar at the chosen section is the accent, in the light and in the dark."""
    today = next(b for b in window.findChildren(RailButton) if b.isChecked())
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        image = today.grab().toImage()
        assert image.pixelColor(1, image.height() // 2) == theme.colour("accent")


def test_a_trail_forgets_what_lay_ahead() -> None:
    """Going somewhere new after Back makes a new way, as in a browser."""
    trail: Trail[str] = Trail()
    for page in ("today", "clients", "heron"):
        trail.visit(page)
    trail.step(-1)
    trail.visit("moss")

    assert (trail.here, trail.can_go_on) == ("moss", False)
    trail.step(-1)
    assert trail.here == "clients"


def test_a_trail_without_a_page_has_no_empty_steps() -> None:
    """Taking out the page between two visits to another leaves one place, not two."""
    trail: Trail[str] = Trail()
    for page in ("today", "clients", "heron", "clients"):
        trail.visit(page)
    trail.forget("heron")

    assert trail.here == "clients"
    trail.step(-1)
    assert trail.here == "today"
    assert not trail.can_go_back


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_trail_stays_where_one_is_when_another_page_goes(steps: int) -> None:
    """Forgetting a page elsewhere moves nobody, and every later step is a page that exists."""
    trail: Trail[str] = Trail()
    for page in ("today", "heron", "clients", "moss"):
        trail.visit(page)
    trail.step(-steps)
    here = trail.here
    trail.forget("heron")

    assert trail.here == (here if here != "heron" else "today")
    trail.step(9)
    assert trail.here == "moss"


def test_an_empty_trail_is_nowhere() -> None:
    """Without a page there is no way back."""
    trail: Trail[str] = Trail()
    trail.visit("today")
    trail.forget("today")

    assert trail.here is None
    assert not trail.can_go_back
    assert not trail.can_go_on
