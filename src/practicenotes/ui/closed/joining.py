"""Where the reflections are opened and closed: the menu, the rail, and every page of their own."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from practicenotes.ui.alliance.page import AlliancePage
from practicenotes.ui.before import BeforePage
from practicenotes.ui.closed.ground import ClosedGround, cover
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.second_look.page import SecondLookPage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.supervision import SupervisionSection
from practicenotes.ui.thoughts.page import ThoughtsPage
from practicenotes.ui.vocabulary.card import PrivateWritingCard
from practicenotes.ui.widgets.closed import KEY, OPEN
from practicenotes.ui.window import Window


CLOSE = "Close the reflections"


class Pages(Protocol):
    """The pages on which reflections stand."""

    session: SessionPage
    alliance: AlliancePage
    thoughts: ThoughtsPage
    second_look: SecondLookPage
    supervision: SupervisionSection
    before: BeforePage
    practice: PracticePage


class Turn(QObject):
    """The entry in the menu and the tool at the foot of the rail, where there is something to turn.

    Signals:
        open_wanted(), close_wanted(): the reflections are to be opened, or closed.
    """

    open_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, window: Window, *, shut: bool) -> None:
        super().__init__(window)
        self._shut = shut
        said = OPEN if shut else CLOSE
        last = window.menu("&File").actions()[-1]
        self._action = window.act("&File", said, self.turn, KEY, before=last)
        self._tool = window.add_tool("Reflections", "lock" if shut else "feather", self.turn)
        self._tool.setAccessibleName(said.removesuffix("…"))
        self._tool.setToolTip(f"{said} ({KEY})")

    def turn(self) -> None:
        """Open them, or close them."""
        (self.open_wanted if self._shut else self.close_wanted).emit()

    def show(self, *, offered: bool) -> None:
        """Offer it where the reflections have a passphrase of their own."""
        self._action.setVisible(offered)
        self._action.setEnabled(offered)
        self._tool.setVisible(offered)


def close(pages: Pages, wanted: Callable[[], object]) -> tuple[ClosedGround, ...]:
    """Say on every page of the reflections that they are closed; `wanted` opens them."""
    supervision = pages.supervision
    own = (
        *(pages.session.private, pages.alliance, pages.thoughts, pages.second_look),
        *(supervision.passages, supervision.caseload),
        *pages.practice.findChildren(PrivateWritingCard),
    )
    grounds = tuple(cover(page) for page in own)
    for ground in grounds:
        ground.wanted.connect(wanted)
    pages.alliance.can_write.emit(False)
    pages.before.open_wanted.connect(wanted)
    return grounds
