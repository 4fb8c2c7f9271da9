"""Moments of strain across sessions: what showed, what was tried, and where each stands."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections import EpisodeId, StrainEpisode, StrainState
from practicenotes.reflections import episodes, unfinished
from practicenotes.ui import damage
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import sentences
from practicenotes.ui.alliance.story import Story
from practicenotes.ui.session.private_moment import MomentDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.state import StateLabel
from practicenotes.ui.widgets.words import Words


STATES = tuple((state, state.value.capitalize()) for state in StrainState)
_LEADS = 52  # px at 100 % text: "My part", "Tried"

LOST = (
    "A moment of strain can no longer be read as it was written. Everything else is safe, and a"
    " backup may hold it."
)


class StrainCard(Card):
    """One moment of strain; its state can be changed here, everything else in its form.

    Signals:
        state_chosen(StrainState), wanted(): it stands otherwise now; its form is to be opened.
        session_wanted(): the session in which it began is to be opened.
    """

    state_chosen = Signal(object)
    wanted = Signal()
    session_wanted = Signal()

    def __init__(self, episode: StrainEpisode, began: str, book: FacetBook, today: date) -> None:
        super().__init__()
        name = "; ".join(sentences.signs(episode, book)) or sentences.KINDS[episode.kind]
        self.state = Choice(f"Where it stands: {name}", STATES)
        self.state.set_value(episode.state)
        self.state.chosen.connect(self.state_chosen)
        self.open = Button("Open episode")
        self.open.setAccessibleName(f"Open episode: {name}")
        self.open.clicked.connect(self.wanted)
        self.stack.addWidget(self._head(episode, began))
        self.stack.addWidget(Words(sentences.KINDS[episode.kind], "muted"))
        for sign in sentences.signs(episode, book):
            self.stack.addWidget(Words(sign, "strong", wraps=True))
        if words := episode.client_words.strip():
            self.stack.addWidget(Words(damage.words(words), "reading", wraps=True))
        self.stack.addLayout(_facts(episode, book, today))
        acts = QWidget()
        flow = Flow(themes.current().space("one"), acts)
        flow.addWidget(self.state)
        flow.addWidget(self.open)
        self.stack.addWidget(acts)

    def _head(self, episode: StrainEpisode, began: str) -> QWidget:
        head = QWidget()
        flow = Flow(themes.current().space("one"), head)
        state = "Open strain" if episode.is_open else episode.state.value.capitalize()
        flow.addWidget(StateLabel("strain", state))
        since = LinkButton(f"since {began}" if episode.is_open else f"began {began}")
        since.setAccessibleName(f"Open the session of {began}, in which it began")
        since.clicked.connect(self.session_wanted)
        flow.addWidget(since)
        return head


def _facts(episode: StrainEpisode, book: FacetBook, today: date) -> QGridLayout:
    look = themes.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.space("one"))
    grid.setVerticalSpacing(look.space("half"))
    grid.setColumnMinimumWidth(0, look.scaled(_LEADS))
    grid.setColumnStretch(1, 1)
    for line, (lead, words) in enumerate(_told(episode, book, today)):
        label = Words(lead, "muted")
        label.setContentsMargins(0, 3, 0, 0)
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(words, "fact", wraps=True), line, 1)
    return grid


def _told(episode: StrainEpisode, book: FacetBook, today: date) -> Iterator[tuple[str, str]]:
    part = damage.words(episode.my_part).strip()
    if part or episode.mine_too:
        mine = "Some of it was mine too." if episode.mine_too else ""
        yield "My part", " ".join(each for each in (part, mine) if each)
    labels = {repair.id: repair.label for repair in book.repairs}
    lead = "Tried"
    for repair_id, day in tried(episode, today):
        words = labels.get(repair_id, "Something else")
        yield lead, f"{words}, {day}" if day else words
        lead = ""


def tried(episode: StrainEpisode, today: date) -> Iterator[tuple[str, str]]:
    """Yield what was tried, in that order, with the day where it was a later one."""
    left = list(episode.tried)
    for step in episode.steps:
        later = step.at != episode.opened_at
        day = times.in_brief(times.on_the_wall(step.at), today) if later else ""
        for repair_id in step.tried:
            if repair_id in left:
                left.remove(repair_id)
                yield repair_id, day
    yield from ((repair_id, "") for repair_id in left)


class Strain(QWidget):
    """The cards: open moments first, the others folded beneath.

    Signals:
        session_wanted(SessionId): the session in which a moment began is to be opened.
        removed(StrainEpisode): one was taken back, and may be put back.
        rearranged(): there are other cards now.
    """

    session_wanted = Signal(str)
    removed = Signal(object)
    rearranged = Signal()

    def __init__(self, tasks: Tasks, now: Callable[[], datetime], book: FacetBook) -> None:
        super().__init__()
        self._tasks, self._now, self._book = tasks, now, book
        self._shown: tuple[tuple[StrainEpisode, str], ...] = ()
        self._cards: dict[EpisodeId, StrainCard] = {}
        self._parts: list[QWidget] = []
        self._dialog: MomentDialog | None = None
        self._standing: Standing | None = None
        self._unfolded = False
        self._fold = LinkButton("")
        self._fold.clicked.connect(self._turn)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("two"))

    @property
    def cards(self) -> list[StrainCard]:
        """The cards that are shown, in their order."""
        return [self._cards[e.id] for e, _ in self._shown if e.id in self._cards]

    @property
    def dialog(self) -> MomentDialog | None:
        """The form that is open."""
        return self._dialog

    def show_moments(
        self, moments: tuple[StrainEpisode, ...], story: Story, *, afresh: bool
    ) -> None:
        """Show the moments of one client; the same moments stay in place."""
        today = times.on_the_wall(self._now()).date()
        days = {s.session.id: times.in_brief(s.on, today) for s in story.stops if s.session}
        latest_first = list(reversed(moments))
        found = sorted(latest_first, key=lambda episode: not episode.is_open)
        shown = tuple((e, days.get(e.session_id, "an earlier session")) for e in found)
        if afresh:
            self._unfolded = False
            self._let_go()
        elif shown == self._shown:
            return
        self._shown = shown
        self._lay_out()

    def refit(self) -> None:
        """Lay the same cards out for another size of text."""
        self._lay_out()

    def put_back(self, episode: StrainEpisode) -> None:
        """Open again what was taken back."""
        self._tasks.run(self, episodes.put_back, episode, self._now())

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._lay_out()
        self._fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        held = next((e for e, card in self._cards.items() if _has_keyboard(card)), None)
        self._fold.hide()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._cards, self._parts = {}, []
        folded = sum(not episode.is_open for episode, _ in self._shown)
        for number, (episode, began) in enumerate(self._shown):
            if number == len(self._shown) - folded:
                self._add_fold(folded)
            if episode.is_open or self._unfolded:
                self._parts.append(self._part(episode, began))
                self._stack.addWidget(self._parts[-1])
                self._parts[-1].show()  # now: the keyboard may go there
        if held in self._cards:
            self._cards[held].state.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(self._shown))
        self.rearranged.emit()

    def _add_fold(self, count: int) -> None:
        some = "One moment" if count == 1 else f"{times.number(count).capitalize()} moments"
        self._fold.setText("Fold them" if self._unfolded else f"{some} no longer open")
        self._stack.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._fold.show()

    def _part(self, episode: StrainEpisode, began: str) -> QWidget:
        if episode.damaged:
            return Words(LOST, "body", wraps=True)
        card = StrainCard(episode, began, self._book, times.on_the_wall(self._now()).date())
        card.state_chosen.connect(lambda state: self._stand(episode, state))
        card.wanted.connect(lambda: self._open(episode))
        card.session_wanted.connect(lambda: self.session_wanted.emit(episode.session_id))
        self._cards[episode.id] = card
        return card

    # --- what is done --------------------------------------------------------------------------

    def flush(self) -> None:
        """Hand the sheet that is open to the store as it stands."""
        if self._standing:
            self._standing.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether a sheet is open with words that no commit has confirmed yet."""
        return self._standing is not None and self._standing.has_unsaved

    def _stand(self, episode: StrainEpisode, state: StrainState) -> None:
        """Keep where a moment stands now; what cannot be kept is shown as it was."""

        def failed(_error: Exception) -> bool:
            if card := self._cards.get(episode.id):  # it may be folded, or another client's by now
                card.state.set_value(episode.state)
            return False  # the window says why

        changed = replace(episode, state=state)
        self._tasks.run(self, episodes.change, changed, self._now(), failed=failed)

    def _open(self, episode: StrainEpisode) -> None:
        self._let_go()
        dialog = MomentDialog(self._book, episode, self, known=True)
        standing = Standing(dialog, self._tasks, unfinished, dialog.mark, self._now)
        dialog.asked.connect(lambda: self._keep(dialog, standing))
        dialog.taken_back.connect(lambda: self._take_back(dialog, standing))
        self._dialog, self._standing = dialog, standing
        dialog.show_sheet()

    def _keep(self, dialog: MomentDialog, standing: Standing) -> None:
        then = lambda _: dialog.accept()  # noqa: E731 - one line under the name of a signal
        standing.hand_in(episodes.change, dialog.episode(), self._now(), then=then)

    def _take_back(self, dialog: MomentDialog, standing: Standing) -> None:
        def gone(_: None) -> None:
            dialog.accept()
            self.removed.emit(dialog.moment)

        standing.hand_in(episodes.remove, dialog.moment.id, self._now(), then=gone)

    def _let_go(self) -> None:
        if self._dialog:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = self._standing = None


def _has_keyboard(card: StrainCard) -> bool:
    focus = card.focusWidget()
    return focus is not None and focus.hasFocus()
