"""A disk whose power is cut: what a program wrote is replayed up to a moment, and half of it lost.

The program runs under strace. Of every file the bytes of its last sync are safe, and of what was
written since nothing, all, a beginning, any half, or sectors of it may be there. Of every folder
the names of its last sync are safe, and a beginning of what was done to it since.
"""

import ast
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path


SECTOR = 512
_CALLS = (
    *("openat", "pwrite64", "write", "lseek", "ftruncate", "fsync", "fdatasync", "close"),
    *("unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "rmdir"),
    *("writev", "pwritev", "truncate", "sendfile", "copy_file_range", "fallocate", "link"),
)
_UNFORESEEN = {"writev", "pwritev", "truncate", "sendfile", "copy_file_range", "fallocate", "link"}
_CALL = re.compile(r"\d+ +(\w+)\((.*)\) = (-?\d+)(?:<([^>]*)>)?")
_BEGUN = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_PART = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|<((?:\\x[0-9a-f]{2})*)>')

Change = tuple[int, bytes | None]  # where, and what; without bytes, the length from now on


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the system that succeeded."""

    name: str
    args: tuple[str, ...]
    parts: tuple[bytes, ...]  # each name, content and path in it, in their order
    result: int
    opened: bytes


@dataclass(slots=True, eq=False)
class File:
    """A file: what is safe, and what was done since."""

    safe: bytes = b""
    pending: list[Change] = field(default_factory=list)

    def now(self) -> bytes:
        """Return what a program that goes on would read."""
        return _applied(self.safe, self.pending)

    def sync(self) -> None:
        """Make safe all that was written."""
        self.safe, self.pending = self.now(), []


@dataclass(slots=True, eq=False)
class Deed:
    """One change of names: something appears, goes, or takes another's place."""

    kind: str
    path: Path
    to: Path | None = None
    node: File | None = None
    safe: bool = False

    def is_settled_by(self, folder: Path) -> bool:
        """Say whether a sync of this folder makes the deed safe."""
        return folder == (self.to or self.path).parent


class Disk:
    """Everything below one folder, as a program left it at some moment."""

    def __init__(self, root: Path, before: Path) -> None:
        self._root = root
        self._deeds: list[Deed] = []
        self._names: dict[Path, File] = {}
        self._start: dict[Path, File | None] = {}
        self._places: dict[str, int] = {}
        for path in sorted(before.rglob("*")):
            at = root / path.relative_to(before)
            self._start[at] = File(path.read_bytes()) if path.is_file() else None
        self._names = {at: node for at, node in self._start.items() if node}

    def do(self, call: Call) -> None:
        """Let a call happen."""
        if call.name in _UNFORESEEN and any(self._is_ours(part) for part in call.parts):
            raise NotImplementedError(call.name)
        deed = getattr(self, f"_{call.name}", None)
        if deed and any(self._is_ours(part) for part in (*call.parts, call.opened)):
            deed(call)

    def cut(self, to: Path, chance: random.Random) -> None:
        """Write what a power cut at this moment may leave, into a new folder."""
        pending = [deed for deed in self._deeds if not deed.safe]
        kept = set(map(id, pending[: chance.randint(0, len(pending))]))
        tree = dict(self._start)
        for deed in self._deeds:
            if deed.safe or id(deed) in kept:
                _happen(tree, deed)
        for at, node in sorted(tree.items()):
            place = to / at.relative_to(self._root)
            if not place.parent.is_dir():
                continue  # its folder's own name was lost
            if node is None:
                place.mkdir()
            else:
                place.write_bytes(_applied(node.safe, _survivors(node.pending, chance)))

    def _is_ours(self, path: bytes) -> bool:
        return path.startswith(f"{self._root}/".encode()) or path == str(self._root).encode()

    def _openat(self, call: Call) -> None:
        path = Path(call.opened.decode())
        self._places[call.args[0]] = 0
        if "O_CREAT" in call.args[2] and path not in self._names:
            self._names[path] = File()
            self._deeds.append(Deed("make", path, node=self._names[path]))
        elif "O_TRUNC" in call.args[2]:
            self._names[path].pending.append((0, None))

    def _file(self, call: Call) -> File:
        return self._names.get(Path(call.parts[0].decode())) or File()

    def _pwrite64(self, call: Call) -> None:
        self._file(call).pending.append((int(call.args[-1]), call.parts[1][: call.result]))

    def _write(self, call: Call) -> None:
        descriptor = call.args[0]
        at = self._places.get(descriptor, 0)
        self._file(call).pending.append((at, call.parts[1][: call.result]))
        self._places[descriptor] = at + call.result

    def _lseek(self, call: Call) -> None:
        self._places[call.args[0]] = call.result

    def _ftruncate(self, call: Call) -> None:
        self._file(call).pending.append((int(call.args[1]), None))

    def _fsync(self, call: Call) -> None:
        path = Path(call.parts[0].decode())
        if path in self._names:
            self._names[path].sync()
        for deed in self._deeds:
            deed.safe = deed.safe or deed.is_settled_by(path)

    _fdatasync = _fsync

    def _unlink(self, call: Call) -> None:
        path = self._named(call)[-1]
        self._names.pop(path, None)
        self._deeds.append(Deed("remove", path))

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> None:
        self._deeds.append(Deed("folder", self._named(call)[-1]))

    def _rename(self, call: Call) -> None:
        old, new = self._named(call)[-2:]
        self._deeds.append(Deed("rename", old, new, self._names.get(old)))
        for path in [path for path in self._names if path == old or old in path.parents]:
            self._names[new / path.relative_to(old)] = self._names.pop(path)

    _renameat = _renameat2 = _rename

    def _named(self, call: Call) -> list[Path]:
        """Return the paths in a call; one that is relative belongs to the folder before it."""
        found: list[Path] = []
        for part in call.parts:
            path = Path(part.decode())
            found.append(path if path.is_absolute() or not found else found[-1] / path)
        return found


def recorded(program: Sequence[str], folder: Path) -> tuple[list[Call], str]:
    """Run a program and return its calls, in the order in which they ended, and what it said."""
    log = folder / "calls"
    traced = ["strace", "-f", "-y", "-xx", "--seccomp-bpf", "-s", "10000000", "-qq"]
    ended = subprocess.run(
        [*traced, "-e", f"trace={','.join(_CALLS)}", "-o", log, sys.executable, *program],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return list(_read(log)), ended.stdout


def _read(log: Path) -> Iterator[Call]:
    begun: dict[str, str] = {}
    with log.open() as lines:
        for text in lines:
            line = text.rstrip("\n")
            if half := _BEGUN.fullmatch(line):
                begun[half[1]] = half[2]
                continue
            if rest := _RESUMED.fullmatch(line):
                line = f"{rest[1]} {begun.pop(rest[1])}{rest[2]}"
            if (call := _CALL.match(line)) and int(call[3]) >= 0:
                yield _parsed(call)


def _parsed(call: re.Match[str]) -> Call:
    parts = tuple(_bytes(quoted or decorated) for quoted, decorated in _PART.findall(call[2]))
    opened = _bytes(call[4] or "")
    bare = _PART.sub("", call[2]).split(", ")
    if call[1] == "openat":  # the descriptor that it gives is what the others name first
        bare[0] = call[3]
    return Call(call[1], tuple(bare), parts, int(call[3]), opened)


def _bytes(text: str) -> bytes:
    return ast.literal_eval(f"b'{text}'")


def _applied(content: bytes, changes: Sequence[Change]) -> bytes:
    data = bytearray(content)
    for at, written in changes:
        if written is None:
            data = data[:at].ljust(at, b"\0")
        else:
            data = data.ljust(at, b"\0")
            data[at : at + len(written)] = written
    return bytes(data)


def _survivors(pending: Sequence[Change], chance: random.Random) -> list[Change]:
    """Return what of the writes since the last sync is on the disk."""
    how = chance.choice(("none", "all", "beginning", "half", "torn"))
    if how == "none":
        return []
    if how == "all":
        return list(pending)
    if how == "beginning":
        return list(pending[: chance.randint(0, len(pending))])
    kept = [change for change in pending if chance.random() < 0.5]
    return kept if how == "half" else [part for change in kept for part in _torn(change, chance)]


def _torn(change: Change, chance: random.Random) -> Iterator[Change]:
    at, written = change
    if written is None:
        yield change
        return
    for start in range(0, len(written), SECTOR):
        if chance.random() < 0.5:
            yield at + start, written[start : start + SECTOR]


def _happen(tree: dict[Path, File | None], deed: Deed) -> None:
    """Let a change of names happen to the tree, if what it changes is there."""
    if deed.kind in {"make", "folder"}:
        tree[deed.path] = deed.node
    elif deed.kind == "remove":
        tree.pop(deed.path, None)
    elif deed.to is not None and deed.node and deed.safe:
        tree.pop(deed.path, None)
        tree[deed.to] = deed.node  # the file is there by its new name, its old one known or not
    elif deed.to is not None and deed.path in tree:
        for path in [path for path in tree if path == deed.path or deed.path in path.parents]:
            tree[deed.to / path.relative_to(deed.path)] = tree.pop(path)
