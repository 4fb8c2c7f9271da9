"""Make room for letters: heads, what each is for, what it replaces, and how it went out."""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Run the statements beside this file."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
