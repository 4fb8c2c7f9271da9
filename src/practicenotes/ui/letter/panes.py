"""The three panes of the letter page, and how many of them there is room for."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import letters, times
from practicenotes.domain.letter_check import Concern, Finding
from practicenotes.domain.letters import Letter, Offer
from practicenotes.records.brief import Brief
from practicenotes.ui import theme as themes
from practicenotes.ui.letter import finding, hovering
from practicenotes.ui.letter.aside import Aside
from practicenotes.ui.letter.checking import Checks
from practicenotes.ui.letter.consent import ConsentForm
from practicenotes.ui.letter.header import OFFERS, PAGES, SHEET, LetterHeader
from practicenotes.ui.letter.marks import Mark
from practicenotes.ui.letter.sheet import LetterSheet
from practicenotes.ui.letter.source import SourceLine
from practicenotes.ui.letter.text import LetterText
from practicenotes.ui.letter.watching import SourceWatch
from practicenotes.ui.order import first_stop
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.strip import NoticeStrip


WIDE, NARROW = 136, 96  # characters of the interface font: from here three panes, below here one
AROUND = 60  # px above and below the field that the keyboard came to
LOW = 600  # px at 100 % text: in a lower pane the letter needs the room of the consent
_WIDTHS, _LEAST = (272, 448, 480), (240, 360, 240)  # px at 100 % text


class Panes(QSplitter):
    """What the record offers, the letter, its pages: all three, the letter and one, or one.

    Signals:
        source_wanted(str): the thing of the record with this id is to be opened.
    """

    source_wanted = Signal(str)

    def __init__(self, header: LetterHeader, record: Tasks) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._header = header
        self._chosen = SHEET
        self._beside = PAGES
        self.aside = Aside()
        self.offers = self.aside.offers
        self.check = self.aside.check
        self.watch = SourceWatch(self.aside.sources, record)
        self.checks = Checks(self.check, record)
        self.places = NoticeStrip()
        self.sheet = LetterSheet()
        self.source = SourceLine()
        self.consent = ConsentForm()
        self.preview = PdfPreview()
        self.refusal = NoticeStrip("error")
        self._brief: Brief | None = None
        self._frozen = True
        middle = _Middle(self.places, self.sheet, self.source, self.consent)
        self._panes = {OFFERS: self.aside, SHEET: middle, PAGES: self._right()}
        for pane in self._panes.values():
            self.addWidget(pane)
            pane.setProperty("pane", True)
        self.setChildrenCollapsible(False)
        self.setMinimumSize(1, 1)  # in a narrow window there are fewer, in a low one all scrolls
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)
        header.pane_wanted.connect(self.show_pane)
        self.offers.chosen.connect(self._choose)
        self.source.take_out.connect(self._take_out)
        for wanted in (self.source.open_wanted, self.aside.sources.source_wanted):
            wanted.connect(self.source_wanted)
        self.checks.stands.connect(self._show_check)
        self.check.finding_wanted.connect(self._go_to_finding)
        self.aside.sources.sentence_wanted.connect(self._go_to_sentence)
        self.hovering = hovering.Hovering(self.sheet.text)
        self.sheet.text.entered.connect(self._show_source)
        self.sheet.turned.connect(self._cover_names)
        themes.current().changed.connect(self._fit)
        self.setSizes([themes.current().scaled(width) for width in _WIDTHS])

    def show_pane(self, pane: str) -> None:
        """Bring a pane into sight."""
        self._chosen = pane
        if pane != SHEET:
            self._beside = pane
        self._fit()

    def part_of(self, widget: QWidget) -> str:
        """Return the pane that something lies in."""
        return next((n for n, pane in self._panes.items() if pane.isAncestorOf(widget)), SHEET)

    def show_part(self, part: str) -> None:
        """Bring this pane into sight."""
        self.show_pane(part)

    def next_pane(self) -> None:
        """Put the keyboard into the next pane, where it was last in it, and bring it into sight."""
        if not self.isVisible():
            return
        names, panes = list(self._panes), list(self._panes.values())
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1)
        if here < 0:  # from the head or the frame: into the first that is in sight
            here = next((n for n, pane in enumerate(panes) if pane.isVisible()), 0) - 1
        name, target = names[(here + 1) % len(names)], panes[(here + 1) % len(panes)]
        if not target.isVisible():
            self.show_pane(name)
        last = target.focusWidget()
        inside = self.aside.shown if target is self.aside else target
        stop = last if last and last.isVisible() and last.isEnabled() else first_stop(inside)
        if stop:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def beside(self) -> dict[str, Any]:
        """What is said beside the words of the letter: the consent, and what was seen."""
        return {"consent": self.consent.consent, "seen": self.check.seen}

    # --- what is shown -------------------------------------------------------------------------

    def show_brief(self, brief: Brief, letter: Letter, *, frozen: bool) -> None:
        """Show a letter with all that belongs to it; a frozen one can only be read."""
        self._brief, self._frozen = brief, frozen
        self.watch.turn()
        self.checks.turn(letter)
        self.sheet.show_letter(letter, frozen=frozen)
        name, today = brief.client.code_name, letter.written_on
        self.consent.show_consent(letter.consent, name, today, frozen=frozen)
        self.aside.offer_views(frozen=frozen)
        self.offers.show_offers(brief.facts, brief.passages, brief.kind)
        self.check.advice.show_kind(brief.kind)
        self._show_source(self.sheet.text.current)
        self.show_pages(brief.pages)
        self._cover_names()
        if frozen or self._chosen == PAGES:  # where not all are in sight: what there is to do
            self.show_pane(PAGES if frozen else SHEET)
        first = self.preview.sheets if frozen else first_stop(self.offers) or first_stop(self)
        if first and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, letter: Letter, empty: int) -> None:
        """Show what is ticked, and how many places are empty."""
        self._show_taken()
        self.watch.show_letter(letter, self._offers(), frozen=self._frozen)
        self.checks.show_letter(letter)
        self.sheet.show_places(letter)
        words = _waiting(empty)
        if not words:
            self.places.hide()
        elif words != self.places.said() or self.places.isHidden():
            self.places.say(words, "Go to it (F4)", closes=False)

    def show_pages(self, data: bytes) -> None:
        """Show the pages as they are now."""
        self.preview.show_pdf(data)
        self.refusal.hide()

    def refuse_pages(self, error: Exception) -> None:
        """Say why there are no pages; the last ones would no longer be true."""
        self.preview.show_pdf(b"")
        self.refusal.say(messages.sentence(error), closes=False)

    # --- what is ticked ------------------------------------------------------------------------

    def _choose(self, offer: Offer, taken: bool) -> None:
        if self._brief and self._brief.kind and taken:
            self.sheet.text.take(self._brief.kind, offer)
        else:
            self.sheet.text.leave_out(offer)
        self._show_taken()  # a tick that changed nothing is taken back

    def _take_out(self, record_id: str) -> None:
        for offer in self._offers():
            if offer.key == record_id:
                self._choose(offer, taken=False)

    def _show_taken(self) -> None:
        self.offers.show_taken(letters.included(self.sheet.text.paragraphs))

    def _offers(self) -> tuple[Offer, ...]:
        return (*self._brief.facts, *self._brief.passages) if self._brief else ()

    def _show_check(self) -> None:
        self.show_pane(OFFERS)
        self.aside.show_checked()
        self.check.again.setFocus(Qt.FocusReason.OtherFocusReason)  # the next step stands there

    def _go_to_finding(self, found: Finding) -> None:
        """Show the words of a finding in the letter, or the field that is still to be filled."""
        self.show_pane(SHEET)
        if found.concern in {Concern.PURPOSE, Concern.AGAIN}:
            self.consent.go_to(found.concern)
        elif not finding.go_to(self.sheet, found.words):
            self.consent.go_to(Concern.PURPOSE)  # the last of what is printed and written here

    def _go_to_sentence(self, number: int) -> None:
        """Show the sentence of a source in the letter."""
        listed = self.aside.sources.listed
        wanted = listed[number].record_id
        self.show_pane(SHEET)
        before = sum(each.record_id == wanted for each in listed[:number])
        hovering.go_to(self.sheet.text, wanted, before)

    def _show_source(self, mark: Mark | None) -> None:
        self.source.show_mark(mark, frozen=self._frozen)

    def _cover_names(self) -> None:
        """Cover the legal names in the preview while they are covered in the letter."""
        people = self._brief.client.people if self._brief else ()
        names = [person.name for person in people]
        parts = [part for name in names for part in name.split() if len(part) > 1]
        self.preview.cover([*names, *parts] if self.sheet.subject.is_covered else [])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask anew what became of the sources while another page was shown."""
        super().showEvent(event)
        self.watch.look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many panes as can be read side by side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        characters = self.width() / self.fontMetrics().averageCharWidth()
        offered: tuple[str, ...] = ()
        shown = {OFFERS, SHEET, PAGES}
        if characters < NARROW:
            offered, shown = (OFFERS, SHEET, PAGES), {self._chosen}
        elif characters < WIDE:
            offered, shown = (OFFERS, PAGES), {SHEET, self._beside}
        for (name, pane), least in zip(self._panes.items(), _LEAST, strict=True):
            pane.setMinimumWidth(themes.current().scaled(least) if len(shown) > 1 else 0)
            pane.setVisible(name in shown)
        self._header.show_panes(offered, self._chosen if len(offered) > 2 else self._beside)  # noqa: PLR2004

    def _right(self) -> QWidget:
        pane = QWidget()
        pane.setAccessibleName("The page")
        stack = _stack(pane)
        stack.addWidget(self.refusal)
        stack.addWidget(self.preview, 1)
        return pane


