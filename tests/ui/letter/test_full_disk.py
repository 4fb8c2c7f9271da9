"""A disk that fills while a letter is written or approved: the draft is safe, and it goes on."""

import shutil

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import disks
from practicenotes.domain.letters import LetterState


FULL = " is full. What you saved before is safe. Free some space and try again."


@pytest.fixture
def disk(tmp_path):
    """Give a disk of a few megabytes."""
    with disks.small(tmp_path / "disk", "6m") as disk:
        yield disk


@pytest.fixture
def vault_folder(heron_vault, disk):
    """Give a copy of Heron’s vault on the small disk, closed."""
    return shutil.copytree(heron_vault[0], disk / "Practice.practice")


def test_a_draft_is_kept_on_the_page_and_then_in_the_record(filled, disk):
    """One sentence says what is safe; once there is room, the words are kept by themselves."""
    before = filled.kept().paragraphs
    ballast = disks.stuff(disk)
    words = "He sleeps through most nights. " * 4000
    filled.page.panes.sheet.text.setFocus()
    QApplication.clipboard().setText(words)
    filled.page.panes.sheet.text.paste()
    filled.page.save_now()
    filled.qtbot.waitUntil(filled.page.problem.isVisible)

    assert " is full. What you saved before is safe. " in filled.page.problem.said()
    assert filled.page.header.saved.word.startswith("Not saved since")
    assert filled.kept().paragraphs == before
    QTest.keyClicks(filled.page.panes.sheet.text, "More. ")
    ballast.unlink()
    filled.qtbot.waitUntil(lambda: not filled.page.has_unsaved, timeout=30_000)
    assert not filled.page.problem.isVisible()
    text = " ".join(paragraph.text for paragraph in filled.kept().paragraphs)
    assert "More." in text
    assert text.count("most nights") >= 4000


@pytest.mark.parametrize("spare", [0, 40_000])
def test_a_letter_that_cannot_be_approved_is_a_draft_still(agreed, disk, spare):
    """Nothing is half frozen, nothing is in the list of disclosures; then it goes through."""
    ballast = disks.stuff(disk, spare)
    agreed.page.header.approve.click()
    page = agreed.page
    agreed.qtbot.waitUntil(lambda: page.problem.isVisible() or page.notice.isVisible())

    said = page.problem.said() if page.problem.isVisible() else page.notice.said()
    assert FULL in said
    assert agreed.kept().state is LetterState.DRAFT
    assert agreed.scalar("SELECT count(*) FROM file") == 0
    assert agreed.scalar("SELECT count(*) FROM disclosure") == 0
    agreed.qtbot.waitUntil(page.header.approve.isEnabled)
    ballast.unlink()
    agreed.settle()
    page.header.approve.click()
    agreed.qtbot.waitUntil(lambda: agreed.kept().state is LetterState.APPROVED)
    agreed.settle()
    assert agreed.scalar("SELECT count(*) FROM disclosure") == 1
    assert page.panes.preview.data == agreed.pages(page.letter.id)
