"""The tables of a store as the database itself lists them, whatever program made them."""

from sqlalchemy import Connection


SEALED = {"row", "id", "revision", "mac"}  # the columns that vault/rows.py gives a table


def of(connection: Connection) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ordinary tables with their columns: what an index makes for itself is no table."""
    listed = connection.exec_driver_sql("PRAGMA main.table_list").all()
    names = sorted(row.name for row in listed if row.type == "table")
    return [
        (
            name,
            tuple(
                row.name for row in connection.exec_driver_sql(f"PRAGMA table_info({quoted(name)})")
            ),
        )
        for name in names
        if not name.startswith("sqlite_")
    ]


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
