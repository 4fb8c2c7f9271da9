"""One client's record as files that need no program of ours: a page to read, and data."""

import contextlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import TargetExists
from practicenotes.exchange import files, record_data, record_page


_LONGEST_NAME = 50  # characters; every system takes four bytes for each of them


def write(
    whole: WholeRecord, folder: Path, tell: Callable[[], object] = lambda: None
) -> tuple[Path, ...]:
    """Write `<code name>-record.html` and `.json` into a folder, both or neither; return them.

    The folder is made if only its last part is missing. `tell` enters in the trail that they were
    written; where that fails they are not left either. Raises TargetExists, DiskFull,
    FolderNotWritable and what `tell` raises.
    """
    stem = f"{_name(whole)}-record"
    contents = {
        folder / f"{stem}.html": record_page.page(whole),
        folder / f"{stem}.json": record_data.dump(whole),
    }
    for path in contents:
        if path.is_symlink() or path.exists():
            raise TargetExists(path)
    with contextlib.ExitStack() as undo:
        if files.make_folder(folder):
            undo.callback(folder.rmdir)
        for path, data in contents.items():
            files.write_beside(path, data)
            undo.callback(path.unlink)
        tell()
        undo.pop_all()
    return tuple(contents)


def _name(whole: WholeRecord) -> str:
    """Return what stands for the client in a file name: the code name, as far as it may."""
    client = whole.client
    words = unicodedata.normalize("NFC", client.id if client.damaged else client.code_name)
    plain = "".join(sign if sign.isalnum() else "-" for sign in words)
    return plain[:_LONGEST_NAME].strip("-") or "client"
