"""The page of forms over a real encrypted record, in a window of 1280 by 800."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import KeptForm, NoteTemplate, Section
from practicenotes.records import form_drafts, form_shelf, forms
from practicenotes.ui.forms.page import FormsPage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


LONG = 20_000  # ms
MINE = NoteTemplate(
    "mine", 1, "Mine", "A form.", (Section("mood", "Mood", "How?"), Section("plan", "Plan", "And?"))
)


@dataclass
class Desk:
    """The page as a therapist sits before it."""

    page: FormsPage
    vault: Vault
    doors: tuple[Tasks, ...]
    qtbot: QtBot
    said: list[str] = field(default_factory=list)
    at: datetime = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)

    def now(self) -> datetime:
        """Return this instant, until it is moved."""
        return self.at

    def move(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        self.until(lambda: not any(door.busy for door in self.doors))
        self.qtbot.wait(30)
        self.until(lambda: not any(door.busy for door in self.doors))

    def saved(self) -> None:
        """Wait until what was changed is with the store."""
        self.page.flush()
        self.until(lambda: not self.page.has_unsaved)
        self.settle()

    # --- forms -----------------------------------------------------------------------------------

    def keep(self, template: NoteTemplate = MINE) -> KeptForm:
        """Keep a form of one’s own behind the back of the page, and read the page anew."""
        draft = self.run(form_drafts.begin, replace(template, id="", version=0), self.at)
        kept = self.run(form_drafts.publish, draft, self.at)
        self.page.refresh()
        self.settle()
        return kept

    def run(self, operation: Callable[..., Any], *arguments: object) -> Any:
        """Do something in the record."""
        return self.vault.record.run(operation, *arguments)

    def versions(self, form_id: str) -> list[int]:
        """Return the versions of a form that the record knows, the newest first."""
        line = self.run(form_shelf.of).find(form_id)
        return [kept.template.version for kept in line.versions] if line else []

    def offered(self) -> list[str]:
        """Return the ids of the forms that a note can be begun with."""
        return [form.id for form in self.run(forms.offered, catalog.note_templates())]

    def write(self, template: NoteTemplate | None = None) -> Any:
        """Begin to change a form, or a new one, and return the page for it."""
        self.page.begin(template or rules.empty())
        self.settle()
        return self.page.editor

    # --- hands and eyes --------------------------------------------------------------------------

    @property
    def editor(self) -> Any:
        """The page on which a form is written."""
        return self.page.editor

    @property
    def form(self) -> NoteTemplate:
        """The form as it stands on that page."""
        return self.editor.draft.template

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the keyboard is."""
        focus = QApplication.focusWidget() or self.page
        QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        """Write over what stands in the field where the keyboard is."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.selectAll()
        QTest.keyClicks(focus, words)

    def click(self, words: str) -> None:
        """Take the button that says so."""
        buttons = [b for b in self.page.findChildren(QPushButton) if b.text() == words]
        QTest.mouseClick(next(b for b in buttons if b.isVisible()), Qt.MouseButton.LeftButton)
        self.settle()

    def words(self, where: QWidget | None = None) -> str:
        """Return every word that is seen."""
        labels = (where or self.page).findChildren(QLabel)
        return "\n".join(w.accessibleName() or w.text() for w in labels if w.isVisible())

    def rows(self) -> list[str]:
        """Return what each line of the list says."""
        return [row.accessibleName() for row in self.page.list.rows]

    def answer_where(self, path: Path) -> str:
        """Answer the question for a file, and return the name that was offered."""
        self.until(lambda: self.page.findChildren(QFileDialog))
        dialog = self.page.findChildren(QFileDialog)[-1]
        [offered] = [Path(file).name for file in dialog.selectedFiles()] or [""]
        dialog.findChild(QLineEdit).setText(str(path))
        dialog.accept()
        self.until(lambda: not any(d.isVisible() for d in self.page.findChildren(QFileDialog)))
        self.settle()
        return offered


@pytest.fixture
def desk(
    qtbot: QtBot, theme: Theme, vault: Vault, broadcast: Broadcast, work: Work
) -> Iterator[Desk]:
    """Show the page of forms."""
    door = Tasks(vault.record.submit, broadcast)
    clock: list[Desk] = []
    page = FormsPage(door, work, lambda: clock[0].at)
    here = Desk(page, vault, (door, work), qtbot)
    clock.append(here)
    qtbot.addWidget(page)
    page.told.connect(here.said.append)
    page.resize(1200, 740)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh()
    here.settle()
    yield here
    page.flush()
    page.hide()
    here.settle()
    door.deleteLater()
