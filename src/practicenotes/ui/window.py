"""The frame that every page stands in: menus, rail, pages, status line, and the way between."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from practicenotes import messages, resources
from practicenotes.domain import settings
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.device import Device
from practicenotes.ui.rail import Rail
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


TITLE = "PracticeNotes"  # never more: titles are seen over shoulders and kept in task bars
LEAST_WIDTH, LEAST_HEIGHT = 800, 560
_MENUS = ("&File", "&Edit", "&View", "&Client", "&Session", "&Letter", "&Help")
_STEP = 10  # per cent of text size
_MARGIN = 10  # px at the ends of the status bar, which adds some of its own


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the practice that the rail leads to."""

    name: str
    label: str
    icon: str


class Window(QMainWindow):
    """The frame; pages come in through `show_page` and find each other through nothing else.

    Signals:
        lock_wanted(): the practice is to be locked.
        page_shown(QWidget): another page is in front.
        closing(): the window closes; what is unsaved must be saved now.
    """

    lock_wanted = Signal()
    page_shown = Signal(QWidget)
    closing = Signal()

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._history: list[QWidget] = []
        self._at = -1
        self._section_of: dict[QWidget, str] = {}
        self._menus: dict[str, QMenu] = {}
        self._rail = Rail()
        self._pages = QStackedWidget()
        self._strip = NoticeStrip("error")
        self._said, self._backup, self._lock = (
            Words("", "small"),
            _Note("hard-drive"),
            _Note("lock"),
        )
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(resources.path("icons", "practicenotes.svg"))))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._lay_out()
        self._fill_menus()
        self._rail.add_tool("Lock", "lock", self.lock_wanted.emit)
        self.resize(1280, 800)
        self.restoreGeometry(QByteArray.fromBase64(str(device.get(settings.WINDOW)).encode()))

    # --- pages ---------------------------------------------------------------------------------

    def add_section(self, section: Section, page: QWidget) -> None:
        """Give a section its page, a place on the rail, and Ctrl with its number."""
        self._section_of[page] = section.name
        self._pages.addWidget(page)

        def go() -> None:
            self.show_page(page)

        self._rail.add_section(section.name, section.label, section.icon, go)
        count = sum(1 for action in self.menu("&View").actions() if action.data() == "section")
        action = self.act(
            "&View", section.label, go, f"Ctrl+{count + 1}", before=self._after_sections
        )
        action.setData("section")

    def add_tool(self, label: str, icon: str, do: Callable[[], None]) -> None:
        """Add something to the foot of the rail that is always at hand."""
        self._rail.add_tool(label, icon, do)

    def show_page(self, page: QWidget, section: str = "") -> None:
        """Bring a page to the front; Alt+Left leads back from it.

        A page that belongs to no section of its own keeps the one it was opened from, or `section`.
        """
        if page is self.page:
            self._rail.mark(self._section_of[page])
            return
        if page not in self._section_of:
            here = self._section_of[self.page] if self.page else ""
            self._section_of[page] = section or here
            self._pages.addWidget(page)
        del self._history[self._at + 1 :]
        self._history.append(page)
        self._go(len(self._history) - 1)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good, and go back if it was in front."""
        before = sum(1 for earlier in self._history[: self._at + 1] if earlier is page)
        in_front = page is self.page
        self._history = [other for other in self._history if other is not page]
        self._at -= before
        self._section_of.pop(page, None)
        self._pages.removeWidget(page)
        page.deleteLater()
        if in_front and self._history:
            self._go(max(self._at, 0))

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._history[self._at] if self._at >= 0 else None

    def go_back(self) -> None:
        """Show the page that was in front before."""
        if self._at > 0:
            self._go(self._at - 1)

    def go_forward(self) -> None:
        """Show the page from which Back was taken."""
        if self._at < len(self._history) - 1:
            self._go(self._at + 1)

    def _go(self, at: int) -> None:
        self._at = at
        page = self._history[at]
        self._strip.hide()
        self._pages.setCurrentWidget(page)
        if self._section_of[page]:
            self._rail.mark(self._section_of[page])
        self._back.setEnabled(at > 0)
        self._forward.setEnabled(at < len(self._history) - 1)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    # --- words ---------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Put a line into the status bar, and speak it."""
        self._said.say(text)
        announce(self, text)
        self._fit_notes()

    def say_backup(self, text: str) -> None:
        """Say at the right when the last backup was made."""
        self._backup.say(text)
        self._fit_notes()

    def say_lock(self, text: str) -> None:
        """Say at the right when the practice locks itself."""
        self._lock.say(text)
        self._fit_notes()

    def tell(self, error: Exception) -> None:
        """Show an error that no page claimed, above the page, until it is closed or left."""
        self._strip.say(messages.sentence(error))

    # --- menus and keys ------------------------------------------------------------------------

    def menu(self, name: str) -> QMenu:
        """Return a menu; it stands in the bar from its first entry on, always in the same order."""
        if name not in self._menus:
            later = _MENUS[_MENUS.index(name) + 1 :]
            behind = next((self._menus[n] for n in later if n in self._menus), None)
            menu = QMenu(name, self)
            self.menuBar().insertMenu(behind.menuAction() if behind else None, menu)  # type: ignore[arg-type]
            self._menus[name] = menu
        return self._menus[name]

    def act(
        self,
        menu: str,
        text: str,
        do: Callable[[], object],
        keys: str | QKeySequence.StandardKey = "",
        before: QAction | None = None,
    ) -> QAction:
        """Add an entry to a menu, with its keys, and return it."""
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: do())
        if keys:
            action.setShortcut(QKeySequence(keys))
        self.menu(menu).insertAction(before, action)  # type: ignore[arg-type]
        return action

    def next_pane(self) -> None:
        """Move the keyboard to the next pane: whatever is marked with the property `pane`."""
        panes = [w for w in self.findChildren(QWidget) if w.property("pane") and w.isVisible()]
        focus = QApplication.focusWidget()
        here = [n for n, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)]
        for step in range(1, len(panes) + 1):
            if _enter(panes[((here[-1] if here else -1) + step) % len(panes)]):
                return

    def turn_names(self) -> None:
        """Show the covered names of the page, or cover them."""
        for name in self.findChildren(CoveredName):
            if name.isVisible():
                name.turn()

    def _fill_menus(self) -> None:
        keys = QKeySequence.StandardKey
        self.act("&File", "&Lock", self.lock_wanted.emit, "Ctrl+L")
        self.act("&File", "&Quit", self.close, keys.Quit)
        for text, slot, key in (
            ("&Undo", "undo", keys.Undo),
            ("&Redo", "redo", keys.Redo),
            ("Cu&t", "cut", keys.Cut),
            ("&Copy", "copy", keys.Copy),
            ("&Paste", "paste", keys.Paste),
            ("Select &all", "selectAll", keys.SelectAll),
        ):
            self.act("&Edit", text, _in_the_focus(slot), key)
        self._after_sections = self.menu("&View").addSeparator()
        self._back = self.act("&View", "&Back", self.go_back, "Alt+Left")
        self._forward = self.act("&View", "&Forward", self.go_forward, "Alt+Right")
        self.act("&View", "Next &pane", self.next_pane, "F6")
        self.act("&View", "Show or cover &names", self.turn_names, "F8")
        self.menu("&View").addSeparator()
        self.act("&View", "&Larger text", lambda: self._scale(_STEP), keys.ZoomIn)
        self.act("&View", "&Smaller text", lambda: self._scale(-_STEP), keys.ZoomOut)
        self.act("&View", "No&rmal text", lambda: self._scale(0), "Ctrl+0")

    def _scale(self, step: int) -> None:
        theme = themes.current()
        theme.set_text_size(theme.text_size + step if step else 100)
        self._device.put(settings.TEXT_SIZE, theme.text_size)

    # --- frame ---------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember where the window stood, and let everyone save."""
        self._device.put(settings.WINDOW, self.saveGeometry().toBase64().toStdString())
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep in the status bar what can be read whole."""
        super().resizeEvent(event)
        self._fit_notes()

    def _fit_notes(self) -> None:
        """Show the notes at the right as far as there is room; they stand on other pages too."""
        room = self.width() - self._said.sizeHint().width() - 4 * _MARGIN
        for note in (self._backup, self._lock):
            room -= note.sizeHint().width() + _MARGIN
            note.setVisible(bool(note.text) and room > 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._pages, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        status.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        status.addWidget(self._said, 1)
        status.addPermanentWidget(self._backup)
        status.addPermanentWidget(self._lock)


class _Note(QWidget):
    """An icon and a line at the right of the status bar."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.text = ""
        self._words = Words("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Drawing(icon, "text_soft", "small"))
        row.addWidget(self._words)
        self.hide()

    def say(self, text: str) -> None:
        """Hold another line."""
        self.text = text
        self._words.say(text)


def _enter(pane: QWidget) -> bool:
    """Put the keyboard into a pane: where it was last, or on the first thing that takes it."""
    inside = pane.focusWidget()
    candidates = [inside] if inside else pane.findChildren(QWidget)
    for widget in candidates:
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if widget.isVisible() and widget.isEnabled() and takes:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def _in_the_focus(slot: str) -> Callable[[], None]:
    """Return what does an editing command wherever the keyboard is."""

    def do() -> None:
        command = getattr(QApplication.focusWidget(), slot, None)
        if command is not None:
            command()

    return do
