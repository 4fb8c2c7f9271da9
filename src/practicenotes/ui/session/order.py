"""Moved to `practicenotes.ui.order`, which the letter page uses too."""

from practicenotes.ui.order import first_stop, follow_reading


__all__ = ["first_stop", "follow_reading"]
