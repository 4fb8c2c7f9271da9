"""Files among the other pages: their tab, the note of their session, the day with its reviews."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

import copy_care
import factory
from practicenotes.records import attachments, client_consents
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.files.asking import new_consent
from practicenotes.ui.files.of_session import SessionFiles
from practicenotes.ui.practice import VaultCare
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.row_button import RowButton
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.window import Window


pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise|grabbing the keyboard)", extend=True
)


class Sitting:
    """A therapist at the desk."""

    def __init__(self, desk: Desk, window: Window, played: Any, work: Work, qtbot: QtBot) -> None:
        self.desk, self.window, self.played, self.qtbot = desk, window, played, qtbot
        self.work = work

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.played.idle() and not self.work.busy, timeout=20_000)
            self.qtbot.wait(30)

    def links(self) -> list[str]:
        """Return the files that the note in front names."""
        [shown] = self.desk.session.record.findChildren(SessionFiles)
        return [link.text() for link in shown.findChildren(QPushButton) if link.isVisible()]


@pytest.fixture
def sitting(
    qtbot: QtBot, theme: Theme, played: Any, broadcast: Broadcast, work: Work, tmp_path: Path
) -> Iterator[Sitting]:
    """Sit down at noon, with the day in front."""
    device = Device(tmp_path / "device")
    window = Window(device)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    care = VaultCare(
        folder=tmp_path / "Demo.practice",
        back_up=lambda to: to / "copy",
        verify=lambda: {"sound": True, "stores": {}},
        change_passphrase=lambda _old, _new: None,
        strength=lambda _typed: 0,
        check_passphrase=lambda _typed: None,
        copies=copy_care.idle(),
    )
    desk = Desk(window, *played.doors, work, broadcast, care, device, played.now)
    window.show()
    window.activateWindow()
    desk.begin()
    qtbot.waitUntil(window.isActiveWindow)
    sat = Sitting(desk, window, played, work, qtbot)
    sat.settle()
    yield sat
    desk.flush()
    sat.settle()


def test_files_have_their_tab_and_a_key_of_their_own(sitting: Sitting) -> None:
    """The last tab of a client, with one main button that Ctrl+O takes."""
    heron = sitting.played.id_of("Heron")
    sitting.desk.clients.show_client(heron)
    sitting.window.show_page(sitting.desk.clients)
    sitting.desk.clients.page.choose_tab("files")
    sitting.settle()
    assert sitting.desk.files.isVisible()
    sitting.qtbot.keySequence(QApplication.focusWidget() or sitting.window, QKeySequence("Ctrl+O"))
    sitting.qtbot.wait(300)  # the button is seen to go down first
    [dialog] = [each for each in sitting.window.findChildren(QFileDialog) if each.isVisible()]
    assert "25 MB" in dialog.windowTitle()
    dialog.reject()


def test_the_note_of_a_session_names_its_files_and_leads_to_them(sitting: Sitting) -> None:
    """A word in the head of the note opens the file among those of the client."""
    heron = sitting.played.id_of("Heron")
    session_id = sitting.played.session_today("Heron")
    sitting.desk.open_session(session_id)
    sitting.settle()
    assert sitting.links() == []
    new = factory.attachment(
        heron, session_id=session_id, name="a & b.txt", media_type="text/plain"
    )
    kept = sitting.played.record.run(attachments.add, new, factory.AT)
    sitting.desk.open_session(session_id)
    sitting.settle()
    assert sitting.links() == ["a && b.txt"]
    link = sitting.desk.session.record.findChildren(SessionFiles)[0].findChild(QPushButton)
    assert link.accessibleName() == "File: a & b.txt"
    link.click()
    sitting.settle()
    assert sitting.desk.files.isVisible()
    assert sitting.desk.files.reader.shown.id == kept
    told = " ".join(w.said() for w in sitting.desk.files.reader.findChildren(Words))
    assert "of the session of 18 November 2025" in told


def test_a_file_is_added_to_a_session_from_its_note(sitting: Sitting, tmp_path: Path) -> None:
    """The menu of the note asks for a file, which then stands in the head of that note."""
    (tmp_path / "letter.txt").write_text("words")
    session_id = sitting.played.session_today("Heron")
    sitting.desk.open_session(session_id)
    sitting.settle()
    head = sitting.desk.session.record.head
    more = next(b for b in head.findChildren(QToolButton) if "More" in b.accessibleName())
    menu = more.menu()
    assert isinstance(menu, QMenu)
    next(act for act in menu.actions() if act.text() == "Add a &file…").trigger()
    [chooser] = [each for each in sitting.window.findChildren(QFileDialog) if each.isVisible()]
    chooser.filesSelected.emit([str(tmp_path / "letter.txt")])
    chooser.reject()
    sitting.settle()
    dialog = QApplication.activeModalWidget()
    dialog.main.click()
    sitting.settle()
    assert sitting.links() == ["letter.txt"]
    [kept] = sitting.played.record.run(attachments.of_session, session_id)
    assert kept.name == "letter.txt"


def test_a_review_that_is_due_is_named_on_the_day_without_its_scope(sitting: Sitting) -> None:
    """Whose and since when is enough for a screen that others may see; the line leads to it."""
    heron = sitting.played.id_of("Heron")
    consent = replace(new_consent(heron, factory.DAY), scope="Recordings", review_on=factory.DAY)
    for _ in range(2):
        sitting.played.record.run(client_consents.add, consent, factory.AT)
    sitting.desk.today.refresh()
    sitting.settle()
    rows = sitting.desk.today.findChildren(RowButton)
    [row] = [r for r in rows if r.accessibleDescription() == "Consents to look at again"]
    assert row.accessibleName() == "Heron, two of them, since 18 November"
    row.click()
    sitting.settle()
    assert sitting.desk.files.isVisible()
    assert "Recordings" in " ".join(
        r.accessibleName() for r in sitting.desk.files.findChildren(RowButton)
    )


def test_a_client_at_a_glance_says_what_was_agreed_to(sitting: Sitting) -> None:
    """What stands in the register stands beside the timeline, until it is taken back."""
    sparrow = sitting.played.id_of("Sparrow")
    consent = replace(new_consent(sparrow, factory.DAY), scope="recordings")
    sitting.played.record.run(client_consents.add, consent, factory.AT)
    back = replace(consent, scope="letters", withdrawn_on=factory.DAY)
    sitting.played.record.run(client_consents.add, back, factory.AT)
    sitting.window.show_page(sitting.desk.clients)
    sitting.desk.clients.show_client(sparrow)
    sitting.desk.clients.page.choose_tab("timeline")
    sitting.settle()
    said = [w.said() for w in sitting.desk.clients.page.findChildren(Words) if w.isVisible()]
    assert any(words.endswith("to recordings") for words in said)


def test_the_page_before_a_session_names_reviews_due_and_soon(sitting: Sitting) -> None:
    """What is to be looked at again stands among what is due, what comes soon among what comes."""
    heron = sitting.played.id_of("Heron")
    consent = replace(new_consent(heron, factory.DAY), scope="Recordings", review_on=factory.DAY)
    sitting.played.record.run(client_consents.add, consent, factory.AT)
    soon = replace(consent, scope="Letters", review_on=factory.DAY.replace(day=25))
    sitting.played.record.run(client_consents.add, soon, factory.AT)
    sitting.desk.before_session(heron)
    sitting.settle()
    said = [label.accessibleName() for label in sitting.desk.before.findChildren(Words)]
    assert "Look again at the consent: Recordings" in said
    assert "Consent to look at again on 25 November: Letters" in said
