"""A window that is killed while somebody types in it loses at most the last two seconds."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import typist
from typist import SCHEMAS, words_in

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import inspection, notes, revisions
from practicenotes.reflections import reflections
from practicenotes.vault import Cost, RecoveryKey, Vault


BEHIND = 2.0  # s: what may be missing
EVERY = 5  # kills: then the note is signed, and another session is typed into
SLACK = 0.5  # s: a machine with other work on it keeps nobody's time exactly
CHEAP = Cost(65_536, 2, 1)


@pytest.fixture
def kills() -> int:
    """Say how often to kill: `make faults` asks for 500."""
    return int(os.environ.get("PRACTICENOTES_KILLS", "3"))


@dataclass
class Desk:
    """A practice that is typed into, and killed."""

    folder: Path
    key: RecoveryKey
    client_id: ClientId
    session_id: SessionId

    def opened(self) -> "closing[Vault]":
        """Open the vault for a moment."""
        return closing(Vault.open(self.folder, self.key, SCHEMAS, at=factory.AT))

    def typed_until_killed(self, seconds: float) -> tuple[list[tuple[int, float]], float]:
        """Let somebody type, kill the program, and return each word with its time."""
        arguments = [typist.__file__, str(self.folder), str(self.key), str(self.session_id)]
        with subprocess.Popen(
            [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            first = program.stdout.readline()
            assert first == "open\n", program.stderr and program.stderr.read()
            time.sleep(seconds)
            at = time.time()
            program.kill()
            lines = program.stdout.read().splitlines()
        pairs = [line.split() for line in lines if line.count(" ") == 1]
        return [(int(number), float(when)) for number, when in pairs], at

    def kept(self, vault: Vault) -> list[int]:
        """Return the words that both stores have of the session."""
        note = vault.record.run(notes.of_session, self.session_id)
        reflection = vault.private.run(reflections.get, self.session_id, self.client_id)
        assert note is not None
        assert not note.damaged
        text = next(section.text for section in note.sections if section.key == "data")
        return words_in(text) + words_in(reflection.free)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a practice with one client."""
    folder = tmp_path / "Practice.practice"
    vault, key = Vault.create(
        folder, "correct horse battery staple", SCHEMAS, at=factory.AT, cost=CHEAP
    )
    with closing(vault):
        client_id = factory.add_client(vault.record)
        session_id = factory.add_session(vault.record, client_id)
        form = catalog.note_template("dap")
        vault.record.run(notes.begin, session_id, form, factory.AT)
    return Desk(folder, key, client_id, session_id)


@pytest.mark.release(1, long=True)
def test_nothing_older_than_two_seconds_is_lost_by_kills_while_typing(
    desk: Desk, kills: int, tried: Callable[[str], None]
) -> None:
    """After each kill the vault opens, holds every older word, and every signature verifies."""
    source = random.Random(11)
    words, missing, behind = 0, 0, 0.0
    for number in range(1, kills + 1):
        typed, at = desk.typed_until_killed(source.uniform(0.1, 4))
        with desk.opened() as vault:
            kept = desk.kept(vault)
            lost = [(word, when) for word, when in typed if word not in kept]
            words, missing = words + len(typed), missing + len(lost)
            behind = max([behind, *(at - when for _, when in lost)])
            assert len(set(kept)) == len(kept)
            if number % EVERY == 0 and kept:
                sign_and_go_on(desk, vault)
    with desk.opened() as vault:
        found = inspection.of(vault)
    tried(f"{kills} kills, {words:,} words: {missing} missing, the oldest {behind:.2f} s")
    assert words > 0
    assert behind <= BEHIND + SLACK
    assert found["sound"]


def sign_and_go_on(desk: Desk, vault: Vault) -> None:
    """Sign what was typed, and begin another session."""
    note = vault.record.run(notes.of_session, desk.session_id)
    assert note is not None
    if not note.is_empty:
        vault.record.run(notes.sign, note.id, factory.AT)
        assert vault.record.run(revisions.of_note, note.id)
    desk.session_id = factory.add_session(vault.record, desk.client_id)
    form = catalog.note_template("dap")
    vault.record.run(notes.begin, desk.session_id, form, factory.AT)
