"""What to look at in a letter before it is final: a list that asks, and never holds it back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from practicenotes.domain.letter_check import Finding, as_kept
from practicenotes.domain.letters import Letter, LetterId
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.letter.advice import Advice
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.words import Words, section


ABOUT = "Names, words that also stand elsewhere, and what is not said yet. Nothing here stops you."
NOTHING = "Nothing was found to look at."
NOT_ASKED = "The reflections are locked and could not be asked whether these words stand in them."
ON = "Approve it now"


class CheckPane(QWidget):
    """Every finding with its words, the way to them, and a box for having seen it.

    Signals:
        changed(): something that the letter keeps was seen, or is to be looked at after all.
        finding_wanted(Finding): its place is to be shown.
        look_wanted(): the letter is to be looked over again.
    """

    changed = Signal()
    finding_wanted = Signal(object)
    look_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What to look at before the letter is final")
        self._letter_id = LetterId("")
        self.seen: tuple[str, ...] = ()  # as the letter keeps it
        self._seen_here: tuple[str, ...] = ()  # what no letter may keep: it is asked about again
        self.findings: tuple[Finding, ...] = ()
        self.rows: list[FindingRow] = []
        self.nothing, self.not_asked = Words(NOTHING, wraps=True), Words(NOT_ASKED, wraps=True)
        self.advice = Advice()
        self.again, self.on = LinkButton("Look again"), Button(ON, "primary")
        self.again.clicked.connect(self.look_wanted)
        self._act: Callable[[], object] | None = None
        self.on.clicked.connect(self._go_on)
        self._list = QVBoxLayout()
        self._lay_out()
        self.show_findings((), asked=True)

    def show_seen(self, letter: Letter) -> None:
        """Take over what was looked at before; another letter has other findings."""
        self._letter_id = letter.id
        self.seen, self._seen_here = letter.seen, ()
        self._act = None
        self.show_findings((), asked=True)

    def show_findings(self, findings: Sequence[Finding], *, asked: bool) -> None:
        """Show what was found; `asked` says whether the reflections were asked."""
        self.findings = tuple(findings)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FindingRow(each, seen=self._key(each) in self.all_seen) for each in findings]
        for row in self.rows:
            row.to_it.clicked.connect(partial(self.finding_wanted.emit, row.finding))
            row.box.clicked.connect(lambda seen, its=row.finding: self._see(its, seen))
            self._list.addWidget(row)
            row.show()
        self.nothing.setVisible(not findings)
        self.not_asked.setVisible(not asked)
        self.on.setVisible(self._act is not None)
        follow_reading(self)

    def wait_for(self, act: Callable[[], object], count: int) -> None:
        """Offer to go on with something all the same."""
        self._act = act
        self.on.show()
        things = "One thing is" if count == 1 else f"{count} things are"
        announce(self, f"{things} to be looked at before the letter is final.")

    def _go_on(self) -> None:
        act, self._act = self._act, None
        self.on.hide()
        if act:
            act()

    @property
    def all_seen(self) -> tuple[str, ...]:
        """The keys of all that was looked at while this letter is open, or is kept with it."""
        return self.seen + self._seen_here

    def _key(self, finding: Finding) -> str:
        return as_kept(self._letter_id, finding.key)

    def _see(self, finding: Finding, seen: bool) -> None:
        key = self._key(finding)
        if finding.may_be_kept:
            self.seen = _turned(self.seen, key, on=seen)
            self.changed.emit()
        else:
            self._seen_here = _turned(self._seen_here, key, on=seen)

    def _lay_out(self) -> None:
        theme = themes.current()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space("three"), theme.space("two"), 20, theme.space("two"))
        column.setSpacing(theme.space("half"))
        column.addWidget(section("Before it is final"))
        for part in (Words(ABOUT, "body", wraps=True), self.not_asked, self.nothing):
            column.addWidget(part)
        for act in (self.again, self.on):
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.setSpacing(theme.space("two"))
        column.addSpacing(theme.space("one"))
        column.addLayout(self._list)
        column.addSpacing(theme.space("two"))
        column.addWidget(self.advice)
        column.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(scrolled(sheet))


def _turned(keys: tuple[str, ...], key: str, *, on: bool) -> tuple[str, ...]:
    others = tuple(each for each in keys if each != key)
    return (*others, key) if on else others


class FindingRow(QWidget):
    """One thing to look at."""

    def __init__(self, finding: Finding, *, seen: bool) -> None:
        super().__init__()
        self.finding = finding
        words = f"“{finding.words}”" if finding.words else ""
        self.box = QCheckBox("I have seen it")
        self.box.setChecked(seen)
        self.to_it = LinkButton("Go to it")
        said = ", ".join(part for part in (finding.concern.value, finding.words) if part)
        self.box.setAccessibleName(f"I have seen it: {said}")
        self.to_it.setAccessibleName(f"Go to it: {said}")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        stack.addWidget(Words(finding.concern.value, "strong", wraps=True))
        for line in (words, finding.says):
            if line:
                stack.addWidget(Words(line, "muted", wraps=True))
        stack.addWidget(self.to_it, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(self.box)
