"""Another recovery key for an open vault: chosen first, so that it is on paper before it counts."""

from datetime import datetime

from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


def replace_recovery_key(
    vault: Vault, proof: str | RecoveryKey, key: RecoveryKey, *, at: datetime
) -> None:
    """Let this recovery key open the vault instead of the old, which opens old backups only.

    `proof` is the passphrase or the recovery key of now. Raises WrongPassphrase, WrongRecoveryKey,
    StoreReadOnly, DiskFull or FolderNotWritable.
    """

    def work(ring: Keyring) -> None:
        ring.check(proof)
        ring.take_recovery_key(key, at)

    vault.with_keys(work, changing=True)
