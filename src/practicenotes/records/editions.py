"""Versions that the record keeps: what was written with one stays, whatever becomes of its file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.editions import Draft, DraftId, Incoming, Kept, Line, Origin, Shelf, Thing
from practicenotes.errors import CatalogBroken, FormTaken, NotFound
from practicenotes.vault import audit, rows


_TOUCHED = Changes.NOTES | Changes.LETTERS  # whoever offers forms or kinds reads them anew


@dataclass(frozen=True, slots=True)
class Trade(Generic[Thing]):
    """What is kept in versions: how it is called, written, read, named, and in which tables."""

    what: str
    key: str  # the column that says whose version a row is
    row: type[Any]
    draft_row: type[Any]
    shipped: Callable[[], Sequence[Thing]]
    parse: Callable[[str, str], Thing]
    write: Callable[[Thing], str]
    to_plain: Callable[[Thing], list[Any]]
    of_plain: Callable[[list[Any]], Thing]
    settled: Callable[[Thing, int, frozenset[str]], Thing]
    numbered: Callable[..., Thing]  # the same under another id or version
    free_id: Callable[[str, frozenset[str]], str]


class Editions(Generic[Thing]):
    """The versions of all forms, or of all kinds of letters."""

    def __init__(self, trade: Trade[Thing]) -> None:
        self.trade = trade
        # Every session that is opened asks for all forms: each text is read once.
        self._parsed = lru_cache(maxsize=256)(trade.parse)

    @writes(_TOUCHED)
    def keep(self, db: Db, template: Thing, origin: Origin, at: datetime) -> Kept[Thing]:
        """Keep a version, or return it as it was kept before: a version never changes.

        Where the row of a version can no longer be read, it is kept under the next one; a shipped
        one is in the program anyhow.
        """
        row = self._row(db, template.id, template.version)
        if row is not None:
            if kept := self._value(row):
                return kept
            if self.origin_of(template) is Origin.SHIPPED:
                return Kept(template, origin, at)
            template = self.trade.numbered(template, version=self.next_version(db, template.id))
        row = self.trade.row(
            **{self.trade.key: template.id},
            version=template.version,
            source=self.trade.write(template),
            origin=origin,
            made_at=at,
        )
        rows.keep(db, row)
        audit.append(db, "keep", row, at)
        return self._value(row) or Kept(template, origin, at)

    def next_version(self, db: Db, form_id: str) -> int:
        """Return the number that the next version gets: one that no row has, even damaged."""
        shipped = [form.version for form in self.trade.shipped() if form.id == form_id]
        chosen = select(self.trade.row.version).where(self._key == form_id)
        return max([*shipped, *db.scalars(chosen)], default=0) + 1 if form_id else 1

    def origin_of(self, template: Thing) -> Origin:
        """Return where one comes from: what is no shipped file is the therapist's own."""
        return Origin.SHIPPED if template in self.trade.shipped() else Origin.OWN

    def get(self, db: Db, form_id: str, version: int) -> Kept[Thing]:
        """Return one version; raises NotFound, also for one that can no longer be read."""
        row = self._row(db, form_id, version)
        found = self._value(row) if row else None
        if found is None:
            raise NotFound(self.trade.what, form_id)
        return found

    def find(self, db: Db, form_id: str, version: int) -> Thing | None:
        """Return one version as it is kept, else as it is shipped, else None."""
        row = self._row(db, form_id, version)
        kept = self._value(row) if row else None
        if kept:
            return kept.template
        shipped = ((form, (form.id, form.version)) for form in self.trade.shipped())
        return next((form for form, known in shipped if known == (form_id, version)), None)

    def listed(self, db: Db) -> tuple[Kept[Thing], ...]:
        """Return every version that is kept and can be read, retired ones too."""
        found = db.scalars(select(self.trade.row).order_by(self._key, self.trade.row.version))
        return tuple(form for row in found if (form := self._value(row)))

    def damaged(self, db: Db) -> int:
        """Return how many versions can no longer be read."""
        kept = db.scalar(select(func.count(self.trade.row.row))) or 0
        return kept - len(self.listed(db))

    @writes(_TOUCHED)
    def retire(self, db: Db, form_id: str, version: int, at: datetime) -> None:
        """Offer a version no longer; what was written with it stays. Raises NotFound."""
        row = self._known(db, form_id, version)
        row.retired_at = at
        audit.append(db, "retire", row, at)

    @writes(_TOUCHED)
    def bring_back(self, db: Db, form_id: str, version: int, at: datetime) -> None:
        """Offer a version again; raises NotFound."""
        row = self._known(db, form_id, version)
        row.retired_at = None
        audit.append(db, "bring back", row, at)

    def offered(self, db: Db, shipped: Sequence[Thing]) -> tuple[Thing, ...]:
        """Return what can be begun with, by name: the newest version of each.

        `shipped` are those of the program; one that was retired is left out.
        """
        newest = {template.id: template for template in shipped}
        retired = set()
        for kept in self.listed(db):
            template = kept.template
            known = newest.get(template.id)
            if kept.origin is Origin.OWN and (known is None or template.version >= known.version):
                newest[template.id] = template
                retired.discard(template.id)
            if newest.get(template.id, template).version == template.version and kept.retired_at:
                retired.add(template.id)
        forms = (template for template in newest.values() if template.id not in retired)
        return tuple(sorted(forms, key=lambda template: template.name.casefold()))

    def taken(self, db: Db) -> frozenset[str]:
        """Return the ids of all that there are."""
        shipped = {template.id for template in self.trade.shipped()}
        return frozenset(shipped | set(db.scalars(select(self._key))))

    @property
    def _key(self) -> Any:
        return getattr(self.trade.row, self.trade.key)

    def _row(self, db: Db, form_id: str, version: int) -> Any:
        row = self.trade.row
        return db.scalars(select(row).where(self._key == form_id, row.version == version)).first()

    def _known(self, db: Db, form_id: str, version: int) -> Any:
        row = self._row(db, form_id, version)
        if row is None:
            raise NotFound(self.trade.what, form_id)
        return row

    def _value(self, row: Any) -> Kept[Thing] | None:
        """Return one version, or None where its row is damaged or breaks a newer rule."""
        if row.damaged:
            return None
        try:
            template = self._parsed(row.source, getattr(row, self.trade.key))
        except CatalogBroken:
            return None
        return Kept(template, row.origin, row.made_at, row.retired_at)


