"""What of a record goes on paper is asked part by part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain.record_paper import Choice, Part
from practicenotes.ui import theme as themes
from practicenotes.ui.measures.asking import NotedDialog
from practicenotes.ui.papers import picking
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.words import Words


HEADING = "The record on paper"
PRINT, SAVE = "print", "save"
ABOUT = (
    "One document with a title page, a table of contents and page numbers. Only the record is in"
    " it; nothing of your reflections can be."
)
TURNED = "The last day lies before the first."
NO_PART = "Nothing is chosen yet. Tick at least one part."
_LEFT_OUT = "left_out"
_DRAFTS = "&Drafts, marked as not signed"
_ADDENDA = "&Addenda and amendments, each under its note"
_IN_ERROR = "What was entered in &error, marked as such"
_THIRD = "Passages about &third parties"
_THIRD_HELP = "Otherwise each of them is left out, and a mark says where."
_PAGES_HELP = (
    "PDFs and pictures, as pages of the same document. Passages cannot be removed from them: each"
    " goes in whole, or stays out. Other kinds, such as HEIC, TIFF or Word, cannot be set."
)
_REASONS = "A &list of what was removed, with the reasons"


class ChoiceDialog(NotedDialog):
    """Asks for parts, for a range of days, and for what else is let in; `how` is the way out.

    Signals:
        single_wanted(): single things are to be chosen, or passages removed.
    """

    single_wanted = Signal()

    def __init__(self, parent: QWidget, heading: str = HEADING, act: str = "Print…") -> None:
        self.how = PRINT
        self.left_out: frozenset[str] = frozenset()
        self._single = Words(picking.ALL_IN, "small", wraps=True)
        self.single = Button("Single things and passages…")
        super().__init__(parent, heading, tuple(rows(Choice())), act, width=620)
        held = QWidget()
        Flow(themes.current().space("one"), held).addWidget(self.single)
        self.surround([Words(ABOUT, "body", wraps=True)], below=[self._single, held])
        save = Button("Save as PDF…", icon="file-text")
        save.clicked.connect(self._save)
        self.add_button(save)
        self.main.clicked.connect(self._print)
        self.single.clicked.connect(self.single_wanted)

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        return chosen(self.form.values(), tuple(self.left_out))

    def leave_out(self, keys: frozenset[str]) -> None:
        """Leave single things out, and say how many."""
        self.left_out = keys
        self._single.say(picking.in_words(keys))

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form, and what is left out."""
        return {**super().as_typed(), _LEFT_OUT: sorted(self.left_out)}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form, and leave out what was left out."""
        super().give_back(words)
        self.leave_out(frozenset(words.get(_LEFT_OUT, ())))

    def _print(self) -> None:
        self.how = PRINT

    def _save(self) -> None:
        self.how = SAVE
        self._ask()

    def _ask(self) -> None:
        choice = self.choice
        if choice.since and choice.until and choice.until < choice.since:
            self.say("until", TURNED)
        elif not choice.parts:
            self.say(next(iter(_PARTS)), NO_PART)
        else:
            super()._ask()


_PARTS = {f"part_{part.name.lower()}": part for part in Part}


def rows(choice: Choice) -> Iterator[Field]:
    """Yield the fields in which a choice is made, as this one has them."""
    yield Field("since", "&From", Kind.DAY, choice.since, help="Empty: from the beginning.")
    yield Field("until", "&Until", Kind.DAY, choice.until, help="Empty: up to now.")
    for name, part in _PARTS.items():
        about = _PAGES_HELP if part is Part.PAGES else ""
        yield Field(name, part.value, Kind.YES, part in choice.parts, about)
    yield Field("drafts", _DRAFTS, Kind.YES, choice.drafts)
    yield Field("addenda", _ADDENDA, Kind.YES, choice.addenda)
    yield Field("in_error", _IN_ERROR, Kind.YES, choice.in_error)
    yield Field("third_party", _THIRD, Kind.YES, choice.third_party, _THIRD_HELP)
    yield Field("reasons", _REASONS, Kind.YES, choice.reasons)


def chosen(values: dict[str, Any], left_out: Sequence[str] = ()) -> Choice:
    """Return the choice that stands in these fields."""
    return Choice(
        parts=frozenset(part for name, part in _PARTS.items() if values[name]),
        since=values["since"],
        until=values["until"],
        drafts=values["drafts"],
        addenda=values["addenda"],
        in_error=values["in_error"],
        third_party=values["third_party"],
        reasons=values["reasons"],
        left_out=frozenset(left_out),
    )
