"""The private side of the session page: rough notes on the relationship, never printed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Happened, Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import pad, reflections
from practicenotes.reflections.pad import Pad
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.help import topics
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.session.private_carried import CarriedStrip
from practicenotes.ui.session.private_facet import short_field
from practicenotes.ui.session.private_facets import Facets
from practicenotes.ui.session.private_flagging import Flagging
from practicenotes.ui.session.private_foot import SIDES, Foot
from practicenotes.ui.session.private_former import PrivateFormer
from practicenotes.ui.session.private_forms import PrivateForms
from practicenotes.ui.session.private_looking_back import LookingBack
from practicenotes.ui.session.private_strain import StrainRow
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


WIDEST = 945  # px at 100 % text: a wider window leaves the rest empty
FOOT_SHARE = 0.42  # of the height; a higher foot scrolls with the rest
IN_THE_WAY = "What got in the way?"

_EDGE = 3  # px: the edge that says private

DAMAGED = (
    "This reflection can no longer be read as it was written; it is shown as it is and cannot be"
    " edited, everything else is safe, and a backup may hold it whole. “Check now” on the Practice"
    " page offers to repair it."
)


class PrivateSide(QFrame):
    """The reflection on one session.

    Signals:
        opened(Pad): a reflection has been laid out.
        rearranged(): there are other fields now.
    """

    opened = Signal(object)
    rearranged = Signal()

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self.setProperty("help", topics.PRIVATE)
        self.setProperty("edged", True)
        self._tasks, self._now = tasks, now
        self._book = catalog.facet_book()
        self._reflection: Reflection | None = None
        self._days: Mapping[SessionId, date] = {}
        self._held_on = date.min
        self.saves = Autosave(self, tasks, self._compose)
        self.back = LookingBack(tasks, now)
        self.carried = CarriedStrip()
        self.facets = Facets(self._book)
        self.strain = StrainRow(tasks, now, self._book)
        self.all_ten = LinkButton("All ten facets")
        self.notice = Words(DAMAGED, "body", wraps=True)
        self.in_the_way = short_field(IN_THE_WAY)
        self._obstacle = _quiet(IN_THE_WAY, "", self.in_the_way)
        anything = next(s for s in catalog.note_template("alliance").sections if s.id == "free")
        self.free = GrowingEditor(anything.label, least_lines=2, wide=True)
        self._anything = _quiet(anything.label, anything.prompt, self.free)
        self.forms = PrivateForms(catalog.note_templates())
        self.foot = Foot(self.facets.folded, self.strain)
        self.flagging = Flagging(self, tasks, now, self._book, self._written)
        self.former = PrivateFormer(self, tasks, now, self._book, self.saves, self._written)
        self._lay_out()
        self._listen()
        self._empty()  # a session that is gone leaves it so

    def open(
        self,
        session_id: SessionId,
        client_id: ClientId,
        days: Mapping[SessionId, date],
        held_on: date,
    ) -> None:
        """Lay out a reflection; `days` are those of the client's sessions before, oldest first.

        Until it is there the side is empty: words on one client never stand beside another's name.
        """
        self._empty()
        self._days, self._held_on = days, held_on
        self.former.know({**days, session_id: held_on})
        self._tasks.run(
            self, pad.lay, session_id, client_id, tuple(days), self._book, then=self._show_pad
        )

    def _empty(self) -> None:
        self._reflection = None
        for part in (self._column, self.foot):
            part.setEnabled(False)
            part.hide()

    def add_to_menu(self, menu: QMenu, editor: QPlainTextEdit) -> None:
        """Offer to take the words that are selected to supervision."""
        if self._written() and editor.textCursor().hasSelection():
            menu.addSeparator()
            menu.addAction("Take this passage to &supervision…", self.flagging.ask)

    def shows(self, session_id: str) -> bool:
        """Say whether the reflection on this session has been laid out."""
        return self._reflection is not None and self._reflection.session_id == session_id

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.saves.flush()
        self.strain.flush()
        self.back.flush()
        self.former.leave()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was written here that no commit has confirmed yet."""
        parts = (self.saves, self.back.saves, self.strain)
        return any(part.has_unsaved for part in parts)

    def focus_first(self) -> None:
        """Go to the form that is wanted, else to the facet that is open."""
        if not self.forms.open_wanted():
            self.facets.focus_open()

    # --- what comes back from the store -------------------------------------------------------

    def _show_pad(self, laid: Pad) -> None:
        reflection = damage.legible(laid.reflection)
        since = self._days.get(laid.carried_on_from) if laid.carried_on_from else None
        today = times.on_the_wall(self._now())
        aside = f"carried on from {times.in_brief(since, today)}" if since else ""
        self.carried.show_intention(laid.carried.intention, reflection.happened)
        self.in_the_way.setPlainText(reflection.in_the_way)  # and with it a fresh way to undo
        self.free.setPlainText(reflection.free)
        self.forms.show_sections(reflection.sections)
        self.foot.show_reflection(reflection)
        self.facets.show_reflection(reflection, laid.pair, aside)
        self.strain.show_moments(
            reflection.session_id, reflection.client_id, laid.strain, self._days
        )
        self.notice.setVisible(reflection.damaged)
        for part in (self._column, self.foot):
            part.setEnabled(not reflection.damaged)
            part.show()
        self._reflection = reflection
        self.back.show_hour(reflection, self._held_on)
        self._show_in_the_way()
        self.opened.emit(laid)

    # --- writing ------------------------------------------------------------------------------

    def _touch(self) -> None:
        if self._reflection and not self._reflection.damaged:
            self._show_in_the_way()
            self.former.touch()
            self.saves.touch()

    def _compose(self) -> Write:
        written = self._written()
        assert written is not None
        return Write(reflections.save, (written, self._now()))

    def _written(self) -> Reflection | None:
        """Return the reflection as it stands here; None while none is open that can be read."""
        if self._reflection is None or self._reflection.damaged:
            return None
        return Reflection(
            session_id=self._reflection.session_id,
            client_id=self._reflection.client_id,
            entries=self.facets.entries(),
            free=self.free.text(),
            next_time=self.foot.next_time.text(),
            happened=self.carried.answer,
            in_the_way=self.in_the_way.text(),
            for_supervision=self.foot.supervision.isChecked(),
            sections=self.forms.sections(),
        )

    def _show_in_the_way(self) -> None:
        """Ask what got in the way only where something did."""
        hindered = self.carried.answer in (Happened.PARTLY, Happened.NO)
        self._obstacle.setVisible(hindered or bool(self.in_the_way.text()))

    # --- layout -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the foot scroll with the rest where it would take too much of the height."""
        super().resizeEvent(event)
        self._place_foot()

    def _place_foot(self) -> None:
        pinned = self.foot.sizeHint().height() <= self.height() * FOOT_SHARE
        home = self._whole if pinned else self._inner
        if home.indexOf(self.foot) < 0:
            home.addWidget(self.foot)
            self.rearranged.emit()

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to the whole of a part, and to its top where it is higher than the pane."""
        self._area.ensureWidgetVisible(part, 0, 0)
        sheet = self._area.widget()
        if sheet:
            self._area.ensureVisible(0, part.mapTo(sheet, QPoint(0, 0)).y(), 0, 0)

    def _align(self, _least: int, most: int) -> None:
        """Let the column end where the head and the foot do, with a scroll bar or without."""
        bar = self._area.verticalScrollBar().sizeHint().width() if most else 0
        margins = self._stack.contentsMargins()
        margins.setRight(max(0, SIDES[1] - bar))
        self._stack.setContentsMargins(margins)

    def _fit(self) -> None:
        for part in (self._head, self._column, self.foot.sheet):
            part.setMaximumWidth(themes.current().scaled(WIDEST))
        self._place_foot()

    def _listen(self) -> None:
        self.carried.answered.connect(self._touch)
        self.facets.touched.connect(self._touch)
        self.foot.touched.connect(self._touch)
        self.forms.touched.connect(self._touch)
        self.forms.shown.connect(self._bring_into_sight, Qt.ConnectionType.QueuedConnection)
        self.flagging.taken.connect(lambda: self.foot.supervision.setChecked(True))
        for editor in (self.in_the_way, self.free):
            editor.textChanged.connect(self._touch)
        self.all_ten.clicked.connect(lambda: self.facets.list_all(not self.facets.all_ten))
        self.facets.rearranged.connect(self._name_list)
        self.facets.shown.connect(self._bring_into_sight, Qt.ConnectionType.QueuedConnection)
        for part in (self.back, self.facets, self.forms, self.strain):
            part.rearranged.connect(self.rearranged)
        self.former.became.connect(self._open_anew)
        themes.current().changed.connect(self._fit)

    def _open_anew(self) -> None:
        """Show what the store holds of this session now."""
        if self._reflection:
            shown = self._reflection
            self.open(shown.session_id, shown.client_id, self._days, self._held_on)

    def _name_list(self) -> None:
        self.all_ten.setText("Only two facets" if self.facets.all_ten else "All ten facets")

    def _lay_out(self) -> None:
        theme = themes.current()
        self._head, self._column = QWidget(), QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(*SIDES[:1], 6, *SIDES[1:], 6)
        sentence = QWidget()
        flow = Flow(theme.space("two"), sentence)
        flow.addWidget(NeverPrinted())
        flow.addWidget(Words("Rough is fine. All fields may stay empty.", "small"))
        head.addWidget(sentence, 1)
        head.addWidget(self.all_ten)
        head.addWidget(self.former.menu_button())
        self._stack = QVBoxLayout(self._column)
        self._stack.setContentsMargins(*SIDES[:1], 0, *SIDES[1:], theme.space("two"))
        self._stack.setSpacing(theme.space("one") + theme.space("half"))
        above, below = (self.notice, self.back, self.carried), (self._obstacle, self._anything)
        for part in (*above, self.facets, *below, self.forms):
            self._stack.addWidget(part)
        self._stack.addStretch()
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self._inner.addLayout(leaning_left(self._column))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(_EDGE, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(leaning_left(self._head))
        self._area = scrolled(inside)
        self._area.verticalScrollBar().rangeChanged.connect(self._align)
        self._whole.addWidget(self._area, 1)
        self._whole.addWidget(self.foot)
        self._fit()


def _quiet(label: str, prompt: str, editor: GrowingEditor) -> QWidget:
    """Return a field that stands back: its name, its question, one line until it is needed."""
    held = QWidget()
    head = QHBoxLayout()
    head.setSpacing(themes.current().space("one"))
    head.addWidget(Phrase(label, "section"))
    head.addWidget(Phrase(prompt, "muted"), 1)
    stack = QVBoxLayout(held)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(themes.current().space("half"))
    stack.addLayout(head)
    stack.addWidget(editor)
    return held
