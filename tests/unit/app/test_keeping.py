"""What the windows may do with a vault leaves its trace, and lets whoever has a key in."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QLocale

from practicenotes.app import keeping
from practicenotes.domain import settings as known
from practicenotes.errors import DiskFull, WrongPassphrase
from practicenotes.records import settings
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries


PASSPHRASE = "correct horse battery staple"
FRESH = "velvet harbour seven lanterns"


def acts(vault: Vault) -> list[str]:
    """Return what the newest entries of the trail tell, latest first."""
    return [entry.act for entry in vault.record.run(entries)]


def test_a_changed_passphrase_is_entered_in_the_trail(vault: Vault) -> None:
    """Whoever reads the trail later sees when the key was changed, and never to what."""
    keeping.care(vault).change_passphrase(PASSPHRASE, FRESH)

    assert acts(vault)[0] == "change passphrase"
    vault.check_key(FRESH)


def test_a_passphrase_is_checked_against_the_open_vault(vault: Vault) -> None:
    """The right one passes without a word, and any other is refused."""
    check = keeping.care(vault).check_passphrase

    check(PASSPHRASE)

    with pytest.raises(WrongPassphrase):
        check(FRESH)


def test_a_passphrase_renewed_by_the_recovery_key_is_entered(
    vault: Vault, recovery_key: RecoveryKey
) -> None:
    """The way over the recovery key leaves the same trace."""
    keeping.renew_passphrase(vault, str(recovery_key), FRESH)

    assert acts(vault)[0] == "change passphrase"


def test_coming_in_with_the_recovery_key_is_entered_and_proves_it(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """The trail tells that the paper was used, and the key counts as tried."""
    vault = keeping.recover(vault_folder, str(recovery_key))
    told = acts(vault)
    tried = vault.record.run(settings.get, known.RECOVERY_TRIED)
    vault.close()

    assert told[0] == "use recovery key"
    assert tried is True


def test_a_full_disk_keeps_nobody_out(
    vault_folder: Path, recovery_key: RecoveryKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written any more, the recovery key still opens the practice."""

    def full(*_: object) -> None:
        raise DiskFull(vault_folder)

    monkeypatch.setattr(keeping.settings, "put", full)

    vault = keeping.recover(vault_folder, str(recovery_key))
    tried = vault.record.run(settings.get, known.RECOVERY_TRIED)
    vault.close()

    assert tried is False


def test_the_sample_is_made_once(tmp_path: Path) -> None:
    """Asked for again, the sample practice is the same one."""
    first = keeping.sample(tmp_path)
    first.close()
    second = keeping.sample(tmp_path)
    second.close()

    assert first.id == second.id


@pytest.mark.parametrize(("country", "width"), [("en_US", 612), ("de_DE", 595), ("C", 595)])
def test_the_recovery_sheet_has_the_paper_of_the_country(
    tmp_path: Path, country: str, width: int
) -> None:
    """The sheet that is printed before anything was chosen fits the paper in the printer."""
    before = QLocale()
    made: list[Vault] = []
    needs = keeping.needs(tmp_path / "New.practice", made)
    groups = needs.create(tmp_path / "New.practice", PASSPHRASE)
    QLocale.setDefault(QLocale(country))
    try:
        with pypdfium2.PdfDocument(needs.recovery_sheet(groups)) as document:
            assert int(document[0].get_width()) == width
    finally:
        QLocale.setDefault(before)
        made[0].close()
