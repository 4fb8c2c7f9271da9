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
from practicenotes.domain.forms import Layer, NoteTemplate, Section
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
        changed(NoteTemplate, Key, str): the form is to become this; which field it was, and what
        is to be said where something was taken away.
    """

    changed = Signal(object, object, str)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._template = form_drafts.empty()
        self._faults: Sequence[FormFault] = ()
        self._showing = False
        self._open = ""  # the id of the section that is open
        self.cards: list[SectionCard] = []
        self._by_key: dict[tuple[str, Layer], SectionCard] = {}
        self.head = Form(_rows())
        self._head_faults = FaultLine()
        self._none = Words(NO_SECTIONS, "muted")
        self.adding = {layer: Button(words, icon="plus") for words, layer in _WAYS}
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

    def begin(self, template: NoteTemplate, faults: Sequence[FormFault], area: QScrollArea) -> None:
        """Show another form, all its sections closed; `area` is what it scrolls in."""
        self._area, self._open = area, ""
        self.show_form(template, faults)

    def show_form(self, template: NoteTemplate, faults: Sequence[FormFault]) -> None:
        """Show a form as it stands now."""
        self._showing, self._template, self._faults = True, template, faults
        now = self.head.values()
        for name in now:
            value = getattr(template, name)
            if (form_drafts.plain(now[name]) if isinstance(now[name], str) else now[name]) != value:
                self.head.set_values({name: value})
        self._showing = False
        sections = template.sections
        self._head_faults.show_faults([fault for fault in faults if _is_of_head(fault, sections)])
        self._none.setVisible(not sections)
        self._arrange(sections)
        for number, (card, each) in enumerate(zip(self.cards, sections, strict=True)):
            its_own = [fault for fault in faults if fault.section == number]
            card.show_section(number + 1, each, its_own, is_open=each.id == self._open)

    def go_to(self, at: int | None, field: str) -> None:
        """Open a section and put the keyboard into one of its fields; None is the head."""
        if at is None:
            names = self.head.values()
            if field == "sections":
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
        at = len(self._template.sections)
        added = form_drafts.added(self._template, at, layer)
        self._open = added.sections[at].id
        self.changed.emit(added, (), "")
        self.go_to(at, "label")

    # --- what is done to a section -------------------------------------------------------------

    def _turn(self, card: SectionCard) -> None:
        at = self.cards.index(card)
        self._open_at(-1 if self._template.sections[at].id == self._open else at)
        card.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_at(self, at: int) -> None:
        self._open = self._template.sections[at].id if at >= 0 else ""
        self.show_form(self._template, self._faults)

    def _change(self, card: SectionCard, name: str, value: Any) -> None:
        at = self.cards.index(card)
        section_id = self._template.sections[at].id
        changed = form_drafts.changed(self._template, at, **{name: value})
        typed = isinstance(value, str) or name == "options"
        self.changed.emit(changed, (section_id, name) if typed else (), "")
        if name in ("kind", "layer"):  # there are other fields now
            self.go_to(at, name)

    def _move(self, card: SectionCard, by: int) -> None:
        at = self.cards.index(card)
        to = at + by
        if 0 <= to < len(self.cards):
            focus = self.focusWidget()
            label = self._template.sections[at].label or "The section"
            moved = form_drafts.moved(self._template, at, to)
            said = f"{label} stands at {to + 1} of {len(self.cards)} now."
            self.changed.emit(moved, (moved.sections[to].id, "place"), "")
            if focus:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(card, said)
            self._bring_into_sight(card.head)

    def _draw(self, card: SectionCard, height: int) -> None:
        """Move a card on once the pointer has passed the middle of its neighbour."""
        at = self.cards.index(card)
        middles = [c.mapToGlobal(c.rect().center()).y() for c in self.cards]
        if at and height < middles[at - 1]:
            self._move(card, -1)
        elif at + 1 < len(self.cards) and height > middles[at + 1]:
            self._move(card, 1)

    def _remove(self, card: SectionCard) -> None:
        at = self.cards.index(card)
        label = self._template.sections[at].label or "The section"
        self._open = ""
        self.changed.emit(form_drafts.removed(self._template, at), (), f"{label} was taken out.")
        stop = self.cards[min(at, len(self.cards) - 1)].head if self.cards else None
        (stop or self.adding[Layer.RECORD]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear_head(self, name: str) -> None:
        if not self._showing:
            value: Any = self.head.values()[name]
            value = form_drafts.plain(value) if isinstance(value, str) else value
            typed = isinstance(value, str)
            changed = replace(self._template, **dict[str, Any]({name: value}))
            self.changed.emit(changed, ("", name) if typed else (), "")

    # --- layout --------------------------------------------------------------------------------

    def _arrange(self, sections: Sequence[Section]) -> None:
        """Bring a card for each section into their order; one that stays keeps the keyboard."""
        before, self._by_key = self._by_key, {}
        stood, self.cards = self.cards, []
        for number, each in enumerate(sections):
            key = each.id, each.layer
            card = before.pop(key, None) or self._new_card(each.layer)
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

    def _new_card(self, layer: Layer) -> SectionCard:
        card = SectionCard(layer, self._acts)
        for signal, act in (
            (card.turned, self._turn),
            (card.changed, self._change),
            (card.move_wanted, self._move),
            (card.drawn, self._draw),
            (card.removal_wanted, self._remove),
        ):
            signal.connect(partial(_on, act, card))
        return card

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
        stack.addWidget(section("Sections"))
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


def _on(act: Callable[..., None], card: SectionCard, *told: object) -> None:
    act(card, *told)


def _is_of_head(fault: FormFault, sections: Sequence[Section]) -> bool:
    """Say whether a fault is told at the head: not that there are no sections, which is seen."""
    return fault.section is None and (bool(sections) or fault.field != "sections")


def _rows() -> tuple[Field, ...]:
    return (
        Field("name", "Name"),
        Field("summary", "Description", help="One line, for the list of forms."),
        Field("use", "Used as", Kind.SEGMENTS, options=tuple(USES.items())),
        Field("for_client", FOR_CLIENT, Kind.YES, value=False),
    )
