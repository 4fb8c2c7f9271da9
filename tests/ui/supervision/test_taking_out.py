"""Taking out one's own reflections: asked for, proved, sealed, and entered in the trail."""

import json
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from practicenotes import messages
from practicenotes.errors import WrongPassphrase
from practicenotes.exchange import archive_file
from practicenotes.ui.style import on_private
from practicenotes.ui.supervision.taking_out import MEANS, WHAT
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.vault import age, audit


PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def quick(monkeypatch):
    """Seal quickly: what a guess costs is tested where the format is."""
    seal = age.seal
    monkeypatch.setattr(
        age, "seal", lambda data, secret, entropy, _work: seal(data, secret, entropy, 10)
    )


@pytest.fixture
def asked(desk, quick):
    """Open the dialog from the foot of the list."""
    desk.section.passages.front.take_out.click()
    return desk.section.passages.taking_out.dialog


def give(desk, dialog, passphrase):
    """Type a passphrase and press Enter."""
    field = dialog.passphrase.field
    field.setFocus()
    field.clear()
    desk.qtbot.keyClicks(field, passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)


def acts(desk):
    """Return what the private trail says, latest first."""
    return [entry.act for entry in desk.vault.private.run(audit.entries)]


def test_it_is_said_what_is_taken_out(desk, asked):
    """On the private ground: what goes, in which form, and with what it opens."""
    assert asked.isVisible()
    assert WHAT in desk.words(asked)
    assert on_private(asked.passphrase)
    assert asked.findChildren(NeverPrinted)
    assert MEANS not in desk.words(asked)
    assert asked.passphrase.field.hasFocus()


def test_everything_lies_sealed_in_one_file(desk, asked, tmp_path):
    """With the passphrase again, a file that opens with it and shows nothing without."""
    path = tmp_path / "mine.zip.age"
    give(desk, asked, PASSPHRASE)
    offered = desk.answer_where(path)

    assert offered == "Reflections 2025-11-18.zip.age"
    assert b"Martin" not in path.read_bytes()
    members = archive_file.opened(path, PASSPHRASE)
    assert list(members) == ["overview.html", "client-01.html", "reflections.json"]
    assert b"His brother Martin laughed." in members["client-01.html"]
    assert b"Heron" in members["overview.html"]
    tables = json.loads(members["reflections.json"])["tables"]
    assert tables["supervision_item"][0]["passage"].startswith("Heron looked away")
    assert desk.section.passages.strip.said() == (
        f"Your reflections are in {path}. It opens with your passphrase of today."
    )
    assert acts(desk)[0] == "take out, encrypted"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("mine")] == ["mine.zip.age"]


def test_another_passphrase_takes_nothing_out(desk, asked):
    """It is said beneath, the field is ready to be typed in again, and no file is asked for."""
    give(desk, asked, "another passphrase of mine")
    desk.until(asked.problem)

    assert asked.problem() == messages.sentence(WrongPassphrase())
    assert asked.main.isEnabled()
    assert desk.section.findChildren(QFileDialog) == []
    assert not any(act.startswith("take out") for act in acts(desk))


def test_without_encryption_only_for_who_types_the_word(desk, asked):
    """What that means is said, and the button stays off until the word stands there."""
    asked.insist.click()

    assert MEANS in desk.words(asked)
    assert not asked.main.isEnabled()
    desk.qtbot.keyClicks(asked.word, "yes")
    assert not asked.main.isEnabled()
    asked.word.setText(" Readable ")
    assert asked.main.isEnabled()
    assert not asked.sealed


def test_what_was_asked_for_is_what_is_written(desk, asked, tmp_path):
    """While the passphrase is checked nothing else is asked, and no encryption taken back."""
    give(desk, asked, PASSPHRASE)
    inside = (asked.insist, asked.word, asked.passphrase, asked.main)
    assert not any(part.isEnabled() for part in inside)
    asked.insist.clicked.emit()
    asked.word.setText("readable")
    assert not asked.main.isEnabled()

    assert desk.answer_where(tmp_path / "mine.zip.age") == "Reflections 2025-11-18.zip.age"
    assert archive_file.opened(tmp_path / "mine.zip.age", PASSPHRASE)


def test_the_word_alone_takes_nothing_out(desk, asked):
    """The passphrase is asked for all the same."""
    asked.insist.click()
    asked.word.setText("readable")
    asked.main.click()
    desk.until(asked.problem)
    assert asked.problem() == messages.sentence(WrongPassphrase())


def test_whoever_insists_gets_an_ordinary_zip(desk, asked, tmp_path):
    """Readable by anyone, which is said again, and the trail says so too."""
    path = tmp_path / "mine.zip"
    asked.insist.click()
    asked.word.setText("readable")
    give(desk, asked, PASSPHRASE)
    offered = desk.answer_where(path)

    assert offered == "Reflections 2025-11-18.zip"
    with zipfile.ZipFile(path) as archive:
        assert "client-01.html" in archive.namelist()
        assert b"His brother Martin laughed." in archive.read("client-01.html")
    assert "Whoever can open that folder can read it." in desk.section.passages.strip.said()
    assert acts(desk)[0] == "take out, readable by anyone"


def test_no_file_name_tells_of_a_client(desk, asked, tmp_path):
    """Neither the archive nor what is in it is named after anyone."""
    give(desk, asked, PASSPHRASE)
    desk.answer_where(tmp_path / "mine.zip.age")
    names = archive_file.opened(tmp_path / "mine.zip.age", PASSPHRASE)
    assert not [name for name in names if "heron" in name.lower()]


def test_a_folder_that_refuses_is_told(desk, asked, tmp_path):
    """Nothing is written and nothing is entered in the trail."""
    taking_out = desk.section.passages.taking_out
    asked.reject()
    taking_out._write(
        {"a.html": b"x"}, PASSPHRASE, taking_out._now(), tmp_path / "no" / "a.zip.age"
    )
    desk.until(desk.section.passages.strip.said)
    assert "There is no folder" in desk.section.passages.strip.said()
    assert not any(act.startswith("take out") for act in acts(desk))


def test_leaving_the_dialog_does_nothing(desk, asked):
    """Esc, and everything is as it was."""
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.section.passages.taking_out.dialog is None
    assert desk.section.findChildren(QFileDialog) == []


def test_everything_in_the_dialog_has_a_name(asked, unnamed):
    """Also what appears for whoever insists."""
    assert unnamed(asked) == []
    asked.insist.click()
    assert unnamed(asked) == []


def test_nothing_in_the_dialog_is_clipped(desk, asked, clipped, theme):
    """With large text as well."""
    theme.set_text_size(150)
    asked.insist.click()
    desk.qtbot.wait(50)
    assert clipped(asked) == []
