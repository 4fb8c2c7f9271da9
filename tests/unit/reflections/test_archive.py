"""Everything that the private store holds can be taken out, whatever tables it will have."""

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session as Db

import factory
from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.reflections.supervision_items import SupervisionItem, SupervisionItemId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import archive, archive_pages, episodes, reflections, supervision
from practicenotes.reflections.archive import Taken
from practicenotes.reflections.schema import Base
from practicenotes.vault import Store, audit
from practicenotes.vault import rows as sealed_rows
from practicenotes.vault.rows import Day, Instant, Listing, OneOf, Sealed


HERON, MOSS = ClientId("c1" * 16), ClientId("c2" * 16)
HOURS = [SessionId(f"{number:032x}") for number in range(3)]
KEY = archive_pages.Key(
    {HERON: "Heron", MOSS: "Moss & <Co>"},
    {HOURS[0]: date(2025, 11, 4), HOURS[1]: date(2025, 11, 11)},
    catalog.facet_book(),
)


@pytest.fixture
def written(private: Store) -> Store:
    """Give a private store in which something is written about two clients."""
    entry = FacetEntry("trust_safety", "He sat <down>.", "“Fine.”", "", Answer.RATED, 3)
    unseen = FacetEntry("self_understanding", answer=Answer.NOT_OBSERVED)
    first = Reflection(HOURS[0], HERON, (entry, unseen), "A grey day.", for_supervision=True)
    private.run(reflections.save, first, factory.AT)
    private.run(reflections.save, Reflection(HOURS[1], MOSS, free="Moss said."), factory.AT)
    private.run(episodes.add, factory.episode(HERON, HOURS[0], my_part="hurried"), factory.AT)
    item = SupervisionItem(SupervisionItemId(""), HERON, None, "He left.", "Why?")
    private.run(supervision.flag, item, factory.AT)
    return private


def taken(private: Store) -> dict[str, bytes]:
    """Return the files as they would be packed."""
    return archive_pages.members(private.run(archive.gather), KEY, factory.AT)


def data(private: Store) -> dict:  # type: ignore[type-arg]
    """Return the JSON."""
    return json.loads(taken(private)[archive_pages.DATA])


def words(page: bytes) -> str:
    """Return what a browser shows of a page."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(page.decode().split("</style>")[1])
    return "\n".join(part for part in found if part.strip())


# --- nothing is forgotten --------------------------------------------------------------------


def fill_every_table(db: Db) -> dict[str, set[str]]:
    """Write one row into every private table, with a word of its own in every text column."""
    put: dict[str, set[str]] = {}
    ids: dict[str, str] = {}  # of the row in each table, for those that point at it
    order = [table.name for table in Base.metadata.sorted_tables]
    for mapper in sorted(Base.registry.mappers, key=lambda m: order.index(m.local_table.name)):
        row_class: type[Sealed] = mapper.class_
        table = mapper.local_table.name
        row, marks = row_class(), set()
        for column in inspect(row_class).local_table.columns:
            if column.key in {"row", "id", "revision", "mac"}:
                continue
            value, mark = _value(table, column, ids)
            setattr(row, column.key, value)
            marks |= {mark} if mark else set()
        sealed_rows.keep(db, row)
        ids[table] = row.id
        put[table] = marks
    return put


def _value(table: str, column, ids: dict[str, str]):
    """Return a value for a column, and the word in it by which it is known again."""
    kind, key = column.type, column.key
    mark = f"mark-{table}-{key}".replace("_", "-")
    plain = {"client_id": HERON, "session_id": HOURS[0], "rating": 2, "facet_id": "trust_safety"}
    if key in plain:
        return plain[key], ""
    for pointed in column.foreign_keys:
        return ids[pointed.column.table.name], ""
    if isinstance(kind, OneOf):
        return Answer.RATED if kind.members is Answer else next(iter(kind.members)), ""
    if isinstance(kind, Instant | Day):
        return factory.AT if isinstance(kind, Instant) else factory.DAY, ""
    if str(kind) == "INTEGER":
        return 1, ""
    return [mark] if isinstance(kind, Listing) else mark, mark


def test_every_table_is_taken_out(private: Store) -> None:
    """A table that is added tomorrow is in the data, or this test fails."""
    everything = {table.name for table in Base.metadata.sorted_tables}

    found = private.run(archive.gather).tables

    assert everything - found.keys() == archive.NOT_TAKEN == {"audit_state"}
    assert found.keys() <= everything


def test_every_column_of_every_table_is_taken_out(private: Store) -> None:
    """Each word of each column is in the data under its name."""
    put = private.run(fill_every_table)
    tables = data(private)["tables"]

    for mapper in Base.registry.mappers:
        table = mapper.local_table.name
        [line] = tables[table]
        columns = {c.key for c in mapper.local_table.columns} - {"row", "revision", "mac"}
        assert line.keys() == columns, table
        assert {mark for mark in put[table] if mark not in json.dumps(line)} == set(), table


def test_every_word_can_be_read_on_a_page(private: Store) -> None:
    """What is in any text column stands on one of the pages too, settings and ids left out."""
    put = private.run(fill_every_table)
    pages = "\n".join(words(page) for name, page in taken(private).items() if name.endswith("html"))

    for table, marks in put.items():
        if table != "setting":
            missing = {m for m in marks if m not in pages and not m.endswith("-id")}
            assert missing == set(), table


def test_the_marks_and_numbers_of_the_store_stay_behind(written: Store) -> None:
    """What only proves a row against this vault's key is not taken out."""
    found = json.dumps(data(written))
    assert '"mac"' not in found
    assert '"revision"' not in found


# --- data ------------------------------------------------------------------------------------


