"""Supervision: passages on their way through it, the disguised sheet, and the log of hours."""

from practicenotes.ui.supervision.section import SupervisionSection


__all__ = ["SupervisionSection"]
