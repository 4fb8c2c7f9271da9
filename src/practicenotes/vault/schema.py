"""What a store should look like: the vault knows no tables of its own, so it is told."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Schema:
    """The shape of an up-to-date store, and the way there.

    `upgrade` brings an empty or older store to `version` (its PRAGMA user_version, which the vault
    sets); `digest` is what `digest_of` returns then, or "" where that is not to be checked.
    """

    version: int
    application_id: int
    digest: str
    upgrade: Callable[[Connection], None]


_PARTS = ("data", "idx", "content", "docsize", "config")  # of a full text index


def bring_up(connection: Connection, schema: Schema) -> None:
    """Bring a store to its newest form and mark it so, in the caller's transaction."""
    schema.upgrade(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.application_id:d}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.version:d}")


def version_of(connection: Connection) -> int:
    """Return the user_version of a store."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def fits(connection: Connection, schema: Schema) -> bool:
    """Whether an up-to-date store has its own mark, and not a table, view or trigger too many."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    same = not schema.digest or digest_of(connection) == schema.digest
    return application == schema.application_id and same


def digest_of(connection: Connection) -> str:
    """Return the SHA-256 of everything in sqlite_schema that was made on purpose, in hex.

    Spaces count once; what SQLite, its full text index and Alembic make for themselves is left out.
    """
    rows = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2"
    ).all()
    # PRAGMA table_list knows them too, and reads pages of each index: one that is damaged is mended
    # once the store is open.
    indexes = [row.name for row in rows if row.sql.startswith("CREATE VIRTUAL TABLE")]
    shadows = {f"{name}_{part}" for name in indexes for part in _PARTS}
    made = [
        [row.type, row.name, row.tbl_name, " ".join(row.sql.split())]
        for row in rows
        if row.name not in shadows and not row.name.startswith(("sqlite_", "alembic_"))
    ]
    return sha256(json.dumps(made, separators=(",", ":")).encode("ascii")).hexdigest()
