"""Bring a store to the newest form of its tables, with Alembic and the store's own steps."""

from collections.abc import Iterator
from pathlib import Path

import apsw
from sqlalchemy import Connection


def upgrade(connection: Connection, versions: Path) -> None:
    """Run each step in `versions` that a store has not seen, in the caller's transaction."""
    # Alembic is needed once in a vault's life, and costs as much to import as a note to write.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def statements(script: Path) -> Iterator[str]:
    """Yield the statements of an SQL file one by one; a trigger is one statement.

    Raises ValueError when the last one does not end.
    """
    waiting = ""
    for line in script.read_text("utf-8").splitlines(keepends=True):
        waiting += line
        if apsw.complete(waiting):
            yield waiting.strip()
            waiting = ""
    if waiting.strip():
        raise ValueError(waiting)
