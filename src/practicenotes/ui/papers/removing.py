"""Marks passages for removal: their words are taken out of the pack, and a mark stands there."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.passages import Passage
from practicenotes.domain.redaction import EVERYWHERE, Removal, RemovalId, RemovalReason
from practicenotes.ui import theme as themes
from practicenotes.ui.measures.asking import NotedDialog
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import Words, section


ABOUT = (
    "Select the words, choose the reason and press Remove. The record itself stays as it is: the"
    " words are missing from {where}, and a mark stands in their place."
)
PACK = "the pack"
EVERY_PAPER = "everything that is handed over of this record, packs for requests too"
NO_TEXT = "This has no text of its own in which passages can be marked. It can be left out whole."
A_FILE = "Passages cannot be removed from a file. It goes in whole, or stays out."
WORDS_MISSING = "Write the words that are to be missing."
LOGGED = "For the log; printed only with the list of what was removed."
ANYWHERE = (
    "These words are removed wherever they stand in {where}, as whole words and in any letters:"
    " in notes, letters, titles, the contents and the bookmarks. They are not removed from files"
    " that go in as pages."
)
_HEIGHT = 132  # px at 100 % text
_REASONS: tuple[tuple[Any, str], ...] = tuple((reason, reason.value) for reason in RemovalReason)


class PassagesDialog(Dialog):
    """The texts of one thing, to select passages in; what is marked already can be taken back.

    Signals:
        marked(Removal): a passage is to be removed.
        taken_back(RemovalId): a passage is to stand after all.
    """

    marked = Signal(object)
    taken_back = Signal(str)

    def __init__(
        self,
        item: str,
        passages: Sequence[Passage],
        removals: Sequence[Removal],
        parent: QWidget,
        where: str = PACK,
    ) -> None:
        self.item = item
        self.fields: dict[str, QPlainTextEdit] = {}
        self._texts = {passage.field: passage.text for passage in passages}
        self.reason = Choice("Reason", _REASONS)
        body = QWidget()
        self._stack = QVBoxLayout(body)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))
        nothing = A_FILE if item.startswith("pages:") else NO_TEXT
        about = ABOUT.format(where=where) if passages else nothing
        self._stack.addWidget(Words(about, "body", wraps=True))
        self._stack.addWidget(section("&Reason", self.reason))
        self._stack.addWidget(self.reason)
        for passage in passages:
            self._add(passage)
        self._marked = QVBoxLayout()
        self._stack.addLayout(self._marked)
        self._stack.addStretch()
        super().__init__(parent, "Passages to remove", body, "Remove", width=700)
        self.back.setText("Close")
        self.main.setEnabled(bool(passages))
        self.rows: list[RowButton] = []
        self.show_removals(removals)

    def show_removals(self, removals: Sequence[Removal]) -> None:
        """List what is marked in this item and anywhere; each line takes its mark back."""
        for row in self.rows:
            self._marked.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for removal in removals:
            if removal.item in (self.item, EVERYWHERE):
                anywhere = " anywhere" if removal.item == EVERYWHERE else ""
                words = f"“{_short(removal.words)}”{anywhere}"
                row = RowButton(words, f"{removal.mark}, let it stand")
                row.clicked.connect(lambda _=False, each=removal: self.taken_back.emit(each.id))
                self._marked.addWidget(row)
                self.rows.append(row)
        self.make_room()

    def _add(self, passage: Passage) -> None:
        field = QPlainTextEdit(passage.text)
        field.setReadOnly(True)
        field.setProperty("reading", True)
        field.setTabChangesFocus(True)
        by_keyboard = field.textInteractionFlags().TextSelectableByKeyboard
        field.setTextInteractionFlags(field.textInteractionFlags() | by_keyboard)
        field.setAccessibleName(passage.label)
        field.setFixedHeight(themes.current().scaled(_HEIGHT))
        self._stack.addWidget(section(passage.label.replace("&", "&&"), field))
        self._stack.addWidget(field)
        self.fields[passage.field] = field

    def _ask(self) -> None:
        for name, field in self.fields.items():
            chosen = field.textCursor()
            if chosen.hasSelection():
                text = self._texts[name]  # as it is kept: the field turns some spaces into others
                start, end = (
                    _signs(text, at) for at in (chosen.selectionStart(), chosen.selectionEnd())
                )
                words = text[start:end]
                reason: RemovalReason = self.reason.value
                self.marked.emit(Removal(RemovalId(""), self.item, name, start, words, reason))
                chosen.clearSelection()
                field.setTextCursor(chosen)


class WordsDialog(NotedDialog):
    """Asks for words that are to stand nowhere in the pack."""

    def __init__(self, parent: QWidget, where: str = PACK) -> None:
        rows = [
            Field("words", "&Words", help="A name, for example."),
            Field("reason", "&Reason", Kind.CHOICE, RemovalReason.THIRD_PARTY, "", _REASONS),
            Field("remark", "Re&mark", help=LOGGED),
        ]
        super().__init__(parent, "Words to remove anywhere", rows, "Remove")
        self.surround([Words(ANYWHERE.format(where=where), "body", wraps=True)])

    def given(self) -> Removal:
        """Return what is to be removed."""
        typed = self.form.values()
        words, remark = typed["words"].strip(), typed["remark"].strip()
        return Removal(RemovalId(""), EVERYWHERE, "", 0, words, typed["reason"], remark)

    def _ask(self) -> None:
        if not self.form.values()["words"].strip():
            self.say("words", WORDS_MISSING)
        else:
            super()._ask()


def removed_in_words(count: int) -> str:
    """Return how many passages are marked for removal; nothing where none is."""
    gone = f"{times.number(count).capitalize()} passage{'' if count == 1 else 's'}"
    return f"{gone} marked for removal." if count else ""


def _signs(text: str, units: int) -> int:
    """Return how many signs a text has up to a place that Qt counts as UTF-16 does."""
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le"))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:60]}…"  # noqa: PLR2004 - what a line holds
