"""The program in a real window, by keyboard alone: the whole story, kills, and a second start."""

import random
import re
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from journey import CODE_NAME, PASSPHRASE, files_with, opened
from real_window import Program, Screen, keyboard

from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.records import clients, letters, notes, practice
from practicenotes.reflections import reflections
from practicenotes.vault import Vault


BIRD = "zaunkoenig"  # stands in every field, and may stand nowhere on the disk
TITLES = {  # of the window, and the fixed headings of dialogs: nothing that was ever typed
    "PracticeNotes",
    "New client",
    "Read it as the client would, then sign",
    "Save the letter as a PDF",
}
WINDOW_MANAGER = {"Openbox"}
LINES = ("Name", "Profession", "Registration", "Address", "Telephone", "E-mail")
CLIENT = (
    *("Code name", "Legal name", "Contact", "Reason for coming", "Rhythm"),
    *("Referred by", "Address", "Medication", "Consent"),
)
NOTE = ("Data", "Assessment", "Plan")
PRIVATE = (
    *("What I noticed", "What exactly was said or done", "My part"),
    *("Anything else", "Next time I want to"),
)
CONSENT = {"Agreed on": "16 November 2026", "How": f"{BIRD}, how", "To what": f"{BIRD}, what"}
SIDES = ("Data", "What I noticed")  # where somebody types when the program is killed
BEHIND = 2.0  # seconds: the most that may be missing after a kill


def bird(field: str) -> str:
    """Return what is typed into a field."""
    return f"{BIRD}, {field.lower()}"


def fill(program: Program, fields: tuple[str, ...]) -> None:
    """Type into one field after the other, as the Tab key reaches them."""
    for field in fields:
        program.fill(field, bird(field))


def make_practice(program: Program, passphrase: str) -> list[str]:
    """Go through the first run; return the groups of the recovery key that was shown."""
    program.fill("Passphrase", passphrase)
    program.fill("Passphrase again", passphrase)
    program.take("Make my practice")
    program.find("I have it on paper. Check it")
    spoken = re.compile("[0-9A-Z]( [0-9A-Z]){3}")
    key = [n.name.replace(" ", "") for n in program.look() if spoken.fullmatch(n.name)]
    program.take("I have it on paper. Check it")
    program.go_to("Group 1 of 9")
    program.write("".join(key))  # the cursor goes on by itself, and the last group checks it
    program.take("Later")
    program.find("Who comes today")
    return key


def add_client(program: Program) -> None:
    """Add a client, with something in every field."""
    program.press("ctrl+shift+n")
    fill(program, CLIENT)
    program.press("Return")
    program.find("No sessions yet.")


def write_and_reflect(program: Program) -> None:
    """Write the note, cross with F6, reflect, and choose an anchor by its digit."""
    program.press("ctrl+n")
    fill(program, NOTE)
    program.press("F6")
    fill(program, PRIVATE[:3])
    program.press("Tab", "3")
    program.until(lambda seen: [n for n in seen if _is_chosen_anchor(n)], "an anchor that is taken")
    fill(program, PRIVATE[3:])


def _is_chosen_anchor(node: object) -> bool:
    return node.role == "radio button" and "checked" in node.states


def lock_and_unlock(program: Program, passphrase: str) -> None:
    """Lock in the middle of a word, and come back to the same page."""
    program.press("ctrl+l")
    program.find("Your notes are locked.")
    assert "--after-lock" in program.command()  # what knew the keys is no more
    assert not [n for n in program.look() if BIRD in f"{n.name} {n.text}"]
    program.write(passphrase)
    program.press("Return")
    for field in NOTE + PRIVATE:
        program.until(lambda seen, f=field: [n for n in seen if n.text == bird(f)], bird(field))


def sign(program: Program) -> None:
    """Read the note as the client would, and sign it."""
    program.press("ctrl+shift+s")
    program.take("Sign anyway")  # the risk line was left empty, and is asked about
    program.find("Add an addendum")


def send(program: Program, file: Path) -> None:
    """Tick a letter together, approve it, and save its exact pages."""
    program.press("ctrl+shift+l")
    for fact in ("Dates seen and number", "Reason, in one line"):
        program.take(fact)
    for field, words in CONSENT.items():
        program.fill(field, words)
    program.take("Approve letter")
    program.take("Approve it now")  # what the letter is for was left empty, and is asked about
    program.take("Save as PDF…")
    program.take("Choose a place…")
    program.go_to("File name:")
    program.press("ctrl+a")
    program.write(str(file))
    program.press("Return")
    program.says(f"Saved as {file}")


