"""The main job on a fictional practice: left to a person at the screen, or played without one.

The player uses the real windows as a person does: it types, presses keys, and finds what it needs
by the name that a screen reader would say.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from practicenotes.errors import FolderNotWritable


if TYPE_CHECKING:
    from practicenotes.app.player import Player
    from practicenotes.app.program import Program


PRACTICE = "Demo.practice"
PASSPHRASE = "seven quiet herons stand by the mill"  # noqa: S105 - everyone behind it is invented
LETTER = "progress-letter.pdf"

_NOTE = {
    "Data": (
        "Sorrel came on time and described the first week in the new flat: well slept on four"
        " nights. We looked at the other three, the telephone in bed and one argument."
    ),
    "Assessment": "Engaged and thoughtful. Asked about thoughts of self-harm; none reported.",
    "Plan": "Sorrel will leave the telephone in the hall and note what changes. Next week.",
}
_REFLECTION = {
    "What I noticed": "A long look at the door first, and a laugh after every hard sentence.",
    "What exactly was said or done": "“You must hear this all day.”",
    "My part": "I answered the joke and let the tiredness go by.",
}
_FACTS = (
    "Dates seen and number",
    "Reason, in one line",
    "Focus",
    "Change on a questionnaire",
    "Risk at last contact",
)
_CONSENT = {
    "How": "in session, in writing",
    "To what": "dates, focus, change, current risk",
}
_INTENTION = "ask what the laugh is guarding"


def play(folder: Path, open_window: Callable[[Path], int]) -> int:
    """Open the window on the fictional practice, or play its story where there is no screen."""
    from practicenotes.vault import files

    alone = not _has_screen()
    with files.plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        chosen = _unplayed(folder) if alone else folder
    if not os.access(chosen, os.W_OK):
        raise FolderNotWritable(chosen)
    if alone:
        return _play_alone(chosen)
    practice = folder / PRACTICE
    _make_fictional(practice)
    _say(f"The fictional practice is {practice}. It opens with: {PASSPHRASE}")
    return open_window(practice)


def _unplayed(folder: Path) -> Path:
    """Return a folder in which the story was not played yet: this one, or one with a number."""
    again = 1
    chosen = folder
    while (chosen / PRACTICE).exists():
        again += 1
        chosen = folder.with_name(f"{folder.name}-{again}")
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


def _has_screen() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(seen) and os.environ.get("QT_QPA_PLATFORM") != "offscreen"


def _make_fictional(practice: Path) -> None:
    """Make the practice where there is none yet."""
    from practicenotes.app import keeping

    if not practice.exists():
        keeping.fictional(practice, PASSPHRASE).close()


def _play_alone(folder: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from practicenotes.app.player import Player
    from practicenotes.app.program import Program, dress
    from practicenotes.ui.device import Device

    practice = folder / PRACTICE
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    device = Device(folder)
    dress(application, device)
    program = Program(application, device, practice)
    player = Player(lambda: program.front, folder, _say)
    qInstallMessageHandler(lambda *_: None)  # nobody sees these windows: Qt need not warn of it
    program.begin()
    _make(program, player)
    _fill(program, player)
    _write(player)
    _lock(player)
    _sign(player)
    _send(player, folder / LETTER)
    program.close()
    _say(f"The vault, the letter {LETTER} and these pictures are in {folder}.")
    _say(f"The vault opens with: {PASSPHRASE}")
    return 0


def _make(program: "Program", player: "Player") -> None:
    """Make the vault through the first run, with the recovery key typed back."""
    from PySide6.QtWidgets import QLabel

    player.type("Passphrase", PASSPHRASE)
    player.type("Passphrase again", PASSPHRASE)
    player.picture("first-run", "A new practice: a passphrase, and what it is worth.")
    player.press("Make my practice")
    player.find("I have it on paper. Check it")
    page = program.front
    assert page is not None
    key = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "key"]
    player.picture("recovery-key", "The recovery key, shown once.")
    player.press("I have it on paper. Check it")
    for number, group in enumerate(key, 1):
        player.type(f"Group {number} of {len(key)}", group)
    player.press("Check the key")
    player.find("Add a first client")
    player.picture("ready", "The key has opened the practice; now it begins.")
    player.press("Later")


def _fill(program: "Program", player: "Player") -> None:
    """Bring in the fictional clients with their sessions and reflections."""
    from practicenotes.cli import demo
    from practicenotes.domain import times

    player.until(lambda: program.desk, "the desk")
    assert program.vault is not None
    assert program.desk is not None
    at = times.utc_now()
    today = times.on_the_wall(at).date()
    demo.fill(program.vault.record, program.vault.private, today=today, at=at)
    program.desk.today.refresh()
    player.picture("today", "Who comes today, and what waits.")


def _write(player: "Player") -> None:
    """Add a client, write the session's record, reflect on it beside."""
    from PySide6.QtCore import Qt

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    player.key(Qt.Key.Key_N, control | shift)
    player.type("Code name", "Sorrel")
    player.type("Legal name", "Ines Marchetti")
    player.type("Reason for coming", "trouble sleeping after a separation")
    player.picture("new-client", "A client needs a code name and nothing else.")
    player.press("Add client")
    player.find("New session note")
    player.rest(500)
    player.picture("client", "One client's page.")
    player.key(Qt.Key.Key_N, control)
    for section, words in _NOTE.items():
        player.type(section, words)
    for question, words in _REFLECTION.items():
        player.type(question, words)
    player.type("Next time I want to", _INTENTION)
    player.rest(2500)
    player.picture("session", "The record on one side, the private reflection on the other.")


