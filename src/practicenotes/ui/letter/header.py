"""The head of the letter page: whose letter, how far it is saved, what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


NAME, KIND = 28, 48  # signs, before it is cut
OFFERS, SHEET, PAGES = "offers", "sheet", "pages"  # the three panes
PANES = ((OFFERS, "Record"), (SHEET, "Letter"), (PAGES, "Page"))


class LetterHeader(QFrame):
    """Back, code name, kind, state; saved, save, print, approve; two rows where one is too long.

    Where the panes take turns there is little height: what is saved stands in the first row, and
    the kind of letter is left to the status line.

    Signals:
        pane_wanted(str): OFFERS, SHEET or PAGES is to be shown.
    """

    pane_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.back = IconButton("arrow-left", "Back")
        self.name = Words("", "title")
        self.kind = Words("", "body")
        self.state = StateLabel()
        self.panes = Segments("Panes of the letter", PANES)
        self.panes.chosen.connect(self.pane_wanted)
        self.saved = StateLabel("saved")
        self._moment = ""
        self.keep = Button("Save as PDF…", icon="save")
        self.print = Button("Print…", icon="printer")
        self.correct = Button("Correct it…", icon="pen-line")
        self.correct.setToolTip("Begin a new version that names this one. Both stay in the record.")
        self.approve = Button("Approve letter", "primary", icon="file-check")
        self._lay_out()

    @property
    def acts(self) -> tuple[Button, ...]:
        """What can be done: save a copy, print, approve, correct."""
        return self.keep, self.print, self.approve, self.correct

    def show_letter(self, code_name: str, kind: str, approved: str) -> None:
        """Show whose letter it is; `approved` says when it was, and is empty for a draft."""
        self.name.say_short(code_name, NAME)
        self.name.setAccessibleDescription(kind)
        self.kind.say_short(kind, KIND)
        self.state.show_state("signed" if approved else "draft", approved or "draft")
        self.approve.setVisible(not approved)
        self.correct.setVisible(bool(approved))
        self.saved.setVisible(not approved)
        self.print.setText("Print…" if approved else "Print draft…")
        self.keep.setText("Save as PDF…" if approved else "Save draft as PDF…")
        self._fold()

    def show_saved(self, moment: str) -> None:
        """Say that everything is kept, and since when."""
        self._moment = moment
        self.saved.show_state("saved", f"Saved {moment}")
        self._fold()

    def show_stuck(self) -> None:
        """Say that what was written since is not kept."""
        self.saved.show_state("error", f"Not saved since {self._moment}")
        self._fold()

    def allow(self, why_not: str) -> None:
        """Let the letter go out, or say why it cannot."""
        for button in (self.keep, self.print, self.approve):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)
            button.setAccessibleDescription(why_not)

    def show_panes(self, offered: tuple[str, ...], shown: str) -> None:
        """Offer the panes that there is no room for, with the one that is shown."""
        for pane, _ in PANES:
            self.panes.button(pane).setVisible(pane in offered)
        self.panes.set_value(shown)
        self.panes.setVisible(bool(offered))
        self._spare_height(little=len(offered) == len(PANES))
        self._fold()

    def _spare_height(self, *, little: bool) -> None:
        """Keep to two rows where the letter needs the room beneath."""
        self.kind.setVisible(not little)
        row = self._who if little else self._acts
        if self.saved.parentWidget() is not row:
            shown = not self.saved.isHidden()
            flow = row.layout()
            assert isinstance(flow, Flow)
            flow.put(self.saved, flow.indexOf(self.panes) if little else 0)
            self.saved.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the buttons under the title where there is no room beside it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self._who.sizeHint().width() + self._acts.sizeHint().width() + 16
        directions = QBoxLayout.Direction
        fits = needed <= room
        self._row.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def _lay_out(self) -> None:
        theme = themes.current()
        self._who, self._acts = QWidget(), QWidget()
        who, acts = Flow(12, self._who), Flow(12, self._acts)
        for part in (self.back, self.name, self.kind, self.state, self.panes):
            who.addWidget(part)
        for act in (self.saved, self.correct, self.keep, self.print, self.approve):
            acts.addWidget(act)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(26, 11, 20, 11)
        self._row.setSpacing(theme.space("one"))
        self._row.addWidget(self._who, 1)
        self._row.addWidget(self._acts)
