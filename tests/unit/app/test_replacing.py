"""What the window may do about the keys: what is in force is told so, whatever fails behind it."""

import pytest

import factory
from practicenotes.app import replacing
from practicenotes.domain import settings as known
from practicenotes.errors import DiskFailing, WrongRecoveryKey
from practicenotes.records import settings
from practicenotes.vault import RecoveryKey, Vault


PASSPHRASE = "correct horse battery staple"


def test_a_recovery_key_whose_entry_is_not_taken_is_told_as_in_force(
    vault: Vault, recovery_key: RecoveryKey
) -> None:
    """A worn page of the trail: it was tried, counts as tried, and the old one opens nothing."""
    factory.wear_out(vault.record, "audit")
    does = replacing.care(vault, None)
    key = "-".join(does.fresh(PASSPHRASE))

    assert does.renew(PASSPHRASE, key)
    vault.check_key(RecoveryKey.parse(key))
    with pytest.raises(WrongRecoveryKey):
        vault.check_key(recovery_key)
    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is True


def test_a_recovery_key_that_cannot_be_tried_is_in_force_all_the_same(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails right behind it: nothing is raised, and the trial is said to be missing."""
    does = replacing.care(vault, None)
    key = "-".join(does.fresh(PASSPHRASE))

    def fail(_vault: Vault, _key: RecoveryKey) -> None:
        raise DiskFailing(vault.folder)

    monkeypatch.setattr(Vault, "try_recovery_key", fail)
    assert not does.renew(PASSPHRASE, key)
    vault.check_key(RecoveryKey.parse(key))
    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is False
