"""SQLAlchemy's SQLite dialect upon our own DB-API module, for SQLAlchemy's own suite of tests."""

import types
from typing import Any

import apsw
from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite import provision as _provision  # noqa: F401 - the suite's ways
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.testing import exclusions
from sqlalchemy.testing.requirements import SuiteRequirements

from practicenotes.vault import dbapi


class Connection(dbapi.Connection):
    """A connection of ours, with the one short cut that the suite takes."""

    def execute(self, statement: str) -> dbapi.Cursor:
        """Run one statement."""
        return self.cursor().execute(statement)


def connect(path: str = ":memory:", **_: Any) -> Connection:
    """Open a plain database, without a key: the suite makes its own."""
    return Connection(apsw.Connection(path))


MODULE = types.ModuleType("own_dbapi")
MODULE.__dict__.update({name: each for name, each in vars(dbapi).items() if name[:2] != "__"})
MODULE.connect = connect


class Own(SQLiteDialect_pysqlite):
    """The dialect that the stores use, with our module beneath it."""

    driver = "own"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> types.ModuleType:
        """Return our module."""
        return MODULE

    @classmethod
    def load_provisioning(cls) -> None:
        """Do nothing: the ways of SQLite are loaded above."""

    @classmethod
    def get_pool_class(cls, url: Any) -> type[pool.Pool]:
        """Return the pool that the standard library's module has for a memory database."""
        return pool.SingletonThreadPool

    def on_connect(self) -> None:
        """Do nothing: our module has its own functions."""

    def create_connect_args(self, url: Any) -> tuple[list[str], dict[str, Any]]:
        """Return what `connect` takes."""
        return [url.database or ":memory:"], {}


class Requirements(SuiteRequirements):
    """What SQLite can do: the installed package leaves the list of its own tests out."""

    schemas = exclusions.closed()


registry.register("sqlite.own", __name__, "Own")
