"""One passage on its way: the question, the sheet, what was said, what was done, what changed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.facets import Facet
from practicenotes.domain.reflections.supervision_items import ItemState, SupervisionItem
from practicenotes.domain.sessions import SessionId
from practicenotes.ui import theme as themes
from practicenotes.ui.supervision.listing import Whose
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words, section


MEASURE = 760  # px at 100 % text
_STATES = tuple((state, state.value) for state in ItemState)


class ItemView(QWidget):
    """The whole loop of one passage, read from top to bottom.

    Signals:
        touched(): something was written.
        left(), sheet_wanted(), removal_wanted(): a button was taken.
        session_wanted(SessionId): the session of the passage is to be opened.
        state_wanted(ItemState): the therapist says how far it has come.
    """

    touched = Signal()
    left = Signal()
    sheet_wanted = Signal()
    session_wanted = Signal(str)
    removal_wanted = Signal()
    state_wanted = Signal(object)

    def __init__(self, facets: Sequence[Facet], came_back: QWidget) -> None:
        super().__init__()
        self._came_back = came_back
        self._showing = False
        self._session_id: SessionId | None = None
        self.back = IconButton("arrow-left", "Back to the list")
        self._name, self._which = Words("", "title"), Words("", "small")
        self._session = Button("Open the session", "text")
        self._passage = Words("", "reading", wraps=True)
        self.question = GrowingEditor("My question", plain=True, least_lines=2)
        self.sheet = Button("Prepare the sheet", "primary", icon="file-text")
        self._released = Words("", "small", wraps=True)
        self.said = GrowingEditor("What the supervisor said", plain=True)
        self.did = GrowingEditor("What I did", plain=True)
        self.changed = GrowingEditor("What changed", plain=True, least_lines=2)
        self.facet = Choice("In which facet", [("", "No facet"), *((f.id, f.name) for f in facets)])
        self.state = Segments("Where it stands", _STATES)
        self.remove = Button("Take it off the list", "quiet")
        self._lay_out()
        self._listen()

    def show_item(self, item: SupervisionItem, whose: Whose) -> None:
        """Show a passage; Undo does not lead back into the one before."""
        self._showing = True
        self._name.say(whose.name(item.client_id))
        which = whose.session(item.session_id)
        self._which.say(which[:1].upper() + which[1:])
        self._session_id = item.session_id
        self._session.setVisible(item.session_id is not None)
        self._passage.say(item.passage)
        for editor, text in (
            (self.question, item.question),
            (self.said, item.said),
            (self.did, item.did),
            (self.changed, item.changed),
        ):
            editor.set_text(text)
        self.facet.set_value(item.facet_id)
        self._showing = False
        self.show_state(item)

    def show_state(self, item: SupervisionItem) -> None:
        """Show how far it has come, and how much of it is on the sheet."""
        self.state.set_value(item.state)
        count = sum(sentence.released for sentence in item.sentences)
        whole = len(item.sentences)
        self._released.say(f"{count} of {whole} sentences are released for it." if whole else "")

    def written(self, item: SupervisionItem) -> SupervisionItem:
        """Return a passage with what stands here."""
        return replace(
            item,
            question=self.question.text(),
            said=self.said.text(),
            did=self.did.text(),
            changed=self.changed.text(),
            facet_id=self.facet.value,
        )

    def _touch(self) -> None:
        if not self._showing:
            self.touched.emit()

    def _listen(self) -> None:
        self.back.clicked.connect(self.left)
        self._session.clicked.connect(lambda: self.session_wanted.emit(self._session_id))
        self.sheet.clicked.connect(self.sheet_wanted)
        self.remove.clicked.connect(self.removal_wanted)
        self.state.chosen.connect(self.state_wanted)
        self.facet.chosen.connect(lambda _: self._touch())
        for editor in (self.question, self.said, self.did, self.changed):
            editor.textChanged.connect(self._touch)
        themes.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setMaximumWidth(themes.current().scaled(MEASURE))

    def _lay_out(self) -> None:
        look = themes.current()
        self._column = QWidget()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column, 1)
        whole.addStretch()
        stack = QVBoxLayout(self._column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        stack.addLayout(self._head())
        card = Card(private=True)
        card.stack.addWidget(self._passage)
        stack.addWidget(section("What I flagged"))
        stack.addWidget(card)
        stack.addWidget(section("My &question", self.question))
        stack.addWidget(self.question)
        stack.addLayout(_row(self.sheet))
        stack.addWidget(self._released)
        for label, editor in (
            ("What the supervisor &said", self.said),
            ("What I &did", self.did),
            ("What &changed", self.changed),
        ):
            stack.addSpacing(look.space("half"))
            stack.addWidget(section(label, editor))
            stack.addWidget(editor)
            if editor is self.said:
                stack.addWidget(self._came_back)
        stack.addWidget(section("In which &facet", self.facet))
        stack.addLayout(_row(self.facet))
        stack.addSpacing(look.space("one"))
        stack.addWidget(section("Where it stands"))
        stack.addWidget(self.state)
        stack.addLayout(_row(self.remove))
        stack.addStretch()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(themes.current().space("one"))
        held = QWidget()
        flow = Flow(themes.current().space("two"), held)
        for part in (self._name, self._which, self._session):
            flow.addWidget(part)
        row.addWidget(self.back)
        row.addWidget(held, 1)
        return row


def _row(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(part)
    row.addStretch()
    return row
