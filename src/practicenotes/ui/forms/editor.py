"""The page on which a form is written: every step can be taken back, and saving is one act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.catalog.form_faults import FormFault
from practicenotes.domain import times
from practicenotes.domain.editions import Draft, Kept
from practicenotes.ui.announce import announce
from practicenotes.ui.forms.header import WRITE, EditorHeader
from practicenotes.ui.forms.history import History, Key
from practicenotes.ui.forms.panes import EditorPanes
from practicenotes.ui.forms.trade import FORMS, Trade
from practicenotes.ui.forms.watching import REDO, UNDO
from practicenotes.ui.keys import Keys
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.strip import NoticeStrip, UndoStrip


DRAW_AFTER = 250  # ms: so far the preview lags behind the fingers
NOTHING_CHANGED = "Nothing is different from the version that was saved."
KEPT_HERE = "What you wrote is still here, and keeping it is tried again."


class FormEditor(QWidget):
    """One form that is being changed; it is kept as a draft all the while.

    Ctrl+Z takes a step back, F4 goes to the next fault, Ctrl+Shift+S saves a version.

    Signals:
        left(): the therapist goes back; the draft stays.
        published(Kept): it was saved as a version.
        thrown_away(Draft): the draft is gone.
    """

    left = Signal()
    published = Signal(object)
    thrown_away = Signal(object)

    def __init__(self, record: Tasks, now: Callable[[], datetime], trade: Trade = FORMS) -> None:
        super().__init__()
        self._record, self._now, self._trade = record, now, trade
        self._draft: Draft[Any] | None = None
        self._begun: Any | None = None  # the version that it was begun from
        self._newest: Any | None = None
        self._faults: tuple[FormFault, ...] = ()
        self._resting: QWidget | None = None  # where the keyboard was before the page was still
        self._history = History(trade.empty())
        acts = {
            UNDO: self.undo,
            REDO: self.redo,
            "Ctrl+Y": self.redo,
            "F4": self.go_to_fault,
            "F6": self.next_pane,
            "Ctrl+S": self.keep_now,
            "Ctrl+Shift+S": self.publish,
        }
        self.header, self.column = EditorHeader(), trade.column(acts)
        self.preview = trade.preview()
        self.panes = EditorPanes(self.column, self.preview)
        self.trouble, self.wanting, self.strip = NoticeStrip("error"), NoticeStrip(), UndoStrip()
        self.saves = Autosave(self, record, self._compose)
        self._keys = Keys(self, acts)
        self._drawing = QTimer(self, singleShot=True, interval=DRAW_AFTER)
        self._drawing.timeout.connect(self._draw)
        self._lay_out()
        self._listen()

    @property
    def draft(self) -> Draft[Any] | None:
        """The form as it stands on the page."""
        return replace(self._draft, template=self._history.now) if self._draft else None

    def open(self, draft: Draft[Any], begun: Any | None, newest: Any | None) -> None:
        """Show a form that is being changed, begun from one version of it, or from none."""
        self._draft, self._begun, self._newest = draft, begun, newest
        self._history = History(draft.template)
        self.strip.hide()
        self.trouble.hide()
        self._faults = self._trade.faults(draft.template)
        self.column.begin(draft.template, self._faults, self.panes.writing)
        self._say_kept(draft.changed_at)
        self._show()
        self._draw()
        self.setEnabled(True)
        self.column.go_to(None, "name")

    # --- what keys and buttons do --------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, and show where it was."""
        self._step(self._history.undo)

    def redo(self) -> None:
        """Take a step again that was taken back."""
        self._step(self._history.redo)

    def go_to_fault(self) -> None:
        """Go to the first thing that keeps the form from being saved."""
        if self._faults:
            self.panes.show_pane(WRITE)
            fault = self._faults[0]
            self.column.go_to(fault.section, fault.field.partition(" ")[0])

    def next_pane(self) -> None:
        """Put the keyboard into the other pane, and show it where only one has room."""
        self.panes.go_to_other()

    def keep_now(self) -> None:
        """Keep the draft, and say so."""
        self.saves.then(lambda: announce(self, self.header.kept.word))

    def publish(self) -> None:
        """Save the form as a version, whole or not at all; where it cannot be, go to the reason."""
        if not self._draft or not self.isEnabled():
            return
        if self._why_not():
            self.go_to_fault()
            return
        self._resting = self.focusWidget()
        self.setEnabled(False)  # nothing is written between the last save and this act
        self.saves.then(self._publish_kept)

    def throw_away(self) -> None:
        """Let go of the draft; the form that it was begun from stays as it is."""
        if draft := self.draft:
            self._resting = self.focusWidget()
            self.setEnabled(False)
            self.saves.then(partial(self._throw, draft))

    def let_go(self) -> None:
        """Leave no draft behind in which nothing was done."""
        draft = self.draft
        if draft and draft.template in (self._begun, self._trade.empty()):
            self.flush()
            self._draft = None
            stays = partial(self._keep_after_all, draft)
            self._record.run(self, self._trade.drafts.throw_away, draft.id, failed=stays)

    def _keep_after_all(self, draft: Draft[Any], _error: Exception) -> bool:
        """Go on holding a draft that the store did not let go of; its last save is tried again."""
        self._draft = self._draft or draft
        return False

    def flush(self) -> None:
        """Hand everything that is unsaved to the store's queue."""
        self.saves.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was changed that no commit has confirmed yet."""
        return self.saves.has_unsaved

    # --- writing -------------------------------------------------------------------------------

    def _take(self, template: Any, key: Key, said: str) -> None:
        self._history.put(template, key, self._now())
        self._refresh()
        if said:
            self.strip.offer(said, "Undo", self.undo)
        else:
            self.strip.hide()

    def _step(self, act: Callable[[], None]) -> None:
        before = self._history.now
        act()
        if self._history.now != before:
            self.strip.hide()
            self._refresh()
            self.column.go_to(*self._trade.difference(before, self._history.now))

    def _refresh(self) -> None:
        """Show and keep the form as it is now."""
        self._faults = self._trade.faults(self._history.now)
        self.column.show_form(self._history.now, self._faults)
        self._show()
        self._drawing.start()
        self.saves.touch()

    def _compose(self) -> Write:
        return Write(self._trade.drafts.keep, (self.draft, self._now()))

    def _publish_kept(self) -> None:
        self._record.run(
            *(self, self._trade.drafts.publish, self.draft, self._now()),
            then=self._published,
            failed=self._refuse,
        )

    def _published(self, kept: Kept[Any]) -> None:
        self._draft = None
        self.setEnabled(True)
        self.published.emit(kept)

    def _refuse(self, error: Exception) -> None:
        self._go_on()
        self.trouble.say(f"{messages.sentence(error)} {KEPT_HERE}")

    def _go_on(self) -> None:
        """Let the form be written on, where the keyboard was."""
        if not self.isEnabled():
            self.setEnabled(True)
            if self._resting and self.isVisible():
                self._resting.setFocus()

    def _throw(self, draft: Draft[Any]) -> None:
        def gone(_: None) -> None:
            self._draft = None
            self.setEnabled(True)
            self.thrown_away.emit(draft)

        act = self._trade.drafts.throw_away
        self._record.run(self, act, draft.id, then=gone, failed=self._refuse)

    # --- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        draft, template = self._draft, self._history.now
        if draft is None:
            return
        words = self._trade.words
        which = f"changed from version {template.version}" if template.version else words.mine
        self.header.show_form(template.name or words.new, which, draft.becomes)
        self.header.undo.setEnabled(self._history.can_undo)
        self.header.redo.setEnabled(self._history.can_redo)
        why_not = self._why_not()
        self.header.allow(why_not)
        if not self._faults:
            self.wanting.hide()
        elif why_not != self.wanting.said() or self.wanting.isHidden():
            self.wanting.say(why_not, "Go to it (F4)", closes=False)

    def _why_not(self) -> str:
        if self._faults:
            return _wanting(len(self._faults), self._trade.words.it)
        newest = self._newest
        same = newest is not None and not self._trade.told(newest, self._history.now)
        return NOTHING_CHANGED if same else ""

    def _draw(self) -> None:
        self.preview.show_form(self._history.now)

    def _say_kept(self, at: datetime | None) -> None:
        self.trouble.hide()
        self.header.show_kept(f"Draft kept {times.clock(times.on_the_wall(at))}" if at else "")

    def _say_stuck(self, error: Exception) -> None:
        self._go_on()
        self.header.show_kept("")
        self.trouble.say(f"{messages.sentence(error)} {KEPT_HERE}", closes=False)

    def _listen(self) -> None:
        self.column.changed.connect(self._take)
        self.column.throw_away.clicked.connect(self.throw_away)
        self.saves.saved.connect(self._say_kept)
        self.saves.stuck.connect(self._say_stuck)
        self.header.back.clicked.connect(self.left)
        self.header.undo.clicked.connect(self.undo)
        self.header.redo.clicked.connect(self.redo)
        self.header.save.clicked.connect(self.publish)
        self.header.pane_wanted.connect(self.panes.show_pane)
        self.panes.turned.connect(self._show_panes)
        self.wanting.acted.connect(self.go_to_fault)

    def _show_panes(self) -> None:
        self.header.show_panes(both=self.panes.both, pane=self.panes.pane)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for part in (self.header, self.trouble, self.wanting, self.strip):
            stack.addWidget(part)
        stack.addWidget(self.panes, 1)


def _wanting(count: int, it: str) -> str:
    """Say how many things are in the way of a version."""
    many = f"{times.number(count).capitalize()} things keep"
    things = "One thing keeps" if count == 1 else many
    return f"{things} {it} from being saved. The draft is kept as it is."
