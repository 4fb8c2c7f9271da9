"""Make the tables for what is thought between sessions.

No program ever wrote a row into the first form of `supervision_item`, so it is made anew.
"""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run the statements beside this file."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
