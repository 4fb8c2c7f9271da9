"""Another SQLCipher, in its own process, reads the same files: nobody depends on us."""

import json
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
import toy_store
from toy_store import AT

from practicenotes.vault import archive
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Seal
from practicenotes.vault.vault import Vault


pytestmark = pytest.mark.skipif(
    find_spec("sqlcipher3") is None, reason="sqlcipher3, the second reader, is not installed"
)

READER = """
import json, sys
from hashlib import sha256
from sqlcipher3 import dbapi2

db = dbapi2.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
db.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
bad = db.execute("PRAGMA cipher_integrity_check").fetchall()
rows = db.execute("SELECT id, revision, title, body, mac FROM note ORDER BY row").fetchall()
whole = db.execute("PRAGMA integrity_check").fetchall()
hits = db.execute("SELECT count(*) FROM note_words('words')").fetchone()
plain = [[v.hex() if isinstance(v, bytes) else v for v in row] for row in rows]
print(json.dumps({"bad": bad, "whole": whole, "hits": hits, "rows": plain}))
"""


def read_elsewhere(path: Path, key: str) -> dict[str, object]:
    """Return what the other library reads from a store."""
    found = subprocess.run(
        [sys.executable, "-c", READER, path, key], capture_output=True, text=True, check=True
    )
    return json.loads(found.stdout)


def digest(rows: list[list[object]]) -> str:
    """Return one figure for all rows."""
    return sha256(json.dumps(rows).encode()).hexdigest()


@pytest.mark.release(53)
def test_another_library_reads_the_same_rows(
    vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Vault and backup open with any SQLCipher 4, the key being what the format says."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        for number in range(30):
            vault.record.run(toy_store.write, f"note {number} ö", toy_store.body_of(number))

        def rows(connection: object) -> list[list[object]]:
            query = "SELECT id, revision, title, body, mac FROM note ORDER BY row"
            found = connection.exec_driver_sql(query)
            return [[v.hex() if isinstance(v, bytes) else v for v in row] for row in found]

        ours = vault.record.on_connection(rows)
        backup = vault.backup(tmp_path, at=AT)
    ring = Keyring.unlock(vault_folder, recovery_key, bytes)
    keys = ring.store_keys()["record"]
    with archive.opened(backup) as packed:
        packed.unpack("record.db", tmp_path / "unpacked.db")
    for path in (vault_folder / "record-1.db", tmp_path / "unpacked.db"):
        theirs = read_elsewhere(path, keys.database)
        assert (theirs["bad"], theirs["whole"], theirs["hits"]) == ([], [["ok"]], [30])
        assert digest(theirs["rows"]) == digest(ours)
        for *values, mark in theirs["rows"]:
            assert Seal("record", keys.seal).mark("note", values).hex() == mark


def test_the_other_librarys_writes_are_noticed_as_such(
    vault_folder: Path, recovery_key: RecoveryKey
) -> None:
    """A note that another program writes with the database key carries no mark of ours."""
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        vault.record.run(toy_store.write, "heron", "x")
    keys = Keyring.unlock(vault_folder, recovery_key, bytes).store_keys()["record"]
    program = (
        "import sys; from sqlcipher3 import dbapi2\n"
        "db = dbapi2.connect(sys.argv[1])\n"
        'db.execute(f"PRAGMA key = \\"x\'{sys.argv[2]}\'\\"")\n'
        "db.execute(\"UPDATE note SET body = 'never said'\"); db.commit(); db.close()\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, vault_folder / "record-1.db", keys.database], check=True
    )
    with closing(Vault.open(vault_folder, recovery_key, toy_store.schemas(), at=AT)) as vault:
        report = vault.verify()
    assert len(report.stores[0].damaged_rows) == 1
    assert report.stores[0].is_readable
