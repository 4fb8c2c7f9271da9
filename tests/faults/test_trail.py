"""Whatever is done to a row or to the trail behind the program's back is found by the check."""

import os
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import toy_store
from sqlalchemy import Connection
from toy_store import AT

from practicenotes.vault import verify
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


NOTES = 30


def meddled(path: Path, keys: StoreKeys, chance: random.Random) -> str:
    """Change one thing as somebody would who holds the key of the file; return what."""

    def change(connection: Connection) -> str:
        table = chance.choice(["note", "audit"])
        listed = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
        columns = [row.name for row in listed if row.name not in {"row", "seq"}]
        key = "row" if table == "note" else "seq"
        rows = connection.exec_driver_sql(f"SELECT {key} FROM {table}").scalars().all()
        first, second = chance.sample(rows, 2)
        how = chance.choice(["edit", "remove", "swap", "move"])
        if how == "edit":
            column = chance.choice(columns)
            was = connection.exec_driver_sql(
                f"SELECT {column} FROM {table} WHERE {key} = {first}"
            ).scalar_one()
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = ? WHERE {key} = {first}", (other(was, chance),)
            )
        elif how == "remove":
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {key} = {first}")
        elif how == "swap":
            for old, new in ((first, 10_000), (second, first), (10_000, second)):
                connection.exec_driver_sql(f"UPDATE {table} SET {key} = {new} WHERE {key} = {old}")
            return f"{table}: {how}" if table == "audit" else ""
        else:
            column = chance.choice(columns)
            same = connection.exec_driver_sql(
                f"SELECT count(DISTINCT {column}) FROM {table} WHERE {key} IN ({first}, {second})"
            ).scalar_one()
            if same < 2 or column == "id":
                return ""
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = (SELECT {column} FROM {table}"
                f" WHERE {key} = {second}) WHERE {key} = {first}"
            )
        return f"{table}: {how}"

    with closing(Store(path, keys, os.urandom)) as store:
        return store.on_connection(change)


def other(was: object, chance: random.Random) -> object:
    """Return another value of the same kind."""
    if isinstance(was, bytes):
        return was[:-1] + bytes([was[-1] ^ 1]) if was else b"x"
    if isinstance(was, int):
        return was + chance.choice((-1, 1))
    return f"{was or ''}x"


@pytest.mark.release(59)
def test_every_change_behind_the_back_of_the_program_is_found(
    vault_folder: Path, recovery_key: RecoveryKey, harder: bool, tried: Callable[[str], None]
) -> None:
    """A row or an entry that was edited, taken out, put elsewhere or exchanged is noticed."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for number in range(NOTES):
            note = vault.record.run(toy_store.write, f"note {number}", f"words {number}")
            if number % 3 == 0:
                vault.record.run(toy_store.change, note, f"other words {number}")
    keys = Keyring.unlock(vault_folder, recovery_key, os.urandom).store_keys()["record"]
    path, chance = vault_folder / "record-1.db", random.Random(59)
    whole = path.read_bytes()
    done, missed = 0, []
    while done < (1_000 if harder else 30):
        what = meddled(path, keys, chance)
        if what:
            done += 1
            if verify.check(path, keys).is_sound:
                missed.append(what)
        path.write_bytes(whole)
    tried(f"{done:,} changes of rows and entries: {len(missed)} missed")
    assert missed == []
