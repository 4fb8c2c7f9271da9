"""Which note is begun: every form under its heading, found by typing, and its session."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from practicenotes.domain import times
from practicenotes.domain.forms import FormGroup, Layer, NoteTemplate, Use
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records.new_note import NewNote
from practicenotes.ui import theme as themes
from practicenotes.ui.fields import offering
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.words import Words, section


NO_SESSION = "No session"
NEEDS_SESSION = "What is for you alone stands beside a session. Choose the one it is about."
NOTHING_FOUND = "No form has these letters in its name."

_FORM = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 300  # px at 100 % text
_MOST_SESSIONS = 12


class NewNoteDialog(PageDialog):
    """Asks for a form and a session; Enter in the field or the list begins the note.

    Signals:
        (asked(): of PageDialog; `form` and `session_id` say what was chosen.)
    """

    def __init__(self, offer: NewNote, parent: QWidget) -> None:
        super().__init__(parent, "New note", "Begin", "Cancel")
        self._offer = offer
        self._forms = {form.id: form for form in offer.forms if form.id != "alliance"}
        self._moved = False  # whether the therapist chose the session
        self.field = SearchField("Find a form")
        self.list = QListWidget()
        self.list.setAccessibleName("Forms")
        self.list.setFixedHeight(themes.current().scaled(_LIST_HEIGHT))
        self.about = Words("", "muted", wraps=True)
        self.session = Choice("About which session", list(_sessions(offer)))
        for part in (self.field, self.list, self.about):
            self.body.addWidget(part)
        self.body.addWidget(section("&About which session", self.session))
        self.body.addWidget(self.session)
        self.body.addStretch()
        self.field.textChanged.connect(self._list)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.list.itemDoubleClicked.connect(lambda _: self._begin())
        self.session.chosen.connect(self._move)
        self._list("")

    @property
    def form(self) -> NoteTemplate | None:
        """The form that is chosen."""
        item = self.list.currentItem()
        return self._forms.get(item.data(_FORM)) if item else None

    @property
    def session_id(self) -> SessionId | None:
        """The session that the note is about, if any."""
        chosen: SessionId | None = self.session.value
        return chosen

    def choose(self, form_id: str) -> None:
        """Choose a form by its id."""
        for item in self._items():
            if item.data(_FORM) == form_id:
                self.list.setCurrentItem(item)

    def wait(self, waits: bool) -> None:
        """Let nothing be begun while a store is about to answer; then as the choice allows."""
        super().wait(waits)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let arrows in the field walk through the list, and Enter begin the note."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
            return True
        if watched is self.field and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return super().eventFilter(watched, event)

    def _items(self) -> Iterator[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return (item for item in items if item.data(_FORM))

    def _list(self, typed: str) -> None:
        """List the forms whose name or description holds what was typed."""
        self.list.clear()
        words = typed.casefold().split()
        found = [form for form in self._forms.values() if _holds(form, words)]
        for heading, options in offering.groups(found, self._offer.used_last):
            head = QListWidgetItem(heading, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for form_id, name in options:
                item = QListWidgetItem(f"    {name}", self.list)
                item.setData(_FORM, form_id)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {heading}")
        first = next(self._items(), None)
        if first:
            self.list.setCurrentItem(first)
        self._show()

    def _step(self, by: int) -> None:
        items = list(self._items())
        if items:
            current = self.list.currentItem()
            at = items.index(current) if current in items else 0
            self.list.setCurrentItem(items[min(max(at + by, 0), len(items) - 1)])

    def _show(self) -> None:
        form = self.form
        if form and not self._moved:
            beside = form.use is Use.SESSION or bool(form.of_layer(Layer.PRIVATE))
            latest = self._offer.held[0].id if beside and self._offer.held else None
            self.session.set_value(latest)
        alone = form is not None and form.group is FormGroup.ALONE and self.session_id is None
        said = form.summary if form else NOTHING_FOUND
        self.about.say(NEEDS_SESSION if alone else said)
        self.main.setEnabled(form is not None and not alone and not self.waits)

    def _move(self, _session_id: object) -> None:
        self._moved = True
        self._show()

    def _begin(self) -> None:
        """Do what the button does: once, and not while a store is about to answer."""
        self._ask()


def _holds(form: NoteTemplate, words: list[str]) -> bool:
    told = f"{form.name} {form.summary} {form.group.value}".casefold()
    return all(word in told for word in words)


def _sessions(offer: NewNote) -> Iterator[tuple[SessionId | None, str]]:
    yield None, NO_SESSION
    for held in offer.held[:_MOST_SESSIONS]:
        yield held.id, _session(held)


def _session(session: Session) -> str:
    number = f"Session {session.number}, " if session.number else ""
    return f"{number}{times.in_full(session.starts_at.date())}"
