"""Make room for forms with answers missing, client cards, plans for measures and a log of hours.

A mark covers values and not what a column allows: the rows of `measure_result` move over as they
are, and what was intact stays so.
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
