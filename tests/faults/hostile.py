"""Thousands of hostile texts on their way through every field: kept, searched, shown, printed.

`hostile.py FOLDER BAIT COUNT` prints how many texts went, and how many papers came of it. BAIT is a
picture that many of the texts ask for; whoever watches this program sees whether it was opened.
"""

import contextlib
import csv
import io
import os
import random
import re
import sys
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

import factory
from fillings import Filler
from practicenotes import catalog, records, reflections
from practicenotes.documents import record as record_paper
from practicenotes.domain import times
from practicenotes.domain.hours import Hour
from practicenotes.domain.notes import AddendumKind, NoteId
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.record_paper import Choice, RecordPaper
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.whole import WholeRecord
from practicenotes.errors import GlyphMissing, SearchUnclear
from practicenotes.exchange import hours, record_data, record_files
from practicenotes.records import clients, notes, record_papers, search, signatures
from practicenotes.reflections import reflections as private_notes
from practicenotes.ui.printing.pages import Pages
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.vault import Cost, Store, Vault


SCHEMAS = {"record": records.SCHEMA, "private": reflections.SCHEMA}
AT = factory.AT
HOSTILE = (
    *(
        '<img src="http://127.0.0.1:9/{0}.png"/>',
        '<img src="{bait}"/>',
        "<img src='file://{bait}'>",
    ),
    *("![x](http://127.0.0.1:9/{0})", "![x]({bait})", "[x](javascript:alert({0}))", "<{bait}>"),
    *(
        "<font color=[[__import__('os').getpid()]]>{0}</font>",
        "[[{0}]]",
        "{{client}} {{0.__class__}}",
    ),
    *(
        "<para><link href='http://127.0.0.1:9/'>{0}</link></para>",
        "<a name='{0}'/>",
        "<onDraw name=x/>",
    ),
    *(
        "<script src=//127.0.0.1:9/{0}.js></script>",
        "<iframe src='file://{bait}'>",
        "</section><!-- ",
    ),
    *(
        "@import url(http://127.0.0.1:9/{0}.css);",
        "&lt;b&gt; &#x26; &{0};",
        "]]></style>",
        "<b><i>{0}",
    ),
    *('=HYPERLINK("http://127.0.0.1:9/{0}")', "+cmd|' /C calc'!A{0}", "@SUM(1+{0})*cmd", "-2+{0}"),
    *(
        "'; DROP TABLE note; -- {0}",
        '" OR NEAR(x {0})',
        "x* NOT {0} AND (",
        "%s %n %({0})s",
        "\\x{0}",
    ),
    *(
        "../../{0}",
        "C:\\{0}\\..",
        "~/{0}",
        "$(touch {bait}) `id`",
        "http://127.0.0.1:9/{0}",
        "//x/{0}",
    ),
    *(
        "# {0}\n\n- a\n    - b\n1. c\n\n| d | e |\n",
        "**{0}*",
        "> {0}\n```\n",
        "\t{0}\n\n\n\n\nend",
        "{0}" * 40,
    ),
    *(
        "العربية {0} עברית",
        "\u202e{0}\u2066",
        "e\u0301\u0302\u0303{0}",
        "Ωmega Жук {0}",
        "\u200b\ufeff{0}",
    ),
)
ALONE = re.compile(r"(?<![^\s<>/])h\d+(?![^\s<>/])")  # a number that is a word of its own
RARE = ("🙂👩‍🦰 {0}", "각 {0} 漢字", "\U0001f3f4\U000e0067 {0}", "\u0007\u001b[31m{0}", "\x00{0}")
HARMLESS = {  # the tags of a record as a page
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "dl", "dt", "dd", "br", "strong", "em"),
    *("ol", "ul", "li", "a", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
TOLD = {  # what they say of themselves
    *("lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope"),
    *("aria-label", "start", "value"),
}


class Texts(Filler):
    """Fills every field of the domain with the next hostile text."""

    def __init__(self, chance: random.Random, bait: Path, before: int, *, rare: bool) -> None:
        super().__init__()
        self._chance, self._bait = chance, bait
        self._forms = HOSTILE + RARE if rare else HOSTILE
        self._before, self.given = before, 0

    @property
    def number(self) -> int:
        """Of the text that was given last."""
        return self._before + self.given

    def text(self, number: int = 0) -> str:
        """Return some pieces of ill will, which say the number of the text and no other."""
        self.given += 1
        number = self.number
        pieces = self._chance.choices(self._forms, k=self._chance.randint(1, 4))
        said = [
            piece.replace("{0}", f"h{number:06}").replace("{bait}", str(self._bait))
            for piece in pieces
        ]
        return self._chance.choice(("", " ", "\n")).join(said)


class Tags(HTMLParser):
    """Reads a page as a browser does, and fails at a tag or a link that could fetch or run."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        assert tag in HARMLESS, tag
        assert told.keys() <= TOLD, told
        assert str(told.get("href", "#")).startswith("#")


def handed_out(paper: RecordPaper, folder: Path) -> int:
    """Print and export a record, look at its pages, and return how many papers came of it."""
    with closing(Pages(record_paper.draw(paper, Choice(), AT.date()))) as pages:
        for number in range(len(pages)):
            assert not pages.image(number, 0.2).isNull()
    files = record_files.write(paper.whole, folder)
    tags = Tags()
    tags.feed(files[0].read_text("utf-8"))
    tags.close()
    assert files[1].read_bytes() == record_data.dump(paper.whole)
    return 1 + len(files)


def listed(texts: Texts) -> None:
    """Write a log of hours as a table, and fail at a cell that a spreadsheet would obey."""
    table = hours.table(texts.fill(Hour) for _ in range(3)).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(table, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line)


def kept(vault: Vault, texts: Texts) -> tuple[ClientId, SessionId]:
    """Keep texts in the fields of a client, a note and a reflection; fail unless they come back."""
    record, private = vault.record, vault.private
    new = replace(texts.fill(NewClient), code_name=f"Heron {texts.number} {texts.text()}")
    client_id = record.run(clients.add, new, AT)
    found = record.run(clients.get, client_id)
    assert [(each.name, each.contact) for each in found.people] == [
        (each.name, each.contact) for each in new.people
    ]
    for field in ("reason", "rhythm", "referrer", "referrer_address", "medication", "consent"):
        assert getattr(found, field) == getattr(new, field)
    session_id = factory.add_session(record, client_id, risk=texts.text())
    note = record.run(notes.begin, session_id, catalog.note_template("dap"), AT)
    said = {section.key: texts.text() for section in note.sections}
    record.run(notes.save, note.id, said, AT)
    record.run(signatures.sign, note.id, AT)
    more = [texts.text() for _ in range(2)]
    signed = record.run(signatures.add_to, note.id, AddendumKind.ADDENDUM, *more, AT)
    assert {section.key: section.text for section in signed.sections} == said
    assert (signed.addenda[0].reason, signed.addenda[0].text) == tuple(more)
    thought = Reflection(session_id, client_id, free=texts.text())
    private.run(private_notes.save, thought, AT)
    assert private.run(private_notes.get, session_id, client_id).free == thought.free
    for words in (*said.values(), more[1]):
        looked_for(record, words, note.id)
    return client_id, session_id


def looked_for(record: Store, words: str, note_id: NoteId) -> None:
    """Search for a whole text and for its number: found, or refused as nothing to search for."""
    with contextlib.suppress(SearchUnclear):
        record.run(search.find, words)
    number = ALONE.search(words)
    if number:
        assert note_id in {hit.id for hit in record.run(search.find, number[0])}


def shown(vault: Vault, session_id: SessionId) -> None:
    """Lay a session out in a window of its own, and draw it."""
    broadcast, drawn = Broadcast(), QEventLoop()
    doors = [Tasks(store.submit, broadcast) for store in (vault.record, vault.private)]
    page = SessionPage(*doors, times.utc_now)
    page.resize(1200, 744)
    page.show()
    page.private.opened.connect(lambda _: drawn.quit())
    page.open(session_id)
    drawn.exec()
    QCoreApplication.processEvents()
    assert not page.grab().isNull()
    page.close()
    page.deleteLater()


def main(folder: str, bait: str, count: str) -> None:
    """Let so many texts go through every field."""
    app = QApplication([])
    Theme(app)
    home, chance = Path(folder), random.Random(41)
    vault, _ = Vault.create(
        home / "P.practice",
        "velvet harbour seven lanterns",
        SCHEMAS,
        at=AT,
        cost=Cost(65_536, 2, 1),
    )
    went, papers, refused, round_ = 0, 0, 0, 0
    with closing(vault):
        while went < int(count):
            texts = Texts(chance, Path(bait), went, rare=round_ % 4 == 3)
            client_id, session_id = kept(vault, texts)
            shown(vault, session_id)
            listed(texts)
            own = vault.record.run(record_papers.gather, client_id)
            for name, paper in (("own", own), ("every", RecordPaper(texts.fill(WholeRecord)))):
                try:
                    papers += handed_out(paper, home / f"{name} {round_}")
                except GlyphMissing:
                    refused += 1
            went, round_ = went + texts.given, round_ + 1
        assert vault.verify().is_sound
    sys.stdout.write(f"{went} {papers} {refused}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
