"""Make room for the reasons for which something was entered in error."""

from pathlib import Path

from alembic import op

from practicenotes.vault.migrations import statements


revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Run the statements beside this file."""
    for statement in statements(Path(__file__).with_suffix(".sql")):
        op.execute(statement)
