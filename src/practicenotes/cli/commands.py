"""The commands, one function each: what was asked in, what came of it out."""

import os
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes import messages
from practicenotes.cli import executor_sheet as sheets
from practicenotes.cli import forms as form_papers
from practicenotes.cli import letters as letter_papers
from practicenotes.cli import record_papers, secrets
from practicenotes.cli.asked import Asked, Outcome
from practicenotes.cli.asked import opened as _record
from practicenotes.domain import attachments as file_rules
from practicenotes.domain import copies, scoring, synchronised, times
from practicenotes.domain import hours as hour_rules
from practicenotes.domain import settings as known_settings
from practicenotes.domain.attachments import AttachmentId, AttachmentKind, NewAttachment
from practicenotes.domain.hours import Hour
from practicenotes.domain.letters import LetterId
from practicenotes.domain.measures import Measure, MeasureResult
from practicenotes.domain.people import ClientLine
from practicenotes.errors import (
    ArgumentMissing,
    FileNotReadable,
    FolderMissing,
    FolderSynchronised,
    UnknownKind,
)
from practicenotes.exchange import archive_file, files, looked_at, record_files
from practicenotes.exchange import hours as hours_table
from practicenotes.records import (
    access,
    attachments,
    executor,
    inspection,
    measure_forms,
    notes,
    settings,
    whole,
)
from practicenotes.records import clients as client_files
from practicenotes.records import hours as log
from practicenotes.records import measures as filed
from practicenotes.records import search as searching
from practicenotes.records.form_shelf import Incoming
from practicenotes.vault import (
    RecoveryKey,
    Store,
    Vault,
    shelf,
)
from practicenotes.vault import backup as backups


UNREAD = (
    "; the reflections are closed and were copied unread."
    " With --second-passphrase-file they are verified too."
)


def init(asked: Asked) -> Outcome:
    """Make an empty vault; it stays marked until its recovery key was tried once."""
    passphrase = secrets.new(asked.secret.passphrase_file, secrets.FIRST)
    asked.stops.hold()
    vault, key = Vault.create(
        *(asked.vault, passphrase, asked.schemas), at=asked.now(), anywhere=asked.anywhere
    )
    vault.close()
    return Outcome(_made(vault, key), {"vault": str(vault.folder), "recovery_key": str(key)})


def demo(asked: Asked) -> Outcome:
    """Make a vault with the fictional practice, its last session today."""
    from practicenotes.cli import demo as fiction

    passphrase = secrets.new(asked.secret.passphrase_file, secrets.FIRST)
    vault, key = fiction.make(asked.vault, passphrase, asked.schemas, at=asked.now())
    vault.close()
    words = f"{_made(vault, key)}\nEvery person in it is invented."
    return Outcome(words, {"vault": str(vault.folder), "recovery_key": str(key)})


def info(asked: Asked) -> Outcome:
    """Say what the vault holds, without a name."""
    with _record(asked) as (vault, record):
        listed = record.run(client_files.find, times.on_the_wall(asked.now()))
        count = record.run(notes.count)
        tried = record.run(settings.get, known_settings.RECOVERY_TRIED)
        last = str(record.run(settings.get, known_settings.LAST_BACKUP))
    facts = {
        "vault": str(vault.folder),
        "id": vault.id,
        "clients": len(listed),
        "sessions_held": sum(line.sessions_held for line in listed),
        "notes": count,
        "recovery_key_tried": tried,
        "last_backup": last or None,
    }
    words = [
        f"Vault: {vault.folder}",
        f"Clients: {facts['clients']}, sessions held: {facts['sessions_held']}, notes: {count}",
        f"Last backup: {last or 'none yet'}",
    ]
    if not tried:
        words.append("The recovery key has not been tried yet. The program asks for it once.")
    return Outcome("\n".join(words), facts)


def clients(asked: Asked) -> Outcome:
    """List the clients by code name."""
    with _record(asked) as (_, record):
        listed = record.run(client_files.find, times.on_the_wall(asked.now()))
    words = "\n".join(
        f"{line.id}  {line.code_name}, {line.kind.value}, {line.status.value}, "
        f"{line.sessions_held} sessions"
        for line in listed
    )
    facts = [asdict(line) | _plain(line) for line in listed]
    return Outcome(words or "No clients yet.", {"clients": facts})