class Drafts(Generic[Thing]):
    """What is being changed: kept as it stands, faults and all, until it is saved whole."""

    def __init__(self, editions: Editions[Thing]) -> None:
        self.editions, self.trade = editions, editions.trade

    @writes(_TOUCHED)
    def begin(self, db: Db, template: Thing, at: datetime) -> Draft[Thing]:
        """Begin to change one, or go on with the change of it that was begun before."""
        key = getattr(self.trade.draft_row, self.trade.key)
        chosen = select(self.trade.draft_row).where(key == template.id)
        found = (row for row in db.scalars(chosen) if template.id and not row.damaged)
        row = next(found, None)
        if row is None:
            row = self.trade.draft_row(**{self.trade.key: template.id}, version=template.version)
            row.parts, row.changed_at = self.trade.to_plain(template), at
            rows.keep(db, row)
        return self._value(db, row)

    def get(self, db: Db, draft_id: DraftId) -> Draft[Thing]:
        """Return what is being changed; raises NotFound."""
        row = self._row(db, draft_id)
        if row is None:
            raise NotFound(self.trade.what, draft_id)
        return self._value(db, row)

    def listed(self, db: Db) -> tuple[Draft[Thing], ...]:
        """Return all that is being changed, what was changed last first."""
        row = self.trade.draft_row
        found = db.scalars(select(row).order_by(row.changed_at.desc()))
        return tuple(self._value(db, row) for row in found if not row.damaged)

    @writes(Changes.NONE)
    def keep(self, db: Db, draft: Draft[Thing], at: datetime) -> datetime:
        """Keep one as it stands, also one that was thrown away; return the time."""
        row = self._row(db, draft.id) or self.trade.draft_row(id=draft.id)
        setattr(row, self.trade.key, draft.template.id)
        row.version = draft.template.version
        row.parts, row.changed_at = self.trade.to_plain(draft.template), at
        rows.keep(db, row)
        return at

    @writes(_TOUCHED)
    def throw_away(self, db: Db, draft_id: DraftId) -> None:
        """Let go of a change that was begun; what it was begun from stays as it is."""
        if row := self._row(db, draft_id):
            db.delete(row)

    @writes(_TOUCHED)
    def publish(self, db: Db, draft: Draft[Thing], at: datetime) -> Kept[Thing]:
        """Save what was written as a version; from now on one can begin with it.

        Raises CatalogBroken where it has a fault: then nothing is saved, and the draft stays.
        """
        version = self.editions.next_version(db, draft.template.id)
        template = self.trade.settled(draft.template, version, self.editions.taken(db))
        read = self.trade.parse(self.trade.write(template), template.name)
        kept = self.editions.keep(db, read, Origin.OWN, at)
        if row := self._row(db, draft.id):
            db.delete(row)
        return kept

    def _row(self, db: Db, draft_id: DraftId) -> Any:
        row = self.trade.draft_row
        found = db.scalars(select(row).where(row.id == draft_id)).first()
        return None if found is None or found.damaged else found

    def _value(self, db: Db, row: Any) -> Draft[Thing]:
        return Draft(
            id=DraftId(row.id),
            template=self.trade.of_plain(row.parts),
            becomes=self.editions.next_version(db, getattr(row, self.trade.key)),
            changed_at=row.changed_at,
        )


