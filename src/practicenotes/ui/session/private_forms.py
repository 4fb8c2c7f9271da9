"""Other ways to reflect: private forms beside the facets, each opened only when it is asked for."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from practicenotes.domain.forms import Layer, NoteTemplate, Section
from practicenotes.domain.reflections import PrivateSection
from practicenotes.ui import theme as themes
from practicenotes.ui.fields.answer import Answer
from practicenotes.ui.widgets import menus
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


FACETS = "alliance"  # the form that the side itself is


class PrivateForm(QWidget):
    """One form: its name, and a field for each of its private sections.

    Signals:
        touched(): something was written or picked.
        put_away(str): the form of this id is to be closed.
    """

    touched = Signal()
    put_away = Signal(str)

    def __init__(self, form: NoteTemplate, written: Iterable[PrivateSection]) -> None:
        super().__init__()
        self._form = form
        self._kept = {section.key: section for section in written}
        self._answers: dict[str, Answer] = {}
        self.close_button = LinkButton("Close")
        self.close_button.setAccessibleName(f"Close {form.name}")
        self.close_button.clicked.connect(lambda: self.put_away.emit(form.id))
        theme = themes.current()
        head = QHBoxLayout()
        head.addWidget(Words(form.name, "heading"), 1)
        head.addWidget(self.close_button)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, theme.space("one"), 0, 0)
        stack.setSpacing(theme.space("half"))
        stack.addLayout(head)
        asked = map(self._as_asked, form.of_layer(Layer.PRIVATE))
        for section in (*asked, *self._left_over()):
            self._add(stack, section)
        self._weigh()

    def sections(self) -> tuple[PrivateSection, ...]:
        """Return what stands in every field, with the words it was asked with."""
        form = self._form
        return tuple(
            PrivateSection(
                form.id,
                self._kept[key].version if key in self._kept else form.version,
                key,
                answer.section.label,
                answer.section.prompt,
                answer.text(),
            )
            for key, answer in self._answers.items()
        )

    def answer(self, key: str) -> Answer:
        """Return the field of a section."""
        return self._answers[key]

    def focus_first(self) -> None:
        """Go to the first field."""
        next(iter(self._answers.values())).entry.setFocus()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(answer.text().strip() for answer in self._answers.values())

    def _left_over(self) -> Iterable[Section]:
        """Yield what was written under an older edition of the form: it stays, as words."""
        known = {section.id for section in self._form.of_layer(Layer.PRIVATE)}
        for key, kept in self._kept.items():
            if key not in known:
                yield _in_words(kept)

    def _as_asked(self, section: Section) -> Section:
        """Return a section with the words under which it was answered: the answer is to those.

        A later edition of the form may ask for something else under the same key.
        """
        kept = self._kept.get(section.id)
        same = kept is None or (kept.label, kept.prompt) == (section.label, section.prompt)
        return section if kept is None or same else _in_words(kept)

    def _add(self, stack: QVBoxLayout, section: Section) -> None:
        answer = Answer(section, wide=True)
        if section.id in self._kept:
            answer.show_text(self._kept[section.id].text)
        answer.touched.connect(self.touched)
        answer.touched.connect(self._weigh)
        self._answers[section.id] = answer
        head = QHBoxLayout()
        head.setSpacing(themes.current().space("one"))
        head.addWidget(Phrase(section.label, "section"))
        head.addWidget(Phrase(section.prompt, "muted"), 1)
        stack.addSpacing(themes.current().space("half"))
        stack.addLayout(head)
        if section.help:
            stack.addWidget(Words(section.help, "muted", wraps=True))
        stack.addWidget(answer)

    def _weigh(self) -> None:
        """Let a form be closed only while it is empty: closing must never look like removing."""
        self.close_button.setVisible(self.is_empty)


class PrivateForms(QWidget):
    """The forms that are open on this reflection, and the button that opens another.

    Signals:
        touched(): something was written or picked.
        rearranged(): there are other fields now.
        shown(QWidget): the therapist went to this part, which is to be seen whole.
    """

    touched = Signal()
    rearranged = Signal()
    shown = Signal(QWidget)

    def __init__(self, forms: Sequence[NoteTemplate]) -> None:
        super().__init__()
        self._forms: dict[str, NoteTemplate] = {}
        self._open: dict[str, PrivateForm] = {}
        self._wanted = ""
        self.button = LinkButton("Reflect in another form")
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)
        self.button.clicked.connect(self._show_menu)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch()
        self._stack.addLayout(foot)
        self.offer(forms)

    def offer(self, forms: Sequence[NoteTemplate]) -> None:
        """Offer these forms from now on, as far as they ask for something private."""
        private = [form for form in forms if form.of_layer(Layer.PRIVATE) and form.id != FACETS]
        self._forms = {form.id: form for form in private}
        self.menu.clear()
        for form in private:
            action = self.menu.addAction(form.name.replace("&", "&&"))
            action.setToolTip(form.summary)
            action.triggered.connect(lambda _=False, form_id=form.id: self.open(form_id))

    def show_sections(self, sections: Sequence[PrivateSection]) -> None:
        """Show what is written, form by form; one that is known no more is shown as it stands."""
        for form_id in tuple(self._open):
            self._take_out(form_id)
        for form_id in dict.fromkeys(section.form_id for section in sections):
            written = [section for section in sections if section.form_id == form_id]
            self._put_in(self._forms.get(form_id) or _as_written(form_id, written), written)
        self.rearranged.emit()

    def sections(self) -> tuple[PrivateSection, ...]:
        """Return what stands in every open form."""
        return tuple(section for form in self._open.values() for section in form.sections())

    def open(self, form_id: str) -> None:
        """Open a form, or go to it where it is open."""
        if form_id not in self._forms:
            return
        if form_id not in self._open:
            self._put_in(self._forms[form_id], ())
            self.rearranged.emit()
        self._open[form_id].focus_first()
        self.shown.emit(self._open[form_id])

    def want(self, form_id: str) -> None:
        """Have a form opened when the keyboard comes to this side the next time."""
        self._wanted = form_id

    def open_wanted(self) -> bool:
        """Open the form that is wanted, and say whether there was one."""
        wanted, self._wanted = self._wanted, ""
        self.open(wanted)
        return wanted in self._open

    def form(self, form_id: str) -> PrivateForm:
        """Return a form that is open."""
        return self._open[form_id]

    @property
    def open_forms(self) -> tuple[str, ...]:
        """The ids of the forms that are open."""
        return tuple(self._open)

    def _show_menu(self) -> None:
        menus.drop(self.menu, self.button)

    def _put_in(self, form: NoteTemplate, written: Sequence[PrivateSection]) -> None:
        shown = PrivateForm(form, written)
        shown.touched.connect(self.touched)
        shown.put_away.connect(self._put_away)
        self._open[form.id] = shown
        self._stack.insertWidget(self._stack.count() - 1, shown)
        shown.show()  # a layout would do so later, and what is hidden takes no keyboard

    def _put_away(self, form_id: str) -> None:
        self._take_out(form_id)
        self.button.setFocus()
        self.rearranged.emit()

    def _take_out(self, form_id: str) -> None:
        form = self._open.pop(form_id)
        self._stack.removeWidget(form)
        form.hide()
        form.deleteLater()


def _in_words(kept: PrivateSection) -> Section:
    """Return the section that was answered, as far as the answer itself tells."""
    return Section(kept.key, kept.label, kept.prompt, layer=Layer.PRIVATE)


def _as_written(form_id: str, written: Sequence[PrivateSection]) -> NoteTemplate:
    """Return a form made of what was written in it."""
    sections = tuple(map(_in_words, written))
    name = "A form that is offered no more"
    return NoteTemplate(form_id, written[0].version, name, "", sections)