def list_letters(asked: Asked) -> Outcome:
    """List the letters of one client, latest first."""
    with _record(asked) as (_, record):
        return Outcome(*letter_papers.listed(record, _client(record, asked).id))


def letter(asked: Asked) -> Outcome:
    """Write a letter from the record; it is kept as a draft and printed with the draft mark."""
    password = secrets.password(asked.given.password_file)
    with _record(asked) as (_, record):
        client_id = _client(record, asked).id
        told = letter_papers.drafted(record, client_id, asked.given, password, asked.now())
    return Outcome(*told)


def save_letter(asked: Asked) -> Outcome:
    """Write the exact pages of an approved letter; the trail tells of it."""
    password = secrets.password(asked.given.password_file)
    with _record(asked) as (_, record):
        named = LetterId(asked.given.letter)
        told = letter_papers.approved(record, named, asked.given.to, password, asked.now())
    return Outcome(*told)


def export(asked: Asked) -> Outcome:
    """Write one client's record as HTML and JSON, with the files that belong to it."""
    with _record(asked) as (_, record):
        client_id = _client(record, asked).id
        tell = partial(record.run, whole.told_of_export, client_id, asked.now())
        held = record.run(whole.of_client, client_id)
        written = record_files.write(
            held, asked.given.to, tell, lambda each: record.run(attachments.content, each)
        )
    listed = "\n".join(str(path) for path in written)
    words = f"Wrote\n{listed}\nAnyone who has these files can read them."
    return Outcome(words, {"files": [str(path) for path in written]})


def print_record(asked: Asked) -> Outcome:
    """Write one client's record, or what was chosen of it, as one PDF; the trail tells of it."""
    choice = record_papers.choice(asked.given)
    with _record(asked) as (_, record):
        client_id = _client(record, asked).id
        told = record_papers.written(record, client_id, choice, asked.given.to, asked.now())
    return Outcome(*told)


def hours(asked: Asked) -> Outcome:
    """List the log of supervision and further training, and write it as a table if asked."""
    target: Path | None = asked.given.to
    if target:
        files.refuse_taken(target)
    with _record(asked) as (_, record):
        year: int | None = asked.given.year
        listed = record.run(log.every) if year is None else record.run(_hours_of, year)
        if target:
            with files.none_unless_done() as made:
                files.write_beside(target, hours_table.table(listed))
                made.append(target)
                record.run(log.told_of_export, asked.now())
    spent = {kind.value: minutes for kind, minutes in hour_rules.sums(listed).items()}
    words = [*map(_hour, listed), *(f"{k}: {hour_rules.said(m)}" for k, m in spent.items())]
    words += [f"Wrote {target}. Anyone who has the file can read it."] if target else []
    facts = {"hours": [asdict(each) | {"kind": each.kind.value} for each in listed], "sums": spent}
    return Outcome("\n".join(words) or "No hours yet.", facts | {"file": target and str(target)})


def forms(asked: Asked) -> Outcome:
    """List the forms for notes, write one into a file, or take one in from a file."""
    return _in_versions(form_papers.FORMS, "forms", asked)


def kinds(asked: Asked) -> Outcome:
    """List the kinds of letters, write one into a file, or take one in from a file."""
    return _in_versions(form_papers.KINDS, "letter-kinds", asked)


def _in_versions(trade: form_papers.Trade, command: str, asked: Asked) -> Outcome:
    given = asked.given
    if given.act == "export" and (given.what is None or given.to is None):
        raise ArgumentMissing(f"{command} export", f"the id of a {trade.what}, and --to FILE.toml")
    if given.act == "import" and given.what is None:
        raise ArgumentMissing(f"{command} import", "a file")
    with _record(asked) as (_, record):
        if given.act == "export":
            told = form_papers.written(trade, record, given.what, given.version, given.to)
        elif given.act == "import":
            incoming = Incoming(given.come_in)
            told = form_papers.taken_in(trade, record, Path(given.what), incoming, asked.now())
        else:
            told = form_papers.listed(trade, record)
    return Outcome(*told)


