"""What is done to a vault while the power is cut or the disk fails; run as a program, it does one.

python deeds.py DEED FOLDER KEY
"""

import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path


sys.path.insert(0, str(Path(__file__).parent))

import toy_store
from toy_store import AT, CHEAP, PASSPHRASE, body_of, schemas

from practicenotes.vault import putting_back, replacing
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.vault import Vault


NEW_PASSPHRASE = "another lantern over the water"
NEW_KEY = RecoveryKey(bytes(range(20)))
SAVES = 60
KEPT = 5  # notes that were there before
NEW, COPIES, AGAIN = "New.practice", "copies", "Again.practice"


def say(what: object) -> None:
    """Say what is safe, at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def opened(folder: Path, key: RecoveryKey, version: int = 1) -> "closing[Vault]":
    """Open a vault for a moment."""
    return closing(Vault.open(folder, key, schemas(version), at=AT))


def save(vault: Vault, number: int) -> None:
    """Write a note, and another time change one."""
    vault.record.run(toy_store.write, f"note {number}", body_of(number))
    vault.private.run(toy_store.write, f"note {number}", body_of(number))


def saves(home: Path, key: RecoveryKey) -> None:
    """Write one note after the other, in both stores."""
    with opened(home / "P.practice", key) as vault:
        start = len(vault.record.run(toy_store.bodies))
        for number in range(start, start + SAVES):
            save(vault, number)
            say(number)


def create(home: Path, _key: RecoveryKey) -> None:
    """Make a new vault."""
    vault, key = Vault.create(home / NEW, PASSPHRASE, schemas(), at=AT, cost=CHEAP)
    say(key)
    vault.close()


def passphrase(home: Path, key: RecoveryKey) -> None:
    """Change the passphrase."""
    with opened(home / "P.practice", key) as vault:
        vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, at=AT, cost=CHEAP)
        say("changed")


def migrate(home: Path, key: RecoveryKey) -> None:
    """Bring both stores up to the next schema."""
    with opened(home / "P.practice", key, version=2):
        say("migrated")


def backup(home: Path, key: RecoveryKey) -> None:
    """Back up into a folder that is not there yet."""
    with opened(home / "P.practice", key) as vault:
        vault.backup(home / COPIES, at=AT)
        say("backed up")


def restore(home: Path, key: RecoveryKey) -> None:
    """Make a new folder from a backup."""
    from practicenotes.vault import backup as backups

    (file,) = (home / COPIES).glob("*.backup")
    backups.restore(file, home / AGAIN, key, schemas(), at=AT)
    say("restored")


def put_back(home: Path, key: RecoveryKey) -> None:
    """Put the private store back, whose first page has decayed."""
    (file,) = (home / COPIES).glob("*.backup")
    given = (home / "P.practice", file, putting_back.Key(key), schemas())
    putting_back.put_back(*given, at=AT, guard=lambda _: None)
    say("put back")


def replace(home: Path, key: RecoveryKey) -> None:
    """Replace all keys."""
    secrets = Secrets(key, NEW_PASSPHRASE, NEW_KEY, CHEAP)
    with opened(home / "P.practice", key) as vault:
        replacing.replace_keys(vault, secrets, at=AT)
        say("replaced")


def evening(home: Path, key: RecoveryKey) -> None:
    """Save, change the passphrase, save, back up and save; say of each step how it ended."""
    try:
        vault = Vault.open(home / "P.practice", key, schemas(), at=AT)
    except Exception as error:  # noqa: BLE001 - what came of it is what is asked
        say(f"open {type(error).__name__}")
        return
    steps: list[tuple[str, Callable[[], object]]] = [
        *((f"save {number}", partial(save, vault, number)) for number in range(KEPT, KEPT + 3)),
        (
            "passphrase",
            lambda: vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, at=AT, cost=CHEAP),
        ),
        ("backup", lambda: vault.backup(home / COPIES, at=AT)),
        *((f"save {number}", partial(save, vault, number)) for number in range(KEPT + 3, KEPT + 6)),
        ("close", vault.close),
    ]
    for name, step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001
            say(f"{name} {type(error).__name__}")
        else:
            say(f"{name} ok")


DEEDS: dict[str, Callable[[Path, RecoveryKey], None]] = {
    deed.__name__: deed
    for deed in (saves, create, passphrase, migrate, backup, restore, put_back, replace, evening)
}


def main(deed: str, folder: str, key: str) -> None:
    """Do one deed."""
    partial(DEEDS[deed], Path(folder), RecoveryKey.parse(key))()


if __name__ == "__main__":
    main(*sys.argv[1:])
