"""The way to a new practice: passphrase, recovery key, and a first client or a sample."""

from practicenotes.ui.first_run.frame import FirstRun
from practicenotes.ui.first_run.needs import Beginning, Needs


__all__ = ["Beginning", "FirstRun", "Needs"]
