"""The encrypted practice on disk: keys, stores, rows that carry a mark, backups."""

from practicenotes.vault.header import StoreName
from practicenotes.vault.passphrases import Strength, strength
from practicenotes.vault.passphrases import check as check_passphrase
from practicenotes.vault.passphrases import suggest as suggest_passphrase
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.schema import Schema
from practicenotes.vault.slots import Cost
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault
from practicenotes.vault.verify import Report, StoreReport


__all__ = [
    "Cost",
    "RecoveryKey",
    "Report",
    "Schema",
    "Store",
    "StoreName",
    "StoreReport",
    "Strength",
    "Vault",
    "check_passphrase",
    "strength",
    "suggest_passphrase",
]