def open_archive(asked: Asked) -> Outcome:
    """Write what an archive of reflections holds into a new folder, for whoever has its passphrase.

    No practice is opened, and nothing of the archive is shown here.
    """
    target: Path = asked.given.to
    tag = f"archive-{asked.now():%Y%m%d%H%M%S%f}"
    written = archive_file.unpack(asked.given.file, target, asked.secret.passphrase(), tag)
    words = f"Wrote {len(written)} files into {target}. Anyone who has them can read them."
    return Outcome(words, {"files": [str(path) for path in written]})


def measures(asked: Asked) -> Outcome:
    """List what one client said on questionnaires, earliest first; damaged forms are counted."""
    with _record(asked) as (_, record):
        client_id = _client(record, asked).id
        known = record.run(measure_forms.known)
        results = record.run(filed.of_client, client_id)
    sound = [result for result in results if not result.damaged]
    lines = [
        f"{result.taken_on}  {result.name}: {_in_words(known.get(result.measure_id), result)}"
        for result in sound
    ]
    damaged = len(results) - len(sound)
    lines += [f"Damaged and left out: {damaged}"] if damaged else []
    facts = {"results": [asdict(result) for result in sound], "damaged": damaged}
    return Outcome("\n".join(lines) or "No questionnaire was filled in yet.", facts)


def list_files(asked: Asked) -> Outcome:
    """List the files of one client, received last first."""
    with _record(asked) as (_, record):
        listed = record.run(attachments.of_client, _client(record, asked).id)
    sound = [each for each in listed if not each.damaged]
    lines = [
        f"{each.id}  {each.received_on}  {each.name}, {each.kind.value},"
        f" {file_rules.size_in_words(each.size)}"
        for each in sound
    ]
    damaged = len(listed) - len(sound)
    lines += [f"Damaged and left out: {damaged}"] if damaged else []
    facts = [asdict(each) | {"kind": each.kind.value} for each in sound]
    return Outcome("\n".join(lines) or "No files yet.", {"files": facts, "damaged": damaged})


def add_file(asked: Asked) -> Outcome:
    """Keep a file in the record of one client; the one on the disk stays where it is."""
    came = looked_at.read(asked.given.file)
    at = asked.now()
    with _record(asked) as (_, record):
        new = NewAttachment(
            _client(record, asked).id,
            AttachmentKind(asked.given.kind),
            came.name,
            came.media_type,
            times.on_the_wall(at).date(),
            came.content,
            asked.given.about,
        )
        attachment_id = record.run(attachments.add, new, at)
    words = f"Kept “{came.name}”. The file itself still lies where it was, readable by anyone."
    words += " Its place, time and camera were left out." if came.cleaned else ""
    return Outcome(words, {"id": attachment_id, "cleaned": came.cleaned})


def save_file(asked: Asked) -> Outcome:
    """Write a copy of a file of the record; that is entered in the trail."""
    target: Path = asked.given.to
    files.refuse_taken(target)
    named = AttachmentId(asked.given.file)
    with _record(asked) as (_, record), files.none_unless_done() as made:
        files.write_beside(target, record.run(attachments.content, named))
        made.append(target)
        record.run(attachments.told_of_saving, named, asked.now())
    words = f"Wrote {target}. The copy is not encrypted: anyone who has it can read it."
    return Outcome(words, {"file": str(target)})


def search(asked: Asked) -> Outcome:
    """Find words in the record."""
    with _record(asked) as (_, record):
        hits = record.run(searching.find, " ".join(asked.given.words))
    words = "\n".join(
        f"{hit.code_name}, {times.in_full(hit.on)}, {hit.where}: {hit.before}{hit.found}{hit.after}"
        for hit in hits
    )
    return Outcome(words or "Nothing found.", {"hits": [asdict(hit) for hit in hits]})


def backup(asked: Asked) -> Outcome:
    """Write a copy of both stores, read it back and check it."""
    with _record(asked) as (vault, _):
        written, shut = vault.backup(asked.given.to, at=asked.now()), vault.is_shut
        at = asked.now().isoformat(timespec="seconds")
        access.enter(vault, settings.put, known_settings.LAST_BACKUP, at)
    how = "The record in it was verified" if shut else "It was opened and verified"
    words = f"Wrote {written}. {how}{UNREAD if shut else '.'}"
    return Outcome(words, {"file": str(written), "reflections_read": not shut})


