"""The day: who is expected, and what still waits."""

from practicenotes.ui.today.page import TodayPage


__all__ = ["TodayPage"]
