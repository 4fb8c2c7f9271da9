"""Where the file of an open store lies and how it was left, to know it again on a disk put back."""

from dataclasses import dataclass
from pathlib import Path


_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # how one begins that is still to be used
_FINE = 10_000_000  # ns: the file systems of sticks remember no time more exactly than this,
_COARSE = 2_000_000_000  # ns: and some of them only to two seconds


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One file as it was after the last thing that was done with it."""

    device: int
    inode: int
    size: int
    changed: int  # ns

    def is_gone(self, path: Path) -> bool:
        """Say whether no file has this name, or another one."""
        return not self.is_there(path)

    def is_there(self, path: Path) -> bool:
        """Say whether the very same file has this name."""
        found = of(path)
        return (found.device, found.inode) == (self.device, self.inode)

    def is_back(self, path: Path) -> bool:
        """Say whether a file has this name, and is as this one was left.

        Where a journal waits, nobody has opened it since: whoever does uses it up.
        """
        found = of(path)
        if found == _NOWHERE:
            return False
        apart = abs(found.changed - self.changed)
        same_time = apart <= (0 if found.changed % _FINE else _COARSE)
        as_left = same_time and found.size == self.size
        return as_left or _waits(path.with_name(path.name + "-journal"))

    def now(self, path: Path) -> "Whereabouts":
        """Return how it is left by now; what else has its name by now says nothing about it."""
        return of(path) if self.is_there(path) else self


_NOWHERE = Whereabouts(0, 0, 0, 0)


def of(path: Path) -> Whereabouts:
    """Return where a file lies and how it was left; one that is out of reach lies nowhere."""
    try:
        found = path.stat()
    except OSError:
        return _NOWHERE
    return Whereabouts(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _waits(journal: Path) -> bool:
    try:
        with journal.open("rb") as file:
            return file.read(len(_JOURNAL)) == _JOURNAL
    except OSError:
        return False
