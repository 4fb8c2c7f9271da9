"""A card that no store takes: the therapist gets out, the client's answers are never given up."""

from typing import Any

import pytest
from PySide6.QtTest import QTest

from practicenotes.ui.unlock import Unlock
from practicenotes.vault import Store

from .conftest import Sitting
from .test_hand_over import PASSPHRASE, give


WORDS = "I would like to say more about the rota. " * 700  # more than the pages at hand hold


def limit(store: Store, pages: int) -> None:
    """Set how far a store may grow, past the guard that lets no operation do so."""

    def work(connection: Any) -> None:
        driver = connection.connection.driver_connection.driver
        guard, driver.authorizer = driver.authorizer, None
        driver.execute(f"PRAGMA max_page_count = {pages}")
        driver.authorizer = guard

    store.on_connection(work)


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """Hand the card over, and fill the disk."""
    page = sitting.hand_over()
    limit(sitting.vault.record, 1)
    page.sheet.comment.setPlainText(WORDS)
    page.saves.save()
    sitting.until(lambda: not page.saves._under_way)
    assert sitting.desk.has_unsaved
    return sitting


def test_the_therapist_gets_out_of_a_full_disk(full: Sitting) -> None:
    """The passphrase brings the window back, and the answers follow once there is room."""
    page = full.desk.cards._handing._handed[0]
    page.ask_back()
    give(page, PASSPHRASE)
    full.until(lambda: full.window.alone is None)
    assert full.desk.has_unsaved

    limit(full.vault.record, 1_000_000)
    full.until(lambda: not full.desk.has_unsaved)
    full.until(lambda: full.cards()[0].finished_at)

    assert full.cards()[0].comment == WORDS


def test_a_lock_waits_behind_the_prompt_for_the_answers(full: Sitting) -> None:
    """Nothing is seen of the card, and nothing of it is lost."""
    vault = full.vault
    full.program.lock(automatic=True)

    prompt = full.program.front
    assert isinstance(prompt, Unlock)
    assert full.program.vault is vault
    limit(vault.record, 1_000_000)
    full.until(lambda: full.program.vault is None)


def test_the_key_leads_back_to_the_card_and_no_further(full: Sitting) -> None:
    """Whoever unlocks meanwhile meets the card, which asks for the passphrase itself."""
    full.program.lock(automatic=True)
    prompt = full.program.front
    assert isinstance(prompt, Unlock)
    field = prompt._passphrase.field.field
    QTest.keyClicks(field, PASSPHRASE)
    prompt._passphrase.unlock.click()
    full.until(lambda: full.program.front is not prompt)

    assert full.window.alone
    limit(full.vault.record, 1_000_000)
    full.until(lambda: not full.desk.has_unsaved)