def list_backups(asked: Asked) -> Outcome:
    """List the backups of this practice in a folder, newest first, with what each holds."""
    folder: Path = asked.given.folder
    _refuse_no_folder(folder)
    with _record(asked) as (vault, _):
        found = shelf.find(vault, folder)
    facts = [
        {"file": str(each.path), "at": each.at.isoformat(), "known": each.known}
        | ({"sound": each.sound, "holds": copies.counts(each.rows)} if each.known else {})
        for each in found
    ]
    lines = [f"{each.at:%Y-%m-%d %H:%M} UTC  {each.path.name}{_held(each)}" for each in found]
    return Outcome("\n".join(lines) or "No backups of this practice there.", {"backups": facts})


def _refuse_no_folder(folder: Path) -> None:
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        raise FolderMissing(folder) from None
    except PermissionError:
        raise FileNotReadable(folder) from None
    except OSError:
        raise ArgumentMissing("backups", f"a folder, and {folder} is none") from None


def restore(asked: Asked) -> Outcome:
    """Unpack a backup into a new folder; nothing that exists is touched."""
    key, target = asked.secret.key(), asked.given.to
    if not asked.anywhere and (service := synchronised.service(target)):
        raise FolderSynchronised(target, service)
    report = backups.restore(asked.given.file, target, key, asked.schemas, at=asked.now())
    held = copies.counts({store.store: store.rows for store in report.stores})
    told = ", ".join(f"{count} {word}" for word, count in held.items())
    return Outcome(f"Restored into {target}: {told}.", {"vault": str(target), "holds": held})


def _held(each: shelf.Shelved) -> str:
    if not each.known:
        return "  (other keys)"
    told = ", ".join(f"{count} {word}" for word, count in copies.counts(each.rows).items())
    return f"  {told}{'' if each.sound else ', some of it damaged'}"


def executor_sheet(asked: Asked) -> Outcome:
    """Make, try or revoke the sheet for whoever acts for the therapist, or tell of it."""
    act, at = asked.given.act, asked.now()
    typed = secrets.lines_of(sheets.key_file(asked.given), secrets.SHEET) if act == "try" else ()
    key = asked.secret.key()
    with _record(asked, key) as (vault, _):
        if act == "make":
            asked.stops.hold()
            told = sheets.made(vault, key, asked.given, at)
        elif act == "try":
            told = sheets.tried(vault, typed, at)
        elif act == "revoke":
            told = sheets.revoked(vault, at)
        else:
            told = sheets.said(vault)
    return Outcome(*told)


def verify(asked: Asked) -> Outcome:
    """Check the pages, rows and chains of both stores; what they say is not shown."""
    with _record(asked) as (vault, _):
        facts = inspection.of(vault)
    return Outcome(messages.verification_in_terminal(facts), facts, good=facts["sound"])


def _hours_of(db: Any, year: int) -> tuple[Hour, ...]:
    return log.of_year(db, year).hours


def _hour(hour: Hour) -> str:
    if hour.damaged:
        return "One line is damaged and was left out."
    told = (hour.with_whom, hour.topic)
    beside = "".join(f", {' '.join(part.split())}" for part in told if part.strip())
    day, length = hour.on.isoformat(), hour_rules.said(hour.minutes)
    return f"{day}  {hour.kind.value}, {length}{beside}"


def _made(vault: Vault, key: RecoveryKey) -> str:
    return (
        f"Made {vault.folder}.\n\n"
        f"Recovery key: {key}\n\n"
        "Write it on paper and keep it away from this computer. It is not shown again.\n"
        "If you lose both the passphrase and this key, nobody can open the vault."
    )


def _client(record: Store, asked: Asked) -> ClientLine:
    """Return the client that was named by id or code name; raises UnknownKind."""
    named: str = asked.given.client
    listed = record.run(client_files.find, times.on_the_wall(asked.now()))
    for line in listed:
        if named in (line.id, line.code_name) or named.lower() == line.code_name.lower():
            if asked.secret.executor_key_file is not None:
                record.run(executor.looked_at, line.id, asked.name, asked.now())
            return line
    raise UnknownKind("client", named)


def _in_words(measure: Measure | None, result: MeasureResult) -> str:
    """Return a result in words; of a questionnaire that is not known, the total alone."""
    return scoring.in_words(measure, result) if measure else f"total {result.total}"


def _plain(line: ClientLine) -> dict[str, str]:
    return {"kind": line.kind.value, "status": line.status.value}
