"""The second step: the recovery key on paper, and the proof that the paper is right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.errors import RecoveryKeyMistyped, WrongRecoveryKey
from practicenotes.ui import theme as themes
from practicenotes.ui.first_run.needs import Groups
from practicenotes.ui.first_run.sheet import Sheet
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.key_fields import KeyFields
from practicenotes.ui.widgets.words import Words


HINTS_BESIDE = 800  # px at 100 % text: narrower than this, the hints go under the key
_COLUMNS = 3
_COVER = "••••"
_READ_AS = str.maketrans("OIL", "011")  # how the signs of a key are forgiven

Hints = tuple[tuple[str, str, str], ...]  # of each an icon, a title, and words

_WORDS = (
    "If you forget your passphrase, this key opens your notes. If you lose both, nobody can open"
    " them, and that includes us. There is no copy anywhere else."
)
_HINTS: Hints = (
    (
        "file-text",
        "Keep it on paper.",
        "A photograph or a file can be copied without your knowing.",
    ),
    (
        "house",
        "Keep it away from this computer.",
        "With your will or your insurance papers, for instance.",
    ),
    (
        "rotate-ccw",
        "You can replace it later.",
        "The old key then stops working here. Old backups keep the old key.",
    ),
)


class KeyStep(Sheet):
    """The key in nine numbered groups, to be printed, saved or written down.

    Signals:
        print_wanted(), save_wanted(): the recovery sheet on paper, or as a PDF.
    """

    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        words: str = _WORDS,
        title: str = "Your recovery key",
        sheet: str = "recovery sheet",
        hints: Hints = _HINTS,
    ) -> None:
        super().__init__(2, title, words, "&I have it on paper. Check it")
        self._sheet, self._hints = sheet, hints
        self._groups: Groups = ()
        self._covered = False
        self._shown = [Words("", "key") for _ in range(9)]
        self._cover = Button("&Cover it", "text", icon="eye-off")
        self._cover.clicked.connect(lambda: self.set_covered(not self._covered))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fill()
        self.setFocusProxy(self.next)

    def show_key(self, groups: Groups) -> None:
        """Show a fresh key."""
        self._groups = groups
        self.set_covered(False)

    def set_covered(self, covered: bool) -> None:
        """Cover the key while someone else looks; covered, it is not in the widgets."""
        self._covered = covered
        for shown, group in zip(self._shown, self._groups, strict=True):
            shown.say(_COVER if covered else group)
            shown.setAccessibleName("covered" if covered else " ".join(group))
        self._cover.setText("&Uncover it" if covered else "&Cover it")
        themes.current().dress(self._cover, "eye" if covered else "eye-off", "accent")

    def forget(self) -> None:
        """Let go of the key."""
        self._groups = ()
        for shown in self._shown:
            shown.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the hints beside the key, or under it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= themes.current().scaled(HINTS_BESIDE)
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._beside.setContentsMargins(0, 0, themes.current().space("four") if wide else 0, 0)

    def _fill(self) -> None:
        theme = themes.current()
        left = QVBoxLayout()
        left.setSpacing(theme.space("two"))
        left.addWidget(self._key())
        left.addLayout(self._buttons())
        left.addStretch()
        self._beside.setSpacing(theme.space("five"))
        self._beside.addLayout(left)
        self._beside.addLayout(_hints(self._hints), 1)
        self.stack.addLayout(self._beside)
        self.stack.addStretch()
        row = QHBoxLayout()
        row.setSpacing(theme.space("one") + theme.space("half"))
        row.addWidget(Drawing("key-round", "text_soft"))
        check = (
            "Next you type the key from your paper, so that we both know it works."
            " It is covered while you type."
        )
        row.addWidget(Words(check, "small", wraps=True), 1)
        self.stack.addLayout(row)

    def _key(self) -> QWidget:
        theme = themes.current()
        card = Card()
        grid = QGridLayout()
        margin = theme.space("two")
        grid.setContentsMargins(margin, margin, margin, margin)
        grid.setHorizontalSpacing(theme.space("one") + theme.space("half"))
        grid.setVerticalSpacing(theme.space("four"))
        for at, shown in enumerate(self._shown):
            row, column = divmod(at, _COLUMNS)
            grid.addWidget(Words(str(at + 1), "caption"), row, 3 * column)
            grid.addWidget(shown, row, 3 * column + 1)
            if column < _COLUMNS - 1:
                grid.setColumnMinimumWidth(3 * column + 2, theme.space("three"))
                grid.setColumnStretch(3 * column + 2, 1)
        card.stack.addLayout(grid)
        card.setMaximumWidth(theme.scaled(438))
        return card

    def _buttons(self) -> Flow:
        printing = Button(f"&Print the {self._sheet}", icon="printer")
        printing.clicked.connect(self.print_wanted)
        saving = Button("&Save as PDF", "text", icon="save")
        saving.clicked.connect(self.save_wanted)
        row = Flow(themes.current().space("two"))
        for button in (printing, saving, self._cover):
            row.addWidget(button)
        return row


class CheckStep(Sheet):
    """The key typed back from paper; it must open the practice before this step ends.

    Without knowing the key it serves a practice whose recovery key was never tried.

    Signals:
        typed(str): this key is to be tried.
        back_wanted(): the key is to be seen once more.
    """

    typed = Signal(str)
    back_wanted = Signal()

    def __init__(self, step: int = 0, title: str = "Check the recovery key") -> None:
        words = "Type the nine groups from your paper. The cursor goes on by itself."
        super().__init__(step, title, words, "&Check the key")
        self._groups: Groups = ()
        self._fields = KeyFields(paste=False)
        self._fields.setMaximumWidth(themes.current().scaled(438))
        self._fields.changed.connect(lambda: self.say_problem(""))
        self._fields.completed.connect(self._check)
        self._fields.paste_refused.connect(self._explain_paste)
        self.next.clicked.connect(self._check)
        self.back = Button("&Back", "quiet", icon="arrow-left")
        self.back.clicked.connect(self.back_wanted)
        self.foot.insertWidget(0, self.back)
        self.stack.addWidget(self._fields)
        self.stack.addStretch()
        self.setFocusProxy(self._fields)

    def expect(self, groups: Groups) -> None:
        """Know the key, so that each wrong group can be named."""
        self._groups = groups
        self._fields.clear()

    def refuse(self, error: Exception) -> None:
        """Say why the key did not open the practice."""
        self.set_busy(False)
        self.say_problem(messages.sentence(error))
        if isinstance(error, RecoveryKeyMistyped):
            self._fields.show_wrong(error.groups)
        elif isinstance(error, WrongRecoveryKey):
            self._fields.setFocus()

    def forget(self) -> None:
        """Let go of the key."""
        self._groups = ()
        self._fields.clear()

    def _check(self) -> None:
        typed = _plain(self._fields.key()).split("-")
        pairs = zip(typed, self._groups, strict=bool(self._groups))
        differing = [number for number, (own, key) in enumerate(pairs, 1) if own != key]
        if differing:
            self.say_problem(_differ(differing))
            self._fields.show_wrong(differing)
        elif self._fields.complete:
            self.say_problem("")
            self.set_busy(True)
            self.typed.emit(self._fields.key())
        else:
            self.refuse(RecoveryKeyMistyped())

    def _explain_paste(self) -> None:
        self.say_problem("Type it from the paper. A pasted key shows nothing about the paper.")


def _plain(key: str) -> str:
    return key.upper().translate(_READ_AS)


def _differ(groups: list[int]) -> str:
    if len(groups) == 1:
        return f"Group {groups[0]} differs from the key."
    *most, last = [str(number) for number in groups]
    return f"Groups {', '.join(most)} and {last} differ from the key."


def _hints(hints: Hints) -> QGridLayout:
    theme = themes.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space("one") + theme.space("half"))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for number, (icon, title, words) in enumerate(hints):
        grid.addWidget(Drawing(icon), 3 * number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(title, "strong"), 3 * number, 1)
        grid.addWidget(Words(words, "body", wraps=True), 3 * number + 1, 1)
        grid.setRowMinimumHeight(3 * number + 2, theme.space("three"))
    grid.setRowStretch(3 * len(hints), 1)
    return grid
