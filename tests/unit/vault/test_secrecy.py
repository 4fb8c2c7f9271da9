"""No key is shown by accident, whatever part of an open vault ends up in a traceback."""

import gc
from collections.abc import Iterator
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
import toy_store
from sqlalchemy.exc import IntegrityError

from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Seal
from practicenotes.vault.vault import Vault


_CODE = (type, ModuleType, FunctionType, FrameType)


def reachable(start: object) -> Iterator[Any]:
    """Yield every object that an object holds, and what that holds; code and classes hold all."""
    waiting, seen = [start], {id(start)}
    while waiting:
        one = waiting.pop()
        yield one
        held = [one.__self__] if isinstance(one, MethodType) else gc.get_referents(one)
        if isinstance(one, FunctionType):
            held = [cell.cell_contents for cell in one.__closure__ or ()]
        for thing in held:
            if id(thing) not in seen and not isinstance(thing, _CODE):
                seen.add(id(thing))
                waiting.append(thing)


@pytest.mark.release(36)
def test_no_part_of_an_open_vault_shows_a_key(vault: Vault, recovery_key: RecoveryKey) -> None:
    """Whatever of ours is printed, neither a master key nor one made from it is to be read."""
    ring = vault._ring
    keys = [ring.masters.record, ring.masters.private, recovery_key.secret]
    for store_keys in ring.store_keys().values():
        keys += [store_keys.raw, store_keys.seal, store_keys.audit]
    forms = [form for key in keys for form in (key.hex(), repr(key)[2:-1], str(list(key))[1:-1])]
    ours = [one for one in reachable(vault) if type(one).__module__.startswith("practicenotes")]

    shown = {type(one): repr(one) for one in ours}

    assert {Keyring, Seal} <= shown.keys()
    assert [kind for kind, words in shown.items() if any(form in words for form in forms)] == []


@pytest.mark.release(36)
def test_a_store_that_is_wrongly_used_tells_nothing_of_what_it_was_given(vault: Vault) -> None:
    """The error of a broken rule of the database names the rule and no value."""
    row_id = vault.record.run(toy_store.write, "kestrel", "over the quarry")

    def twice(db: Any) -> None:
        statement = "INSERT INTO note (id, revision, title, body, mac) VALUES (?, 1, ?, ?, x'00')"
        values = (row_id, "kestrel", "over the quarry")
        db.connection().exec_driver_sql(statement, values)

    with pytest.raises(IntegrityError) as caught:
        vault.record.run(twice)
    error = caught.value
    told = f"{error} {error!r} {error.__cause__} {error.__cause__!r}"

    assert "note.id" in told
    assert "quarry" not in told
    assert "kestrel" not in told
