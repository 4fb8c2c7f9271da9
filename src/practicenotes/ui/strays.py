"""What is told of copies among the files of the practice: a strip, a list, and the way in."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import stray_words
from practicenotes.domain.strays import Stray
from practicenotes.ui import theme as themes
from practicenotes.ui.tasks import Work
from practicenotes.ui.today import TodayPage
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words


WHAT = "What they are"
HEADING = "Copies among the files of the practice"
ABOUT = (
    "A program that keeps folders in step leaves such files where two computers wrote. None of them"
    " is used: the practice is what you have open. They stay as they are, and nothing is put"
    " together or deleted by itself. Once you have what you need, move them elsewhere or delete"
    " them with the means of your system."
)
_WORDS = 320  # px at 100 % text


class StraysNotice(QObject):
    """A strip above the day while there are any; what they are is found out when it is asked for.

    Signals:
        compare_wanted(Stray): this record is to be held against the one of the practice.
    """

    compare_wanted = Signal(object)

    def __init__(
        self,
        today: TodayPage,
        work: Work,
        names: Callable[[], Sequence[str]],
        find: Callable[[], Sequence[Stray]],
    ) -> None:
        super().__init__(today)
        self._work, self._find = work, find
        self.strip = NoticeStrip()
        self.strip.acted.connect(self._look)
        today.add_notice(self.strip)
        work.run(self, names, then=self._say)

    def _say(self, names: Sequence[str]) -> None:
        if names:
            self.strip.say(stray_words.lie_here(names), WHAT)

    def _look(self) -> None:
        self._work.run(self, self._find, then=self._list)

    def _list(self, found: Sequence[Stray]) -> None:
        dialog = StraysList(self.strip.window(), found)
        dialog.compare_wanted.connect(self.compare_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class StraysList(Dialog):
    """Every copy with a sentence, and a button where it can be compared.

    Signals:
        compare_wanted(Stray): this one is to be compared.
    """

    compare_wanted = Signal(object)

    def __init__(self, parent: QWidget, found: Sequence[Stray]) -> None:
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        stack.addWidget(Words(ABOUT, "body", wraps=True))
        self.buttons: list[Button] = []
        for each in found:
            stack.addWidget(self._line_of(each))
        stack.addStretch()
        super().__init__(parent, HEADING, body, "Close", 640)
        self.back.hide()
        self.asked.connect(self.accept)

    def _line_of(self, stray: Stray) -> QWidget:
        row = QWidget()
        beside = Beside(themes.current().space("two"), under=themes.current().space("half"))
        beside.add(Words(stray_words.said(stray), "body", wraps=True), _WORDS)
        if stray.can_be_compared:
            button = Button("Compare…")
            button.setAccessibleName(f"Compare with {stray.name}")
            button.clicked.connect(partial(self._compare, stray))
            self.buttons.append(button)
            beside.add(button)
        row.setLayout(beside)
        return row

    def _compare(self, stray: Stray) -> None:
        self.accept()
        self.compare_wanted.emit(stray)
