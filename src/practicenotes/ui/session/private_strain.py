"""Moments of strain as a row of chips; each opens its form, and *Add* opens an empty one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook, StrainKind
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import EpisodeId, StrainEpisode
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, unfinished
from practicenotes.ui import theme as themes
from practicenotes.ui.session.private_moment import MomentDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import section


class Chip(QPushButton):
    """One moment in a line; where that is too long it is cut, and its tooltip has all of it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("chip", True)
        self.setAccessibleName(f"Moment of strain: {words}")
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # it may shrink
        themes.current().dress(self, "waves", "strain", "small")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the whole line."""
        shown, whole = (self.fontMetrics().horizontalAdvance(t) for t in (self.text(), self._words))
        return super().sizeHint() + QSize(whole - shown, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way in width."""
        return QSize(themes.current().scaled(160), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cut what does not fit."""
        super().resizeEvent(event)
        around = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._words)
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, end, self.width() - around))


class StrainRow(QWidget):
    """The moments of this session, and earlier ones that are still open.

    Signals:
        rearranged(): there are other chips now.
    """

    rearranged = Signal()

    def __init__(self, tasks: Tasks, now: Callable[[], datetime], book: FacetBook) -> None:
        super().__init__()
        self._tasks, self._now, self._book = tasks, now, book
        self._session_id, self._client_id = SessionId(""), ClientId("")
        self._days: Mapping[SessionId, date] = {}
        self._moments: dict[EpisodeId, StrainEpisode] = {}
        self._dialog: MomentDialog | None = None
        self._standing: Standing | None = None
        self.chips: list[Chip] = []
        self.add = Button("Add", icon="plus")
        self.add.setAccessibleName("Add a moment of strain")
        self.add.clicked.connect(self._begin)
        held = QWidget()
        self._flow = Flow(12, held)
        self._flow.addWidget(section("Moments of strain"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(held, 1)
        row.addWidget(self.add)

    def show_moments(
        self,
        session_id: SessionId,
        client_id: ClientId,
        moments: tuple[StrainEpisode, ...],
        days: Mapping[SessionId, date],
    ) -> None:
        """Show the moments of a session; `days` says when the earlier sessions were."""
        self._let_go()
        self._session_id, self._client_id, self._days = session_id, client_id, days
        self._moments = {moment.id: moment for moment in moments}
        self._show()

    def again(self, episode_id: EpisodeId) -> None:
        """Open the sheet of a moment that was left open, or of a new one."""
        if not episode_id:
            self._begin()
        elif moment := self._moments.get(episode_id):
            self._open(moment)

    def flush(self) -> None:
        """Hand the sheet of a moment to the store as it stands; it is no moment until she says."""
        if self._standing:
            self._standing.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether a sheet is open with words that no commit has confirmed yet."""
        return self._standing is not None and self._standing.has_unsaved

    def _begin(self) -> None:
        """Open an empty form; one that was begun and closed is still there."""
        if self._dialog and not self._dialog.known:
            self._dialog.show_sheet()
            return
        empty = StrainEpisode(
            EpisodeId(""), self._client_id, self._session_id, StrainKind.WITHDRAWAL
        )
        self._open(empty, known=False)

    def _open(self, moment: StrainEpisode, *, known: bool = True) -> None:
        self._let_go()
        dialog = MomentDialog(self._book, moment, self, known=known)
        standing = Standing(
            *(dialog, self._tasks, unfinished, dialog.mark, self._now), stays=not known
        )
        dialog.asked.connect(lambda: self._keep(dialog, standing))
        dialog.taken_back.connect(lambda: self._take_back(dialog, standing))
        dialog.thrown_away.connect(self._let_go)
        self._dialog, self._standing = dialog, standing
        dialog.show_sheet()

    def _keep(self, dialog: MomentDialog, standing: Standing) -> None:
        operation = episodes.change if dialog.known else episodes.add
        then = lambda _: self._kept(dialog)  # noqa: E731 - one line under the name of a signal
        standing.hand_in(operation, dialog.episode(), self._now(), then=then)

    def _take_back(self, dialog: MomentDialog, standing: Standing) -> None:
        then = lambda _: self._kept(dialog)  # noqa: E731 - one line under the name of a signal
        standing.hand_in(episodes.remove, dialog.moment.id, self._now(), then=then)

    def _kept(self, dialog: MomentDialog) -> None:
        if dialog is self._dialog:
            dialog.accept()
            self._let_go()
        self._tasks.run(self, episodes.of_client, self._client_id, then=self._show_client)

    def _show_client(self, moments: tuple[StrainEpisode, ...]) -> None:
        """Show this session's moments, and those earlier ones that stood here already."""
        self._moments = {
            moment.id: moment
            for moment in moments
            if moment.session_id == self._session_id or moment.id in self._moments
        }
        self._show()

    def _let_go(self) -> None:
        if self._dialog:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = self._standing = None

    def _show(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(moment) for moment in self._moments.values()]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self.rearranged.emit()

    def _chip(self, moment: StrainEpisode) -> Chip:
        chip = Chip(self._words(moment))
        chip.setEnabled(not moment.damaged)
        chip.clicked.connect(partial(self._open, moment))
        return chip

    def _words(self, moment: StrainEpisode) -> str:
        """Say a moment in one line: its first sign, how plainly, and since when."""
        if moment.damaged or not moment.sightings:
            return "A moment that can no longer be read"
        first, *more = moment.sightings
        words = f"{self._book.marker(first.marker_id).label}: {first.strength.value}"
        if more:
            words += f", and {times.number(len(more))} more"
        day = self._days.get(moment.session_id)
        today = times.on_the_wall(self._now())
        return f"{words}, open since {times.in_brief(day, today)}" if day else words
