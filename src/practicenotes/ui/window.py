"""The frame that every page stands in: menus, rail, pages, status line, and the way between."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence
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
from practicenotes.ui.alone import Alone
from practicenotes.ui.device import Device
from practicenotes.ui.help import opening, topics
from practicenotes.ui.rail import Rail, RailButton
from practicenotes.ui.status import StatusLine
from practicenotes.ui.trail import Trail
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.strip import NoticeStrip


TITLE = "PracticeNotes"  # never more: titles are seen over shoulders and kept in task bars
LOCK = "Ctrl+L"
LEAST_WIDTH, LEAST_HEIGHT = 800, 560
_MENUS = ("&File", "&Edit", "F&ormat", "&View", "&Client", "&Session", "&Letter", "&Help")
_STEP = 10  # per cent of text size
_WRITES = {"undo", "redo", "cut", "paste"}  # Qt itself takes back words that can only be read


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
        closing(QCloseEvent): the window closes; what is unsaved is saved now, or the event ignored.
        close_refused(): somebody wanted to close it while a page stood alone in it.
    """

    lock_wanted = Signal()
    page_shown = Signal(QWidget)
    closing = Signal(object)
    close_refused = Signal()

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._trail: Trail[QWidget] = Trail()
        self._section_of: dict[QWidget, str] = {}
        self._menus: dict[str, QMenu] = {}
        self._rail, self.problem = Rail(), NoticeStrip("error")
        self._pages = QStackedWidget()
        self._whole = QStackedWidget()
        self.alone: Alone | None = None  # the one page that is seen while it is handed over
        self._status = StatusLine()
        self._shown: QWidget | None = None
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

    def add_tool(self, label: str, icon: str, do: Callable[[], None]) -> RailButton:
        """Add something to the foot of the rail that is always at hand."""
        return self._rail.add_tool(label, icon, do)

    def show_page(self, page: QWidget, section: str = "") -> None:
        """Bring a page to the front; Alt+Left leads back from it.

        A page that belongs to no section of its own keeps the one it was opened from, or `section`.
        """
        here = self.page
        if page not in self._section_of:
            self._section_of[page] = section or (self._section_of[here] if here else "")
            self._pages.addWidget(page)
        if page is not here:
            self._trail.visit(page)
        self._show()

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good, and go back if it was in front."""
        in_front = page is self.page
        self._trail.forget(page)
        self._section_of.pop(page, None)
        if in_front and self.page:
            self._show()
        self._pages.removeWidget(page)
        page.deleteLater()

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._trail.here

    def go_back(self) -> None:
        """Show the page that was in front before."""
        self._step(-1)

    def go_forward(self) -> None:
        """Show the page from which Back was taken."""
        self._step(1)

    def _step(self, by: int) -> None:
        self._trail.step(by)
        self._show(again=True)

    def _show(self, *, again: bool = False) -> None:
        """Bring the page of the trail to the front; one that was left has the keyboard as then."""
        page = self.page
        if page is None:
            return
        if self._section_of[page]:
            self._rail.mark(self._section_of[page])
        self._back.setEnabled(self._trail.can_go_back)
        self._forward.setEnabled(self._trail.can_go_on)
        if page is self._shown:
            return
        self._shown = page
        self.problem.hide()
        self._status.turn()
        last = page.focusWidget() if again else None
        self._pages.setCurrentWidget(page)
        _usable(last, page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    def hand_over(self, page: QWidget) -> None:
        """Show this page and nothing else, and let no key lead away from it, until `take_back`."""
        self.take_back()
        self.alone = Alone(self, self._whole, page)

    def take_back(self) -> None:
        """Show the window as it was before it was handed over."""
        if self.alone:
            self.alone.end()
            self.alone = None

    # --- words ---------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Put a line into the status bar, and speak it; not while somebody else has the screen."""
        if not self.alone:
            self._status.say(text)

    def say_backup(self, text: str) -> None:
        """Say at the right when the last backup was made."""
        self._status.note("backup", text)

    def say_lock(self, text: str) -> None:
        """Say at the right when the practice locks itself."""
        self._status.note("lock", text)

    def tell(self, error: Exception) -> None:
        """Show an error that no page claimed, above the page, until it is closed or left."""
        if not self.alone:
            self.problem.say(messages.sentence(error))

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
        self.act("&File", "&Lock", self.lock_wanted.emit, LOCK)
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
        self.act("&Help", "&Help", lambda: opening.show_here(self), opening.KEY)
        for topic, title in topics.TITLES.items():
            self.act("&Help", title, partial(opening.show, topic))

    def _scale(self, step: int) -> None:
        theme = themes.current()
        theme.set_text_size(theme.text_size + step if step else 100)
        self._device.put(settings.TEXT_SIZE, theme.text_size)

    # --- frame ---------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember where the window stood, and let everyone save; who cannot keeps it open."""
        if self.alone and not self.signalsBlocked():
            event.ignore()
            self.close_refused.emit()
            return
        if not self.alone:
            self._device.put(settings.WINDOW, self.saveGeometry().toBase64().toStdString())
        self.closing.emit(event)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip above every page."""
        self._column.insertWidget(0, strip)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.problem)
        column.addWidget(self._pages, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self._whole.addWidget(centre)
        self.setCentralWidget(self._whole)
        self.setStatusBar(self._status)


def _usable(last: QWidget | None, page: QWidget) -> QWidget:
    """Return what had the keyboard last, where it can take it, or else the page."""
    return last if last and last.isVisible() and last.isEnabled() else page


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
        focus = QApplication.focusWidget()
        command = getattr(focus, slot, None)
        frozen = getattr(focus, "isReadOnly", bool)() and slot in _WRITES
        if command is not None and not frozen:
            command()

    return do
