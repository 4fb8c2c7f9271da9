"""Settings that are kept in the vault."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.settings import Setting, Value
from practicenotes.records.schema import SettingRow
from practicenotes.vault import rows


def get(db: Db, setting: Setting) -> Value:
    """Return what was chosen, or the default; a value of another type counts as never chosen."""
    row = _row(db, setting)
    return setting.understood(row.value[0]) if row and row.value else setting.default


@writes(Changes.SETTINGS)
def put(db: Db, setting: Setting, value: Value) -> None:
    """Keep a choice."""
    row = _row(db, setting) or SettingRow(name=setting.name)
    row.value = [value]
    rows.keep(db, row)


def _row(db: Db, setting: Setting) -> SettingRow | None:
    return db.scalars(select(SettingRow).where(SettingRow.name == setting.name)).first()
