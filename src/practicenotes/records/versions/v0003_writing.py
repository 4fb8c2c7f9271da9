"""Make room for writing: forms, what was carried, begun sheets, withdrawals, words, files."""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run the statements beside this file."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
