"""What can be done with words, as lines of the menu: each shows its key to whoever looks for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from practicenotes.ui.note.page import NotePage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.writing import misspellings
from practicenotes.ui.writing.pen import Pen


MENU = "F&ormat"

_LINES: tuple[tuple[str, Callable[[Pen], None], str], ...] = (
    ("&Bold", Pen.bold, "Ctrl+B"),
    ("&Italic", Pen.italic, "Ctrl+I"),
    ("&List", Pen.bullets, "Ctrl+Shift+8"),
    ("&Numbered list", Pen.numbers, "Ctrl+Shift+7"),
    ("One step &deeper", Pen.deeper, "Ctrl+]"),
    ("One step &out", Pen.shallower, "Ctrl+["),
    ("Heading &1", lambda pen: pen.heading(1), "Ctrl+Alt+1"),
    ("Heading &2", lambda pen: pen.heading(2), "Ctrl+Alt+2"),
    ("Heading &3", lambda pen: pen.heading(3), "Ctrl+Alt+3"),
    ("No &heading", lambda pen: pen.heading(0), "Ctrl+Alt+0"),
)


def fill(act: Callable[..., object], *pages: SessionPage | NotePage) -> None:
    """Add the lines; each does its work on the sheet or the page that is in front."""

    def in_front() -> SessionPage | NotePage | None:
        return next((page for page in pages if page.isVisible()), None)

    def find() -> None:
        if page := in_front():
            page.finding.open()

    def count() -> None:
        if page := in_front():
            page.record.count.speak()

    act("&Edit", "Paste as plain te&xt", _on_sheet(Pen.paste_plain), "Ctrl+Shift+V")
    act("&Edit", "&Find in the note", find, "Ctrl+F")
    act("&Edit", "Count &words", count, "Ctrl+Shift+G")
    act("&Edit", "Next &misspelling", _to_misspelt(1), "F7")
    act("&Edit", "Previous m&isspelling", _to_misspelt(-1), "Shift+F7")
    for words, does, key in _LINES:
        act(MENU, words, _on_sheet(does), key)


def _to_misspelt(by: int) -> Callable[[], None]:
    def go() -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, misspellings.Sheet):
            misspellings.step(focus, by)

    return go


def _on_sheet(does: Callable[[Pen], None]) -> Callable[[], None]:
    def do() -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, GrowingEditor):
            does(focus.pen)

    return do
