"""The snippets of one side: written, changed, and taken out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.unfinished import Mark
from practicenotes.domain.writing import snippets
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words, section
from practicenotes.ui.writing.side import WritingSide, lend


SHEET, PRIVATE_SHEET = "snippets", "private_snippets"
NONE_YET = "No snippet is kept here yet. Write the first one above."
HELP = (
    "{client} and {date} are filled in. {cursor} is where you go on writing. A question in braces,"
    " as {how long?}, waits for you: Tab goes from one to the next."
)
NO_KEY = "A key is one word of letters, digits or hyphens, without a space."
NO_WORDS = f"Write the words that the key brings, up to {snippets.MOST_WORDS:,} characters."
DAMAGED = "This snippet can no longer be read as it was written and is not used."


class SnippetsSheet(PageDialog):
    """A form for one snippet, and the list of all beneath it."""

    def __init__(self, side: WritingSide, parent: QWidget, *, private: bool) -> None:
        heading = "Snippets, private" if private else "Snippets of the record"
        super().__init__(parent, heading, "Done", "Close", private=private)
        self.back.hide()
        lend(self, side)
        self._side = side
        self._changed: SnippetId | None = None
        self.undo = UndoStrip()
        self.form = Form(
            (
                Field("key", "&Key", Kind.LINE, "", "Type ; and this key, then a space."),
                Field("words", "&Words", Kind.LINES, "", HELP),
            )
        )
        self.keep = Button("Keep this snippet")
        self.keep.clicked.connect(self._keep)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(themes.current().space("one"))
        acts = QHBoxLayout()
        acts.addWidget(self.keep)
        acts.addStretch()
        self.body.addWidget(self.undo)
        self.body.addWidget(self.form)
        self.body.addLayout(acts)
        self.body.addLayout(self._rows)
        self.body.addStretch()
        self.asked.connect(self._leave)
        side.stored.connect(self._show_snippets)
        self._show_snippets()
        mark = Mark(PRIVATE_SHEET if private else SHEET, ("",))
        self._standing = Standing(self, side.tasks, side.store.begun, mark, side.now, stays=True)

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form, and of which snippet."""
        return self.form.as_typed() | {"of": self._changed or ""}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)
        self._changed = SnippetId(words.get("of", "")) or None

    def _leave(self) -> None:
        """Close, but not over words that were written and not kept."""
        typed = self.form.values()
        if any(value.strip() for value in typed.values()):
            self._keep(then_close=True)
        else:
            self.accept()

    def _keep(self, _checked: bool = False, *, then_close: bool = False) -> None:
        typed = self.form.values()
        key, words = typed["key"].strip().lstrip(";"), typed["words"]
        fits = len(words.strip()) > 0 and len(words) <= snippets.MOST_WORDS
        self.form.show_problem("words", "" if fits else NO_WORDS)
        self.form.show_problem("key", "" if snippets.is_key(key) else NO_KEY)
        if not (fits and snippets.is_key(key)):
            return
        snippet = Snippet(self._changed or SnippetId(""), key, words)
        self._write(snippet, then_close=then_close)

    def _write(self, snippet: Snippet, *, then_close: bool = False) -> None:
        def kept(_id: object) -> None:
            self._changed = None
            self.form.set_values({"key": "", "words": ""})
            self.returned.hide()
            self._side.refresh()
            if then_close:
                self.accept()

        side = self._side
        self._standing.hand_in(side.store.keep, snippet, side.now(), then=kept)

    def refuse_or_tell(self, error: Exception) -> bool:
        """Say at the foot why it could not be kept; what was typed stays."""
        self.refuse(error)
        return True

    def _change(self, snippet: Snippet, _checked: bool = False) -> None:
        self._changed = snippet.id
        self.form.set_values({"key": snippet.key, "words": snippet.words})
        self.form.field("words").setFocus()

    def _remove(self, snippet: Snippet, _checked: bool = False) -> None:
        side = self._side
        if self._changed == snippet.id:
            self._changed = None  # what stands in the form may be kept as a new one

        def removed(_none: object) -> None:
            side.refresh()
            again = partial(self._write, replace(snippet, id=SnippetId("")))
            self.undo.offer(f";{snippet.key} is taken out.", "Undo", again)

        side.tasks.run(
            *(self, side.store.remove, snippet.id, side.now()),
            then=removed,
            failed=self.refuse_or_tell,
        )

    def _show_snippets(self) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not self._side.snippets:
            self._rows.addWidget(Words(NONE_YET, "body", wraps=True))
        for snippet in self._side.snippets:
            self._rows.addWidget(self._line(snippet))

    def _line(self, snippet: Snippet) -> QWidget:
        held = QWidget()
        head = QHBoxLayout()
        head.addWidget(section("" if snippet.damaged else f";{snippet.key}"), 1)
        acts = (("Change", self._change), ("Remove", self._remove))
        for act, do in () if snippet.damaged else acts:
            button = LinkButton(act)
            button.setAccessibleName(f"{act} {snippet.key}")
            button.clicked.connect(partial(do, snippet))
            head.addWidget(button)
        stack = QVBoxLayout(held)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(head)
        said = DAMAGED if snippet.damaged else snippet.words
        stack.addWidget(Words(said, "body" if snippet.damaged else "reading", wraps=True))
        return held
