"""One client's record as files that need no program of ours: a page to read, data, and papers."""

import contextlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from practicenotes.domain.attachments import AttachmentId, tidy_name
from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import RowDamaged
from practicenotes.exchange import files, record_data, record_page


_LONGEST_NAME = 50  # characters; every system takes four bytes for each of them
_UNSAFE = '<>:"/\\|?*'

Content = Callable[[AttachmentId], bytes]


def write(
    whole: WholeRecord,
    folder: Path,
    tell: Callable[[], object] = lambda: None,
    content: Content | None = None,
) -> tuple[Path, ...]:
    """Write `<code name>-record.html` and `.json` into a folder, all or nothing; return the paths.

    What is kept as files goes beside them into `<code name>-files`, where `content` hands it out.
    The folder is made if only its last part is missing. `tell` enters in the trail that they were
    written; where that fails they are not left either. Raises TargetExists, DiskFull,
    FolderNotWritable and what `tell` raises.
    """
    name = _name(whole)
    page, data = (folder / f"{name}-record.{ending}" for ending in ("html", "json"))
    beside = folder / f"{name}-files"
    for path in (page, data, beside):
        files.refuse_taken(path)
    with contextlib.ExitStack() as undo:
        if files.make_folder(folder):
            undo.callback(folder.rmdir)
        written = _write_files(whole, beside, content, undo) if content else {}
        whole = _without_lost(whole, written) if content else whole
        links = {each: f"{beside.name}/{path.name}" for each, path in written.items()}
        for path, made in (
            (page, record_page.page(whole, links)),
            (data, record_data.dump(whole, links)),
        ):
            files.write_beside(path, made)
            undo.callback(path.unlink)
        tell()
        undo.pop_all()
    return page, data, *written.values()


def _write_files(
    whole: WholeRecord, beside: Path, content: Content, undo: contextlib.ExitStack
) -> dict[AttachmentId, Path]:
    """Write each file that is whole, and return where it lies."""
    written: dict[AttachmentId, Path] = {}
    for number, attachment in enumerate(whole.attachments, 1):
        with contextlib.suppress(RowDamaged):
            kept = content(attachment.id)
            if files.make_folder(beside):
                undo.callback(beside.rmdir)
            path = beside / f"{number:02} {_harmless(attachment.name)}"
            files.write_beside(path, kept)
            undo.callback(path.unlink)
            written[attachment.id] = path
    return written


def _without_lost(whole: WholeRecord, written: Mapping[AttachmentId, Path]) -> WholeRecord:
    """Return the record with the files marked as damaged that could not be handed out."""
    marked = (
        each if each.id in written else replace(each, damaged=True) for each in whole.attachments
    )
    return replace(whole, attachments=tuple(marked))


def _harmless(name: str) -> str:
    """Return the name of a file as every system can keep it."""
    plain = tidy_name("".join("-" if sign in _UNSAFE else sign for sign in name))
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_LONGEST_NAME].rstrip()}.{ending}" if dot else plain[:_LONGEST_NAME]


def _name(whole: WholeRecord) -> str:
    """Return what stands for the client in a file name: the code name, as far as it may."""
    client = whole.client
    words = unicodedata.normalize("NFC", client.id if client.damaged else client.code_name)
    plain = "".join(sign if sign.isalnum() else "-" for sign in words)
    return plain[:_LONGEST_NAME].strip("-") or "client"
