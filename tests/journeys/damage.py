"""Ways to harm a vault, each as a worn disk, a wrong copy or a newer program would."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from journey import opened

from practicenotes.vault import RecoveryKey, header


PAGE = 4096


def flip(path: Path, at: int) -> None:
    """Flip one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def cut(path: Path, to: int) -> None:
    """Cut a file short."""
    path.write_bytes(path.read_bytes()[:to])


def blank(path: Path, since: int) -> None:
    """Put zeros in place of all that follows."""
    data = path.read_bytes()
    path.write_bytes(data[:since] + bytes(len(data) - since))


def spoil_keys(folder: Path) -> None:
    """Flip a bit in both copies of the key file."""
    for name, at in zip(header.COPIES, (100, 300), strict=True):
        flip(folder / name, at)


def need_newer_program(folder: Path) -> None:
    """Let the key file say that it takes version 99.1 to open this."""
    newer = header.render(replace(header.read(folder).header, min_app="99.1"), bytes(32))
    for name in header.COPIES:
        (folder / name).write_bytes(newer)


def need_newer_tables(folder: Path, key: RecoveryKey) -> None:
    """Let the record say that its tables are those of a later program."""
    with closing(opened(folder, key)) as vault:
        vault.record.on_connection(lambda db: db.exec_driver_sql("PRAGMA user_version = 99"))


TO_THE_RECORD: dict[str, Callable[[Path], object]] = {
    "a flipped bit in its first page": lambda path: flip(path, 100),
    "zeros from its second page on": lambda path: blank(path, PAGE),
    "half a page": lambda path: cut(path, 10 * PAGE + 7),
    "nothing in it": lambda path: cut(path, 0),
    "no file": Path.unlink,
}