def _lock(player: "Player") -> None:
    """Lock in the middle of the page, and come back to it."""
    from PySide6.QtCore import Qt

    player.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    player.find("Unlock")
    player.picture("locked", "Locked: no name, no count.")
    player.type("Passphrase", PASSPHRASE)
    player.press("Unlock")
    player.find("Data")
    player.picture("unlocked", "The page is where it was left.")


def _sign(player: "Player") -> None:
    """Read the note as the client would, and sign it."""
    from PySide6.QtCore import Qt

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    player.key(Qt.Key.Key_S, control | shift)
    player.picture("reading", "Before signing: the note as the client would read it.")
    player.press("I have looked at these words: Assessment")  # which speak of self-harm
    player.press("Sign anyway")  # the risk line was left empty, and is asked about
    player.find("Add an addendum")
    player.picture("signed", "The signed note; what comes later is an addendum.")


def _send(player: "Player", file: Path) -> None:
    """Write a progress letter from Heron's record, approve it, and save its exact pages."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QFileDialog

    from practicenotes.domain import times

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    player.key(Qt.Key.Key_C, control | shift)
    player.type("Find a client", "Heron")
    player.key(Qt.Key.Key_Down)
    player.rest(800)
    player.picture("timeline", "Heron's timeline.")
    player.key(Qt.Key.Key_L, control | shift)
    for fact in _FACTS:
        player.press(fact)
    player.find("Page 1 of 1")
    player.picture("letter", "The letter, where each sentence came from, and the page.")
    player.type("Agreed on", times.in_full(times.on_the_wall(times.utc_now()).date()))
    for field, words in _CONSENT.items():
        player.type(field, words)
    player.press("Approve letter")
    player.find("Approve it now")  # what it is for was left empty, and is asked about
    player.picture("check", "What to look at before the letter is final; nothing here stops it.")
    player.press("Approve it now")
    player.press("Save as PDF…")
    player.press("Choose a place…")
    dialog = player.front_dialog(QFileDialog)
    dialog.selectFile(str(file))
    dialog.accept()
    player.until(file.exists, file.name)
    player.picture("approved", "The approved letter; it prints byte for byte as it stands.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
