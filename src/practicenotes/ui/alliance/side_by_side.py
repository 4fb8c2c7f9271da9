"""Sessions side by side: the picture, what is marked in it in words, or the table in its place."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.facets import Facet, FacetBook
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.marks import Marks
from practicenotes.ui.alliance.story import Story
from practicenotes.ui.alliance.table import Table
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, rule, section


MANY = 60  # stops from which on one year can be looked at by itself
LEAST = 3  # ratings from which on there is a line
BEGINS = "The line begins with your third reflection."
OF_ALL = "Mean of your ratings, where you rated six facets or more. Gaps stay gaps."
OF_ONE = "Your ratings of this facet, where you gave one. Gaps stay gaps."


class SideBySide(QWidget):
    """The marks of one client, whole or of one year, with a line of words beneath.

    Signals:
        opened(SessionId): a session was taken.
        turned(str): the picture or the table is shown now; the words name the other.
        rearranged(): other parts are shown now.
    """

    opened = Signal(str)
    turned = Signal(str)
    rearranged = Signal()

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._story, self._today = Story(), date.min
        self._facet: Facet | None = None
        self.marks, self.table = Marks(book), Table(book)
        self._years = Choice("Which years", [(0, "All years")])
        self._about = Phrase("", "small")
        self._said = Words("", "small", wraps=True)
        self._lost = Words("", "small", wraps=True)
        self._tabled = False
        self._lay_out()
        for part in (self.marks, self.table):
            part.opened.connect(self.opened)
        self.marks.read.connect(self._said.say)
        self.marks.table_wanted.connect(self.turn)
        self.table.marks_wanted.connect(self.turn)
        self._years.chosen.connect(lambda _: self._show())

    def show_story(self, story: Story, facet: Facet | None, today: date, *, afresh: bool) -> None:
        """Show a story; `afresh`, of another client: from its whole picture on."""
        self._story, self._facet, self._today = story, facet, today
        if afresh:
            self._tabled = False
            self._said.say("")
        self._offer_years(afresh=afresh)
        self._show()

    def choose(self, facet: Facet | None) -> None:
        """Show the same story by one facet, or by all of them together."""
        self._facet = facet
        self._said.say("")
        self._show()

    def turn(self) -> None:
        """Show the table in place of the picture, or the picture again."""
        self._tabled = not self._tabled
        self._show()
        (self.table if self._tabled else self.marks).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def said(self) -> str:
        """The words beneath the picture."""
        return self._said.said()

    # --- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        told = stories.within(self._story, self._years.value)
        self.marks.show_story(told, self._facet, self._today)
        self.table.show_story(told, self._facet)
        enough = self._rated() >= LEAST
        if not enough:
            self._said.say(BEGINS)
        elif self._said.said() == BEGINS or self.marks.marked < 0:
            self._said.say("")
        self._about.say(OF_ONE if self._facet else OF_ALL)
        self._about.setVisible(enough)
        self.marks.setVisible(enough and not self._tabled)
        self.table.setVisible(self._tabled)
        self._said.setVisible(not self._tabled)
        self._lost.say(_lost(self._story.lost))
        self._lost.setVisible(bool(self._story.lost))
        self.turned.emit("Show as marks" if self._tabled else "Show as table")
        self.rearranged.emit()

    def _rated(self) -> int:
        """Count the sessions that have a dot or a ring."""
        facet_id = self._facet.id if self._facet else ""
        return sum(
            stories.value(stop, facet_id, self._book) is not None
            or stories.is_aside(stop, facet_id, self._book)
            for stop in self._story.stops
        )

    def _offer_years(self, *, afresh: bool) -> None:
        """Offer to look at one year where all of them stand close together."""
        years = sorted({stop.on.year for stop in self._story.stops}, reverse=True)
        chosen = 0 if afresh else self._years.value
        self._years.offer([(0, "All years"), *((year, str(year)) for year in years)])
        self._years.set_value(chosen if chosen in years else 0)
        self._years.setVisible(len(years) > 1 and len(self._story.stops) > MANY)

    def _lay_out(self) -> None:
        look = themes.current()
        head = QWidget()
        flow = Flow(12, head)
        for piece in (section("Sessions side by side"), self._about, self._years):
            flow.addWidget(piece)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        for part in (rule(), head, self.marks, self.table, self._said, self._lost):
            stack.addWidget(part)


def _lost(count: int) -> str:
    some = "One session or event" if count == 1 else f"{times.number(count)} sessions or events"
    return f"{some.capitalize()} can no longer be read, and so stand nowhere here." if count else ""