def test_the_data_says_what_it_is(written: Store) -> None:
    """Form, version, when, and what the ids stand for."""
    found = data(written)
    assert (found["format"], found["version"]) == ("practicenotes-reflections", 1)
    assert found["taken_at"] == "2025-11-18T14:02:44.120Z"
    assert found["clients"] == {HERON: "Heron", MOSS: "Moss & <Co>"}
    assert found["sessions"] == {HOURS[0]: "2025-11-04", HOURS[1]: "2025-11-11"}


def test_not_observed_is_no_number(written: Store) -> None:
    """A facet that was not observed has null where a rating would stand."""
    ratings = {
        e["facet_id"]: (e["answer"], e["rating"]) for e in data(written)["tables"]["facet_entry"]
    }
    assert ratings == {"trust_safety": ("rated", 3), "self_understanding": ("not observed", None)}


def test_the_trail_is_in_the_data(written: Store) -> None:
    """Who did what when, without the links that prove it."""
    trail = data(written)["tables"]["audit"]
    assert [entry["act"] for entry in trail] == ["begin", "begin", "begin", "begin"]
    assert trail[0].keys() == {"seq", "at", "actor", "act", "object"}


def test_of_what_is_damaged_the_id_alone_is_taken(written: Store) -> None:
    """Words that cannot be trusted are left out of data and pages."""
    factory.meddle(written, "UPDATE strain_episode SET my_part = 'forged'")

    [line] = data(written)["tables"]["strain_episode"]
    pages = b"".join(taken(written).values())

    assert line.keys() == {"id", "damaged"}
    assert b"forged" not in pages
    assert b"is damaged and was left out" in pages


# --- pages -----------------------------------------------------------------------------------


def test_each_client_has_a_page_and_there_is_an_overview(written: Store) -> None:
    """The overview leads to every page; no name of a file tells who is in it."""
    files = taken(written)
    overview = files[archive_pages.OVERVIEW].decode()

    assert list(files) == ["overview.html", "client-01.html", "client-02.html", "reflections.json"]
    assert re.findall(r'href="([^"]+)">([^<]+)<', overview) == [
        ("client-01.html", "Heron"),
        ("client-02.html", "Moss &amp; &lt;Co&gt;"),
    ]


def test_a_page_is_read_session_by_session(written: Store) -> None:
    """Day, reflection, facets with the anchor in words, strain, then what is of no session."""
    said = words(taken(written)["client-01.html"])
    book = catalog.facet_book()
    anchor = book.facet("trust_safety").anchors[3]

    in_order = (
        "Heron",
        "4 November 2025",
        "A grey day.",
        book.facet("trust_safety").name,
        "He sat <down>.",
        f"{anchor} (3)",
        "A moment of strain",
        book.marker("w_defer").label,
        "Of no one session",
        "For supervision",
        "He left.",
    )
    at = [said.index(part) for part in in_order]
    assert at == sorted(at)
    assert "Moss said." not in said


def test_a_rating_of_a_facet_that_is_gone_is_said_plainly(private: Store) -> None:
    """A book that has lost a facet does not stop the rest from being taken out."""
    entry = FacetEntry("of_old", "He sat down.", answer=Answer.RATED, rating=3)
    private.run(reflections.save, Reflection(HOURS[0], HERON, (entry,)), factory.AT)

    said = words(taken(private)["client-01.html"])

    assert {"of_old", "He sat down.", "3"} <= set(said.split("\n"))


def test_no_id_stands_on_a_page(written: Store) -> None:
    """Pages are for reading."""
    pages = b"".join(page for name, page in taken(written).items() if name.endswith(".html"))
    assert re.search(rb"[0-9a-f]{32}", pages) is None


def test_nothing_on_a_page_is_markup(written: Store) -> None:
    """What was written as a tag is shown as it was written, and nothing is loaded."""
    page = taken(written)["client-01.html"].decode()
    assert "He sat &lt;down&gt;." in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_client_who_is_gone_is_still_taken_out(private: Store) -> None:
    """What was written is kept under a plain sentence, and so is what is of a lost session."""
    gone = ClientId("ff" * 16)
    lost = SessionId("ee" * 16)
    private.run(reflections.save, Reflection(lost, gone, free="Orphaned."), factory.AT)
    said = words(taken(private)["client-01.html"])
    assert "A client who is no longer in the record" in said
    assert "A session that is gone" in said
    assert "Orphaned." in said


def test_an_empty_store_is_taken_out_too(private: Store) -> None:
    """Two files that say that nothing is written."""
    files = taken(private)
    assert list(files) == ["overview.html", "reflections.json"]
    assert "Nothing is written yet." in words(files["overview.html"])


def test_ids_come_in_the_order_of_writing() -> None:
    """Clients and sessions are each named once."""
    lines = ({"client_id": MOSS, "session_id": HOURS[1]}, {"client_id": HERON, "session_id": None})
    found = Taken({"reflection": (*lines, *lines), "setting": ({"name": "x"},)})
    assert found.clients == (MOSS, HERON)
    assert found.sessions == (HOURS[1],)


@pytest.mark.parametrize(
    ("sealed", "act"), [(True, "take out, encrypted"), (False, "take out, readable by anyone")]
)
def test_the_private_trail_tells_of_it(private: Store, sealed: bool, act: str) -> None:
    """In which form everything left, and nothing of what it was."""
    private.run(lambda db: archive.told(db, factory.AT, sealed=sealed))
    [entry] = private.run(audit.entries)
    assert (entry.act, entry.object) == (act, "reflections")


def test_gathering_changes_nothing(written: Store) -> None:
    """Looking at everything leaves every row as it was."""
    before = factory.rows_of(written, "SELECT * FROM reflection")
    written.run(archive.gather)
    assert factory.rows_of(written, "SELECT * FROM reflection") == before
    assert len(written.run(audit.entries)) == 4
