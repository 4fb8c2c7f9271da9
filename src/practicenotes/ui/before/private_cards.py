"""What is private before a session, on its own ground, open or folded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.ui import theme
from practicenotes.ui.before.private_words import PrivateView
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.state import NeverPrinted, StateLabel
from practicenotes.ui.widgets.words import Words, rule, section


class PrivateCard(Card):
    """The lock and the words that say private; the first card can fold everything private away.

    Signals:
        folded(bool): what is private is to be folded away from now on, or to be shown.
    """

    folded = Signal(bool)

    def __init__(self, *, is_folded: bool = False, folds: bool = True) -> None:
        super().__init__(private=True, edged=True)
        look = theme.current()
        side = look.space("two") + look.space("half")
        self.stack.setContentsMargins(side, look.space("one") + 2, side, look.space("two") - 2)
        self.stack.setSpacing(look.space("half"))
        head = QWidget()
        row = Beside(look.space("two"), under=0, centred=True, parent=head)
        row.add(NeverPrinted())
        if folds:
            row.add(self._turn(is_folded))
        self.stack.addWidget(head)

    def show_thoughts(self, view: PrivateView) -> None:
        """Show the intention, open strain, what was silent, and the one question."""
        if view.intention:
            self.stack.addWidget(section(view.wanted))
            self.stack.addWidget(Words(view.intention, "reading", wraps=True))
        for moment in view.strain:
            self._divide()
            self.stack.addWidget(StateLabel("strain", moment.since))
            self.stack.addWidget(Words(moment.words, "reading", wraps=True))
        if view.quiet:
            self._divide()
            self.stack.addWidget(section("Not written about for some time"))
            self.stack.addWidget(Words(view.quiet, "small", wraps=True))
        if view.question:
            self._divide()
            self.stack.addWidget(Words(view.question, "prompt", wraps=True))

    def show_saying(self, view: PrivateView) -> None:
        """Show what the client said about us last."""
        name = QWidget()
        row = Flow(theme.current().space("one"), name)
        row.addWidget(section(view.said_name))
        row.addWidget(Words(view.said_on, "small"))
        self.stack.addWidget(name)
        self.stack.addWidget(Words(view.said, "reading", wraps=True))

    def _turn(self, is_folded: bool) -> LinkButton:
        turn = LinkButton("Show" if is_folded else "Fold away")
        turn.setAccessibleName("Show what is private" if is_folded else "Fold away what is private")
        turn.setAutoDefault(True)  # Enter takes it, as it takes every button
        turn.clicked.connect(lambda: self.folded.emit(not is_folded))
        return turn

    def _divide(self) -> None:
        if self.stack.count() > 1:
            gap = theme.current().space("half")
            self.stack.addSpacing(gap)
            self.stack.addWidget(rule())
            self.stack.addSpacing(gap)


class NothingCarried(QWidget):
    """One muted line where nothing private is written, and the way to write.

    Signals:
        wanted(): an intention is to be written.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        write = LinkButton("Write an intention")
        write.setAutoDefault(True)
        write.clicked.connect(self.wanted)
        words = QWidget()
        flow = Flow(look.space("one"), words)
        flow.addWidget(Phrase("Nothing is carried over from last time.", "muted"))
        flow.addWidget(write)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("one"))
        row.addWidget(Drawing("lock", "private.mark", "small"))
        row.addWidget(words, 1)


def private_cards(view: PrivateView) -> tuple[PrivateCard | None, PrivateCard | None]:
    """Return the card that heads the page, and the one with the client's words, where there are."""
    thoughts = PrivateCard() if view.has_card else None
    if thoughts:
        thoughts.show_thoughts(view)
    saying = PrivateCard(folds=thoughts is None) if view.said else None
    if saying:
        saying.show_saying(view)
    return thoughts, saying
