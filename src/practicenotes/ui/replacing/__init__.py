"""Replaces all keys of the practice, in three steps, and says what that cannot do."""

from practicenotes.ui.replacing.care import Came, KeyCare
from practicenotes.ui.replacing.dialog import ReplaceKeys


__all__ = ["Came", "KeyCare", "ReplaceKeys"]
