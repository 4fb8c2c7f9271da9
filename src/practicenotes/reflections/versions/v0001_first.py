"""Make the first tables."""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the statements beside this file; from now on they are frozen."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
