"""Replaces all keys, or the recovery key alone, and says what that cannot do."""

from practicenotes.ui.replacing.care import Came, KeyCare
from practicenotes.ui.replacing.dialog import ReplaceKeys
from practicenotes.ui.replacing.recovery import NewRecoveryKey


__all__ = ["Came", "KeyCare", "NewRecoveryKey", "ReplaceKeys"]
