"""Make room for private forms, begun sheets, and the words and snippets of one's own."""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run the statements beside this file."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
