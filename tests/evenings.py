"""An evening at the program, with locks in it: what tests of sheets that come back share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.app import bookmark, cover
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain.cards import CardId, CardLine, ClientCard, Given
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import cards, clients, notes, sessions, settings
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.sheet import Sheet
from practicenotes.vault import RecoveryKey, Vault


LONG = 20_000  # ms
AT = datetime(2025, 8, 1, tzinfo=UTC)
Kind = TypeVar("Kind", bound=Sheet)


@dataclass
class Evening:
    """The program on a practice with one client, before and after locks."""

    program: Program
    key: RecoveryKey
    client: ClientId
    session: SessionId
    card: CardId
    qtbot: QtBot

    @property
    def desk(self) -> Desk:
        assert self.program.desk
        return self.program.desk

    @property
    def vault(self) -> Vault:
        assert self.program.vault
        return self.program.vault

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)

    def sheets(self, kind: type[Kind]) -> list[Kind]:
        """Return the open sheets of one kind."""
        assert self.program.front
        return [s for s in self.program.front.findChildren(kind) if s.isVisible()]

    def sheet(self, kind: type[Kind]) -> Kind:
        """Wait for a sheet and return it."""
        self.until(lambda: self.sheets(kind))
        return self.sheets(kind)[-1]

    def returned(self, kind: type[Kind]) -> Kind:
        """Wait for a sheet that was given back and return it."""
        self.until(lambda: self.sheets(kind) and self.sheets(kind)[-1].returned.isVisible())
        return self.sheets(kind)[-1]

    def lock(self, *, at_once: bool = True) -> None:
        """Let the program lock itself as after idle minutes, and open it again."""
        folder = self.vault.folder
        self.program.lock(automatic=True)
        assert isinstance(self.program.front, Unlock)
        assert self.program.vault is None
        if at_once:
            self.program.enter(Vault.open(folder, self.key, SCHEMAS, at=datetime.now(UTC)))

    def end(self) -> None:
        """End the program as a person does, and begin with the practice again."""
        assert self.program.front
        assert self.program.front.close()
        assert self.program.vault is None
        self.program.enter(Vault.open(self.program.folder, self.key, SCHEMAS, at=datetime.now(UTC)))

    def begin_anew(self) -> None:
        """Forget where the therapist was, as after a program that was killed."""
        self.lock(at_once=False)
        folder = self.program.folder
        vault = Vault.open(folder, self.key, SCHEMAS, at=datetime.now(UTC))
        bookmark.take(vault)
        self.program.enter(vault)

    def show_measures(self) -> None:
        """Show the client's goals and questionnaires."""
        self.desk.show_client(self.client)
        self.desk.clients.page.choose_tab("measures")
        self.until(lambda: self.desk.measures._overview)

    def draft(self) -> NoteId:
        """Show another session with a draft in three sections, and return the note."""
        starts_at = datetime(2025, 11, 11, 13, 0)
        held = Session(SessionId(""), self.client, starts_at, attendance=Attendance.ATTENDED)
        record = self.vault.record
        session = record.run(sessions.add, held, AT)
        note = record.run(notes.begin, session, catalog.note_template("dap"), AT)
        record.run(notes.save, note.id, {"data": "He came.", "assessment": "a", "plan": "p"}, AT)
        self.desk.show_session(session)
        page = self.desk.session
        self.until(lambda: page.record.is_open and page.record.note.id == note.id)
        return note.id

    def show_session(self) -> None:
        """Show the session with both sides."""
        self.desk.show_session(self.session)
        page = self.desk.session
        self.until(lambda: page.record.is_open and page.private.shows(self.session))


@contextmanager
def spent(
    vault: Vault, qapp: QApplication, config: Path, qtbot: QtBot, key: RecoveryKey
) -> Iterator[Evening]:
    """Give the program on an open practice with a client, a signed session and a client card."""
    record = vault.record
    record.run(settings.put, known.RECOVERY_TRIED, True)
    client = record.run(clients.add, NewClient("Heron"), AT)
    held = Session(
        SessionId(""), client, datetime(2025, 11, 18, 13, 0), attendance=Attendance.ATTENDED
    )
    session = record.run(sessions.add, held, AT)
    note = record.run(notes.begin, session, catalog.note_template("dap"), AT)
    record.run(notes.save, note.id, {"data": "said"}, AT)
    record.run(notes.sign, note.id, AT)
    line = (CardLine("trust_safety", "a line", 7),)
    paper = ClientCard(CardId(""), client, date(2025, 11, 18), line, "", Given.ON_PAPER, session)
    card = record.run(cards.add, paper, AT)
    program = Program(qapp, Device(config), vault.folder)
    program.enter(vault)
    yield Evening(program, key, client, session, card, qtbot)
    program.close()
    cover.discard([program.front] if program.front and shiboken6.isValid(program.front) else [])
    program.deleteLater()
