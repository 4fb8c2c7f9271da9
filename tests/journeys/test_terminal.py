"""The life of a practice in the terminal: every command, for a reader and for a program."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from journey import opened, terminal

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.records import clients, notes
from practicenotes.reflections import reflections
from practicenotes.vault import RecoveryKey, Vault


PASSPHRASE = "a lantern over seven quiet harbours"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a fictional practice once; give its folder, and a file with its recovery key."""
    parent = tmp_path_factory.mktemp("terminal")
    (parent / "passphrase").write_text(f"{PASSPHRASE}\n")
    options = ["--vault", parent / "Demo.practice", "--passphrase-file", parent / "passphrase"]
    done = terminal(*options, "--json", "demo", "--size", "small")
    assert (done.returncode, done.stderr) == (0, "")
    facts = json.loads(done.stdout)
    (parent / "key").write_text(facts["recovery_key"])
    assert facts["vault"] == str(parent / "Demo.practice")
    return parent / "Demo.practice", parent / "key"


@pytest.fixture
def demo(made: tuple[Path, Path], tmp_path: Path) -> list[object]:
    """Give the options that open a fictional practice of one's own."""
    folder = shutil.copytree(made[0], tmp_path / "Demo.practice")
    return ["--vault", folder, "--recovery-key-file", made[1]]


def told(*arguments: object) -> Any:
    """Run a command that succeeds, and return what it says as JSON."""
    done = terminal(*arguments)
    assert (done.returncode, done.stderr) == (0, ""), done
    return json.loads(done.stdout)


def said(*arguments: object) -> str:
    """Run a command that succeeds, and return what it says to a reader."""
    done = terminal(*arguments)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def whole(vault: Vault) -> dict[str, Any]:
    """Return every note and every reflection of a practice, by code name."""
    listed = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
    return {line.code_name: _of_client(vault, line.id) for line in listed}


def _of_client(vault: Vault, client_id: ClientId) -> tuple[Any, Any]:
    thoughts = vault.private.run(reflections.of_client, client_id)
    return vault.record.run(notes.of_client, client_id), thoughts


def test_a_new_practice_shows_its_key_once_and_says_that_it_waits(tmp_path: Path) -> None:
    """`init` makes a vault that opens with passphrase and key; the key is still to be tried."""
    folder = tmp_path / "Main.practice"
    arguments = ["--vault", folder, "--passphrase-file", "-"]
    words = terminal(*arguments, "init", given=f"{PASSPHRASE}\n").stdout
    key = words.partition("Recovery key: ")[2].splitlines()[0]
    facts = json.loads(terminal(*arguments, "--json", "info", given=f"{PASSPHRASE}\n").stdout)

    assert "It is not shown again." in words
    assert (facts["clients"], facts["recovery_key_tried"]) == (0, False)
    with closing(opened(folder, RecoveryKey.parse(key))) as vault:
        assert vault.verify().is_sound


def test_the_practice_is_counted_and_listed(demo: list[object]) -> None:
    """`info` and `clients` say the same to a reader and to a program."""
    facts, listed = told(*demo, "--json", "info"), told(*demo, "--json", "clients")["clients"]

    assert facts["clients"] == len(listed) >= 6
    assert sum(line["sessions_held"] for line in listed) == facts["sessions_held"]
    assert f"Clients: {facts['clients']}" in said(*demo, "info")
    assert all(line["code_name"] in said(*demo, "clients") for line in listed[:1])


def test_words_are_found(demo: list[object]) -> None:
    """`search` finds words of the record and says where they stand."""
    hits = told(*demo, "--json", "search", "sleep")["hits"]

    assert hits
    assert all("sleep" in hit["found"].lower() for hit in hits)
    assert hits[0]["code_name"] in said(*demo, "search", "sleep")
    assert said(*demo, "search", "xyzzy") == "Nothing found.\n"


def test_a_letter_is_written(demo: list[object], tmp_path: Path) -> None:
    """`letter` writes a sound PDF with the words of the record, marked as a draft."""
    file = tmp_path / "letter.pdf"
    facts = told(
        *(*demo, "--json", "letter", "--client", "Heron", "--kind", "progress", "--to", file),
        *("--facts", "dates_seen,reason"),
    )
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)

    assert facts["facts"] == ["dates_seen", "reason"]
    assert "The reason for coming was" in text
    assert "draft" in text.lower()
    with pikepdf.open(file) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_record_is_handed_over(demo: list[object], tmp_path: Path) -> None:
    """`export` writes a page to read and data to work with; both hold every signed note."""
    files = told(*demo, "--json", "export", "--client", "heron", "--to", tmp_path / "out")["files"]
    page, data = (Path(name) for name in files)
    with closing(opened(demo[1], RecoveryKey.parse(demo[3].read_text()))) as vault:
        written = whole(vault)["Heron"][0]

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [page.name, data.name]
    assert len(json.loads(data.read_text("utf-8"))["notes"]) == len(written)
    for note in written:
        assert note.sections[0].text.split(". ")[0][:40] in page.read_text("utf-8")


def test_a_backup_restores_to_the_same_notes(demo: list[object], tmp_path: Path) -> None:
    """`backup` and `restore` give a vault with the same notes and the same reflections."""
    file = told(*demo, "--json", "backup", "--to", tmp_path / "copies")["file"]
    target = tmp_path / "Restored.practice"
    facts = told(*demo, "--json", "restore", file, "--to", target)
    key = RecoveryKey.parse(demo[3].read_text())
    with closing(opened(demo[1], key)) as first, closing(opened(target, key)) as second:
        before, after = whole(first), whole(second)

    assert facts["vault"] == str(target)
    assert facts["holds"]["notes"] == sum(len(notes) for notes, _ in after.values())
    assert before == after
    assert sum(len(notes) for notes, _ in after.values()) > 60
    assert sum(len(thoughts) for _, thoughts in after.values()) > 30
    assert told("--vault", target, *demo[2:], "--json", "verify")["sound"]


def test_a_check_tells_of_one_changed_byte(demo: list[object]) -> None:
    """`verify` ends with 0 while all is as written, and with 1 and words once a byte is not."""
    assert "Everything is as it was written." in said(*demo, "verify")
    store = demo[1] / "record-1.db"
    data = bytearray(store.read_bytes())
    data[len(data) // 2] ^= 1
    store.write_bytes(data)
    done = terminal(*demo, "--json", "verify")

    assert done.returncode == 1
    assert json.loads(done.stdout)["sound"] is False
    words = terminal(*demo, "verify")
    assert words.returncode == 1
    assert "damaged" in words.stdout
    assert "\nNothing was changed. First “repair FILE” puts back what is damaged" in words.stdout