class Shelving(Generic[Thing]):
    """All that there is, with its versions: looked at, retired, brought back and brought in."""

    def __init__(self, editions: Editions[Thing], drafts: Drafts[Thing]) -> None:
        self.editions, self.drafts, self.trade = editions, drafts, editions.trade

    def of(self, db: Db) -> Shelf[Thing]:
        """Return every one and every draft of one."""
        return Shelf(self._lines(db), self.drafts.listed(db), self.editions.damaged(db))

    @writes(_TOUCHED)
    def retire(self, db: Db, form_id: str, at: datetime) -> None:
        """Offer one no longer; what was written with it stays as it is. Raises NotFound."""
        newest = self._line(db, form_id).versions[0]
        self.editions.keep(db, newest.template, newest.origin, at)
        self.editions.retire(db, form_id, newest.template.version, at)

    @writes(_TOUCHED)
    def bring_back(self, db: Db, form_id: str, at: datetime) -> None:
        """Offer one again; raises NotFound."""
        self.editions.bring_back(db, form_id, self._line(db, form_id).template.version, at)

    @writes(_TOUCHED)
    def take_in(self, db: Db, template: Thing, incoming: Incoming, at: datetime) -> Kept[Thing]:
        """Keep what a file holds, or return it where the same one is here already.

        Raises FormTaken where another one has its id, and nobody has said how it is to come in; the
        version of a shipped one is the program's.
        """
        here = next((line for line in self._lines(db) if line.template.id == template.id), None)
        same = [kept for kept in here.versions if self._alike(kept, template)] if here else []
        if same and incoming is not Incoming.COPY:
            return same[0]
        if here and (
            incoming is Incoming.ASK or (incoming is Incoming.VERSION and not here.is_own)
        ):
            raise FormTaken(template.id, here.is_own, self.trade.what)
        if here and incoming is Incoming.VERSION:
            version = self.editions.next_version(db, template.id)
            template = self.trade.numbered(template, version=version)
        elif here:
            free = self.trade.free_id(template.id, self.editions.taken(db))
            template = self.trade.numbered(template, id=free, version=1)
        return self.editions.keep(db, template, Origin.OWN, at)

    def _alike(self, kept: Kept[Thing], other: Thing) -> bool:
        return self.trade.numbered(kept.template, version=other.version) == other

    def _line(self, db: Db, form_id: str) -> Line[Thing]:
        found = next((line for line in self._lines(db) if line.template.id == form_id), None)
        if found is None:
            raise NotFound(self.trade.what, form_id)
        return found

    def _lines(self, db: Db) -> tuple[Line[Thing], ...]:
        """Return each one with its versions: those that are kept, and that of the program."""
        kept = {(f.template.id, f.template.version): f for f in self.editions.listed(db)}
        for template in self.trade.shipped():
            key = template.id, template.version
            if key not in kept:
                kept[key] = Kept(template, Origin.SHIPPED, None)
        found: dict[str, list[Kept[Thing]]] = {}
        for form in kept.values():
            found.setdefault(form.template.id, []).append(form)
        lines = (Line(_newest_first(versions)) for versions in found.values())
        return tuple(sorted(lines, key=lambda line: line.template.name.casefold()))


def _newest_first(versions: list[Kept[Thing]]) -> tuple[Kept[Thing], ...]:
    return tuple(sorted(versions, key=lambda form: form.template.version, reverse=True))