def test_the_main_job_goes_by_keyboard_alone(screen: Screen, home: Path, tmp_path: Path) -> None:
    """From the first run to the saved letter no pointer is needed, and no word of it leaks."""
    folder, letter = home / "Main.practice", tmp_path / "letter.pdf"
    passphrase = f"seven {BIRD}s by the mill"
    program = screen.start(folder)
    program.take("Begin a new practice")
    key = make_practice(program, passphrase)
    program.press("ctrl+4")
    fill(program, LINES)
    program.take("Keep these lines")
    program.says("Your lines are kept.")
    add_client(program)
    write_and_reflect(program)
    assert files_with([BIRD, *key], home) == []
    lock_and_unlock(program, passphrase)
    sign(program)
    send(program, letter)
    assert program.quit() == (0, "")

    assert program.titles - WINDOW_MANAGER <= TITLES
    assert files_with([BIRD, *key], home) == []
    with closing(opened(folder, passphrase)) as vault:
        assert_all_is_kept(vault, letter)


def assert_all_is_kept(vault: Vault, letter: Path) -> None:
    """Assert that the vault holds what was typed, and the letter what the record allows."""
    (client,) = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
    (note,) = vault.record.run(notes.of_client, client.id)
    (thought,) = vault.private.run(reflections.of_client, client.id)
    (sent,) = vault.record.run(letters.of_client, client.id)
    (entry,) = thought.entries

    assert vault.record.run(practice.get).name == bird("Name")
    assert client.code_name == bird("Code name")
    assert note.state is NoteState.SIGNED
    assert [section.text for section in note.sections] == [bird(field) for field in NOTE]
    written = (entry.noticed, entry.said_or_done, entry.my_part, thought.free, thought.next_time)
    assert written == tuple(bird(field) for field in PRIVATE)
    assert entry.rating == 3
    assert vault.record.run(letters.pages, sent.id) == letter.read_bytes()
    with closing(pypdfium2.PdfDocument(letter.read_bytes())) as pdf:
        said = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert bird("Reason for coming") in said
    assert not [field for field in PRIVATE if bird(field) in said]
    assert vault.verify().is_sound


def open_note(program: Program, side: str) -> None:
    """Unlock, and go to the end of what stands in a field of today's note."""
    program.go_to("Passphrase")
    program.write(PASSPHRASE)
    program.press("Return")
    program.find("Who comes today")
    program.press("ctrl+2")
    program.says(CODE_NAME)
    program.find("New session note")
    program.press("ctrl+n")
    program.until(lambda seen: (here := keyboard(seen)) and here.name in NOTE, "the note")
    if side == "What I noticed":
        program.press("F6")
    program.go_to(side)
    program.press("ctrl+End")


def kept(folder: Path, side: str) -> str:
    """Return what the vault holds of a field, after whatever happened to the program."""
    with closing(opened(folder, PASSPHRASE)) as vault:
        (client,) = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
        if side == "Data":
            found = [note.sections[0].text for note in vault.record.run(notes.of_client, client.id)]
        else:
            thoughts = vault.private.run(reflections.of_client, client.id)
            found = [thought.entries[0].noticed for thought in thoughts]
    return found[0] if found else ""


@pytest.mark.release(1)
def test_a_kill_takes_two_seconds_of_typing_at_most(
    screen: Screen, home: Path, practice: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """What stood on the screen two seconds before the program was killed is there afterwards."""
    source, kills = random.Random(7), (40 if harder else len(SIDES))
    before = dict.fromkeys(SIDES, "")
    for number in range(kills):
        side = SIDES[number % len(SIDES)]
        program = screen.start(practice)
        open_note(program, side)
        if before[side]:  # a paragraph that never ends takes longer for a key than the typist does
            program.press("Return")
            before[side] += "\n"
        words = [f"{BIRD} {number}.{word} " for word in range(1000)]
        with program.being_typed(words):
            time.sleep(source.uniform(0.5, 2.5))
            seen = program.until(keyboard, "where is typed").text
            time.sleep(BEHIND)
        after = kept(practice, side)
        assert before[side] < seen
        assert after.startswith(seen)
        assert (before[side] + "".join(words)).startswith(after)
        assert files_with([BIRD], home, practice) == []
        before[side] = after
    tried(f"{kills} kills in a real window, on both sides: nothing older than two seconds missing")


def test_a_wrong_passphrase_is_told_in_one_place(screen: Screen, practice: Path) -> None:
    """The prompt says what happened and what is safe, and opens with the right one after."""
    program = screen.start(practice)
    program.go_to("Passphrase")
    program.write(f"{PASSPHRASE}s")
    program.press("Return")
    program.says("That passphrase does not open this practice. Nothing was changed.")
    program.write(PASSPHRASE)
    program.press("Return")
    program.find("Who comes today")

    assert program.quit() == (0, "")


def test_a_second_start_brings_the_first_window(screen: Screen, practice: Path) -> None:
    """A practice that is open opens nowhere else: the second start ends, and the first goes on."""
    first = screen.start(practice)
    first.go_to("Passphrase")
    first.write(PASSPHRASE)
    first.press("Return")
    first.find("Who comes today")
    second = screen.start(practice)

    assert second.ended() == (0, "")
    first.press("ctrl+2")
    first.says(CODE_NAME)
    assert first.quit() == (0, "")
