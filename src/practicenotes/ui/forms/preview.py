"""A form as the page of a session draws it, with the very same fields; nothing can be written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, Section
from practicenotes.domain.notes import NoteSection
from practicenotes.ui import theme as themes
from practicenotes.ui.session.record_form import SectionSheet
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words


FACETS = "The ten facets stand here, one of them open at a time."
NOTHING = "There is nothing to fill in yet."


class FormPreview(QWidget):
    """The record’s sections on paper, the private ones beneath on their own ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Preview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sheets: dict[Section, QWidget] = {}
        self._nothing = Words(NOTHING, "muted", wraps=True)
        self._record, self._private = QWidget(), Card(private=True, edged=True)
        gap = themes.current().space("one") + themes.current().space("half")
        record = QVBoxLayout(self._record)
        record.setContentsMargins(0, 0, 0, 0)
        record.setSpacing(gap)
        self._private.stack.setSpacing(gap)
        self._private.stack.addWidget(NeverPrinted())
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("two"))
        for part in (self._nothing, self._record, self._private):
            stack.addWidget(part)
        stack.addStretch()

    def show_form(self, template: NoteTemplate) -> None:
        """Draw a form; a section that is the same as before stays as it is."""
        before, self._sheets = self._sheets, {}
        for section in template.sections:
            sheet = before.pop(section, None) or _sheet(section)
            self._sheets[section] = sheet
            home = self._private.stack if section.layer is Layer.PRIVATE else self._record.layout()
            assert home is not None
            home.addWidget(sheet)
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        self._nothing.setVisible(not template.sections)
        self._record.setVisible(bool(template.of_layer(Layer.RECORD)))
        self._private.setVisible(bool(template.of_layer(Layer.PRIVATE)))


def _sheet(section: Section) -> QWidget:
    if section.kind is FieldKind.FACETS:
        return _facets(section)
    sheet = SectionSheet(NoteSection(section.id, section.label, section.prompt), section)
    for part in sheet.findChildren(QWidget):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return sheet


def _facets(section: Section) -> QWidget:
    sheet = QWidget()
    stack = QVBoxLayout(sheet)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(themes.current().space("half"))
    stack.addWidget(Words(section.label, "heading", wraps=True))
    stack.addWidget(Words(section.prompt, "prompt", wraps=True))
    stack.addWidget(Words(FACETS, "muted", wraps=True))
    return sheet