class _Middle(QWidget):
    """The letter over its source and the consent; in a low window the consent scrolls with it."""

    def __init__(
        self, places: NoticeStrip, sheet: LetterSheet, source: SourceLine, consent: ConsentForm
    ) -> None:
        super().__init__()
        self.setAccessibleName("The letter")
        places.setAccessibleName("Empty places")
        self._consent, self._text = consent, sheet.text
        inner = QWidget()
        self._inside = _stack(inner)
        self._inside.addWidget(sheet, 1)
        self._area = scrolled(inner)
        self._pinned = _stack(self)
        self._pinned.addWidget(places)
        self._pinned.addWidget(self._area, 1)
        self._pinned.addWidget(source)
        self._pinned.addWidget(consent)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(sheet.text.page_grew)
        bar.actionTriggered.connect(sheet.text.let_go)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Pin the consent where there is room for it and for the letter."""
        super().resizeEvent(event)
        low = self.height() < themes.current().scaled(LOW)
        held = self._inside.indexOf(self._consent) >= 0
        if low is not held:
            (self._inside if low else self._pinned).addWidget(self._consent)
            for stack in (self._pinned, self._inside):
                stack.activate()  # at once: no field is cut for the moment

    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to the field that the keyboard came to; the text follows its own cursor."""
        if new and self._area.isAncestorOf(new) and not isinstance(new, LetterText):
            self._text.let_go()
            self._inside.activate()
            self._area.ensureWidgetVisible(new, 0, themes.current().scaled(AROUND))


def _waiting(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "One place is still empty. Printing waits for it."
    return f"{times.number(count).capitalize()} places are still empty. Printing waits for them."


def _stack(widget: QWidget) -> QVBoxLayout:
    stack = QVBoxLayout(widget)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    return stack
