"""The left of the page on which a form is written: its head, and its sections in their order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from practicenotes.catalog.form_faults import FormFault
from practicenotes.domain import form_drafts
from practicenotes.domain.form_changes import USES
from practicenotes.domain.forms import Layer, Section
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.forms.fault_line import FaultLine
from practicenotes.ui.forms.section_card import SectionCard
from practicenotes.ui.forms.watching import Acts, watch
from practicenotes.ui.keys import Keys
from practicenotes.ui.order import follow_reading
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words, section


NO_SECTIONS = "There are no sections yet."
FOR_CLIENT = "A page to hand over to the client, in large type"
_WAYS = (("Add a section", Layer.RECORD), ("Add a private section", Layer.PRIVATE))


class FormColumn(QWidget):
    """A form as it is written; what is done here is told, and shown once it was taken.

    Signals:
        changed(form, Key, str): the form is to become this; which field it was, and what
        is to be said where something was taken away.
    """

    changed = Signal(object, object, str)
    rules: Any = form_drafts  # what can be done with it
    heading, none, field = "Sections", NO_SECTIONS, "sections"  # of what there are several

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.acts = acts
        self.shown: Any = self.rules.empty()
        self._faults: Sequence[FormFault] = ()
        self._showing = False
        self._open = ""  # the id of the section that is open
        self.cards: list[SectionCard] = []
        self._by_key: dict[tuple[str, Layer], SectionCard] = {}
        self.head = Form(self.head_rows())
        self._head_faults = FaultLine()
        self._none = Words(self.none, "muted")
        self.adding = {layer: Button(words, icon="plus") for words, layer in self.ways()}
        self.throw_away = Button("Throw this draft away", "quiet")
        self._area: QScrollArea | None = None
        self._sought: QWidget | None = None
        self._seeking = QTimer(self, singleShot=True, interval=0)
        self._seeking.timeout.connect(self._scroll)
        self._lay_out()
        self._keys = Keys(self, acts)
        watch(self.head.findChildren(QWidget), self._keys, acts)
        self.head.changed.connect(self._hear_head)
        for layer, button in self.adding.items():
            button.clicked.connect(partial(self.add, layer))

    def head_rows(self) -> tuple[Field, ...]:
        """Return the fields at the head."""
        return _rows()

    def ways(self) -> tuple[tuple[str, Layer], ...]:
        """Return the buttons that add one more."""
        return _WAYS

    def read(self, name: str, typed: Any) -> Any:  # noqa: ARG002 - a kind has lists, too
        """Return what a field at the head holds, as the form has it."""
        return form_drafts.plain(typed) if isinstance(typed, str) else typed

    def items(self, template: Any) -> Sequence[Any]:
        """Return that of which there are several."""
        sections: Sequence[Section] = template.sections
        return sections

    def key(self, item: Any) -> tuple[str, Layer]:
        """Return what one is known by, as long as it is written."""
        return item.id, item.layer

    def is_typed(self, item: Any, name: str, value: Any) -> bool:  # noqa: ARG002
        """Say whether a change of one is typing, which stays one step until the hand rests."""
        return isinstance(value, str) or name == "options"

    def named(self, item: Any) -> str:
        """Return what one is called when it is moved, or gone."""
        return item.label or "The section"

    def card(self, item: Any) -> SectionCard:
        """Return a card for one."""
        return SectionCard(item.layer, self.acts)

    def show_card(self, card: SectionCard, at: int, faults: list[FormFault]) -> None:
        """Show one as it stands now."""
        item = self.items(self.shown)[at]
        card.show_section(at + 1, item, faults, is_open=self.key(item)[0] == self._open)

    def begin(self, template: Any, faults: Sequence[FormFault], area: QScrollArea) -> None:
        """Show another form, all its sections closed; `area` is what it scrolls in."""
        self._area, self._open = area, ""
        self.show_form(template, faults)

    def show_form(self, template: Any, faults: Sequence[FormFault]) -> None:
        """Show a form as it stands now."""
        self._showing, self.shown, self._faults = True, template, faults
        now = self.head.values()
        for name in now:
            value = getattr(template, name)
            if self.read(name, now[name]) != value:
                listed = isinstance(value, tuple) and isinstance(now[name], str)
                lines = "\n".join(value) if listed else value
                self.head.set_values({name: lines})
        self._showing = False
        items = self.items(template)
        of_head = [fault for fault in faults if self._is_of_head(fault)]
        self._head_faults.show_faults(of_head)
        self._none.setVisible(not items)
        self._arrange(items)
        for number, card in enumerate(self.cards):
            self.show_card(card, number, [fault for fault in faults if fault.section == number])

    def go_to(self, at: int | None, field: str) -> None:
        """Open a section and put the keyboard into one of its fields; None is the head."""
        if at is None:
            names = self.head.values()
            if field == self.field:
                target: QWidget = self.adding[Layer.RECORD]
            else:
                target = self.head.field(field if field in names else "name")
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_sight(target)
            return
        self._open_at(at)
        fields = self.cards[at].fields
        if fields:
            target = fields.field(field)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_sight(target)

    def add(self, layer: Layer) -> None:
        """Add an empty section at the end, and begin with its label."""
        at = len(self.cards)
        added = self.rules.added(self.shown, at, layer)
        self._open = self.key(self.items(added)[at])[0]
        self.changed.emit(added, (), "")
        self.go_to(at, "label")

    # --- what is done to a section -------------------------------------------------------------

    def _turn(self, card: SectionCard) -> None:
        at = self.cards.index(card)
        self._open_at(-1 if self._id(at) == self._open else at)
        card.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_at(self, at: int) -> None:
        self._open = self._id(at) if at >= 0 else ""
        self.show_form(self.shown, self._faults)

    def _change(self, card: SectionCard, name: str, value: Any) -> None:
        at = self.cards.index(card)
        section_id = self._id(at)
        changed = self.rules.changed(self.shown, at, **{name: value})
        typed = self.is_typed(self.items(self.shown)[at], name, value)
        self.changed.emit(changed, (section_id, name) if typed else (), "")
        if name in ("kind", "layer"):  # there are other fields now
            self.go_to(at, name)

    def _move(self, card: SectionCard, by: int) -> None:
        at = self.cards.index(card)
        to = at + by
        if 0 <= to < len(self.cards):
            focus = self.focusWidget()
            label = self.named(self.items(self.shown)[at])
            moved = self.rules.moved(self.shown, at, to)
            said = f"{label} stands at {to + 1} of {len(self.cards)} now."
            self.changed.emit(moved, (self._id(at), "place"), "")
            if focus:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(card, said)
            self._bring_into_sight(card.head)

    def _draw(self, card: SectionCard, height: int) -> None:
        """Move a card on once the pointer has passed the middle of its neighbour."""
        if by := _passed(self.cards, self.cards.index(card), height):
            self._move(card, by)

    def _remove(self, card: SectionCard) -> None:
        at = self.cards.index(card)
        label = self.named(self.items(self.shown)[at])
        self._open = ""
        self.changed.emit(self.rules.removed(self.shown, at), (), f"{label} was taken out.")
        stop = self.cards[min(at, len(self.cards) - 1)].head if self.cards else None
        (stop or self.adding[Layer.RECORD]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear_head(self, name: str) -> None:
        if not self._showing:
            value = self.read(name, self.head.values()[name])
            typed = isinstance(value, str | tuple)
            changed = replace(self.shown, **dict[str, Any]({name: value}))
            self.changed.emit(changed, ("", name) if typed else (), "")

    # --- layout --------------------------------------------------------------------------------

    def _arrange(self, items: Sequence[Any]) -> None:
        """Bring a card for each section into their order; one that stays keeps the keyboard."""
        before, self._by_key = self._by_key, {}
        stood, self.cards = self.cards, []
        for number, each in enumerate(items):
            key = self.key(each)
            card = before.pop(key, None) or self._new_card(each)
            self._by_key[key] = card
            self.cards.append(card)
            if self._list.indexOf(card) != number:
                self._list.insertWidget(number, card)
                card.show()  # at once: the keyboard may be on its way there
        for gone in before.values():
            gone.hide()
            self._list.removeWidget(gone)
            gone.deleteLater()
        if stood != self.cards:
            follow_reading(self)

    def _new_card(self, item: Any) -> SectionCard:
        card = self.card(item)
        for signal, act in (
            (card.turned, self._turn),
            (card.changed, self._change),
            (card.move_wanted, self._move),
            (card.drawn, self._draw),
            (card.removal_wanted, self._remove),
        ):
            signal.connect(partial(_on, act, card))
        return card

    def _id(self, at: int) -> str:
        return self.key(self.items(self.shown)[at])[0]

    def _is_of_head(self, fault: FormFault) -> bool:
        """Say whether a fault is told at the head: not that there is nothing, which is seen."""
        some = bool(self.items(self.shown))
        return fault.section is None and (some or fault.field != self.field)

    def _bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part once everything has its place."""
        self._sought = part
        self._seeking.start()

    def _scroll(self) -> None:
        part, self._sought = self._sought, None
        if self._area and part and shiboken6.isValid(part):
            self._area.ensureWidgetVisible(part, 0, themes.current().space("six"))

    def _lay_out(self) -> None:
        look = themes.current()
        stack = QVBoxLayout(self)
        margin, half = look.space("page_margin"), look.space("half")
        stack.setContentsMargins(margin, look.space("two"), look.space("pane_margin"), margin)
        stack.setSpacing(look.space("one"))
        stack.addWidget(self.head)
        stack.addWidget(self._head_faults)
        stack.addSpacing(half)
        stack.addWidget(section(self.heading))
        stack.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.space("one"))
        stack.addLayout(self._list)
        held = QWidget()
        flow = Flow(look.space("one"), held)
        for button in (*self.adding.values(), self.throw_away):
            flow.addWidget(button)
        stack.addWidget(held)
        stack.addStretch()


def _passed(cards: Sequence[QWidget], at: int, height: int) -> int:
    """Return which way a pointer at a height has passed a neighbour: -1, 1 or 0."""
    middles = [card.mapToGlobal(card.rect().center()).y() for card in cards]
    if at and height < middles[at - 1]:
        return -1
    return 1 if at + 1 < len(cards) and height > middles[at + 1] else 0


def _on(act: Callable[..., None], card: SectionCard, *told: object) -> None:
    act(card, *told)


def _rows() -> tuple[Field, ...]:
    return (
        Field("name", "Name"),
        Field("summary", "Description", help="One line, for the list of forms."),
        Field("use", "Used as", Kind.SEGMENTS, options=tuple(USES.items())),
        Field("for_client", FOR_CLIENT, Kind.YES, value=False),
    )
