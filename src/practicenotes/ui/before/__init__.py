"""The page before a session: two minutes of reading, from both stores, joined by ids alone."""

from practicenotes.ui.before.page import BeforePage


__all__ = ["BeforePage"]
