"""What a command that is refused says and leaves: one sentence, and everything as it was."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from journey import terminal

from practicenotes import messages


@dataclass(frozen=True, slots=True)
class Desk:
    """A closed practice, the options that open it, and the folder that all of it lies in."""

    around: Path
    vault: Path
    key: Path

    @property
    def opens(self) -> list[object]:
        """The options that open the practice without deriving a key."""
        return ["--vault", self.vault, "--recovery-key-file", self.key]


def state(folder: Path) -> dict[str, str]:
    """Return what lies in a folder: every name, and a digest of every file but the lock."""
    return {
        str(path.relative_to(folder)): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.name != "lock"
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def refused(folder: Path, *arguments: object, **more: object) -> str:
    """Run a command that must be refused; return its sentence. Nothing in `folder` may change."""
    before = state(folder)
    said = _sentence(*arguments, **more)
    assert state(folder) == before
    return said


def refused_but_for_the_trail(desk: Desk, *asked: object, **more: object) -> str:
    """Run a command that opens the practice and is refused; only the trail of openings grows."""
    before = state(desk.around)
    said = _sentence(*desk.opens, *asked, **more)
    after = state(desk.around)
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {f"{desk.vault.relative_to(desk.around)}/record-1.db"}
    return said


def _sentence(*arguments: object, **more: object) -> str:
    done = terminal(*arguments, **more)
    assert (done.returncode, done.stdout) == (1, ""), done
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("practicenotes: ")
    assert messages.UNEXPECTED not in lines[0]
    return lines[0].removeprefix("practicenotes: ")
