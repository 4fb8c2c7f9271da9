"""Shows what came back from a file elsewhere: what is in its place, and what stands beside it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.elsewhere import Came, Returned
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


HEADING = "Words brought back"
NONE = "The file holds no words that these keys open. Nothing was changed."
SAID = {
    Came.BACK: "In its place again.",
    Came.THERE: "Stands in its place already.",
    Came.BESIDE: (
        "Its place has changed since, or is closed, and stays as it is. What you wrote stands here;"
        " copy what you need."
    ),
}
STAYS = "The file is not needed for what is in its place. Keep it until you have copied the rest."

Whose = tuple[Mapping[str, str], Mapping[str, date]]


class ReturnedSheet(Dialog):
    """One part for the record, one on the private ground."""

    def __init__(
        self,
        parent: QWidget,
        record: Sequence[Returned],
        private: Sequence[Returned],
        whose: Whose,
        today: date,
    ) -> None:
        self._whose, self._today = whose, today
        self.texts: list[ReadText] = []
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        came = {each.came for each in (*record, *private)}
        stack.addWidget(Words(_counted((*record, *private)), "body", wraps=True))
        for each in record:
            stack.addWidget(self._part(each))
        if private:
            stack.addWidget(self._ground(private))
        if came > {Came.BESIDE}:
            stack.addWidget(Words(STAYS, "small", wraps=True))
        super().__init__(parent, HEADING, body, "Done", width=640)
        self.back.hide()
        self.asked.connect(self.accept)

    def _ground(self, private: Iterable[Returned]) -> QFrame:
        ground = QFrame()
        ground.setProperty("ground", "private")
        stack = QVBoxLayout(ground)
        stack.addWidget(NeverPrinted())
        for each in private:
            stack.addWidget(self._part(each))
        return ground

    def _part(self, returned: Returned) -> QWidget:
        part = QWidget()
        stack = QVBoxLayout(part)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(Words(self._title(returned), "strong", wraps=True))
        stack.addWidget(Words(SAID[returned.came], "small", wraps=True))
        if returned.came is Came.BESIDE:
            for label, words in returned.lines:
                self._lay(stack, returned, label, words)
        return part

    def _lay(self, stack: QVBoxLayout, returned: Returned, label: str, words: str) -> None:
        text = ReadText(label or returned.what, wide=True)
        text.show_text(words)
        self.texts.append(text)
        if label:
            stack.addWidget(Words(label, "small"))
        stack.addWidget(text)
        copy = Button("Copy", "quiet", icon="copy")
        copy.setAccessibleName(f"Copy {label or returned.what}")
        copy.clicked.connect(partial(_copy, text))
        stack.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _title(self, returned: Returned) -> str:
        clients, days = self._whose
        day = days.get(returned.session_id)
        written = times.on_the_wall(returned.written_at)
        parts = [returned.what, clients.get(returned.client_id, "")]
        parts.append(f"session of {times.beside(day, written, self._today)}" if day else "")
        parts.append(f"written {times.in_brief(written, self._today)}, {times.clock(written)}")
        return " · ".join(filter(None, parts))


def _copy(text: ReadText) -> None:
    text.selectAll()
    text.copy()


def _counted(returned: Sequence[Returned]) -> str:
    if not returned:
        return NONE
    whole = sum(each.came is not Came.BESIDE for each in returned)
    beside = len(returned) - whole
    said = []
    if whole:
        things = "thing is" if whole == 1 else "things are"
        said.append(f"{times.number(whole).capitalize()} {things} in place.")
    if beside:
        things = "place has" if beside == 1 else "places have"
        said.append(f"{times.number(beside).capitalize()} {things} changed since: see below.")
    return " ".join(said)
