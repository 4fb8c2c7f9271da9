"""The few pieces that a page of the record is made of; every word in them is text, never markup."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from practicenotes import resources
from practicenotes.domain import third_party
from practicenotes.domain.writing import reading
from practicenotes.domain.writing.reading import Kind


LANGUAGE = "en-GB"
_NO_LOADS = "default-src 'none'; style-src 'unsafe-inline'"
_DEEPEST = 6


def document(title: str, body: Iterable[str]) -> str:
    """Return a page that needs nothing but itself: no script, no font, nothing to be loaded."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{LANGUAGE}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_NO_LOADS}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{resources.read_text('style', 'record.css')}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>\n",
        ]
    )


def heading(level: int, words: str) -> str:
    """Return a heading; `level` counts from 1."""
    return f"<h{level}>{escape(words)}</h{level}>"


def paragraph(words: str, kind: str = "lines") -> str:
    """Return a paragraph that keeps its line breaks; nothing for no words."""
    return f'<p class="{kind}">{escape(words)}</p>' if words.strip() else ""


def link(path: str) -> str:
    """Return a link to a file beside the page; the path is its words too."""
    return f'<p><a href="{quote(path)}">{escape(path)}</a></p>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels with what they say; what says nothing is left out."""
    rows = [f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in pairs if said]
    return "\n".join(["<dl>", *rows, "</dl>"]) if rows else ""


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column names its rows; nothing for no rows."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = [
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    ]
    if not lines:
        return ""
    return "\n".join(
        [
            f"<table><caption>{escape(caption)}</caption>",
            f"<thead><tr>{top}</tr></thead>",
            "<tbody>",
            *lines,
            "</tbody></table>",
        ]
    )


def note(text: str, level: int) -> str:
    """Return the text of a note, its Markdown as meant and its headings below this level."""
    return "".join(_blocks(third_party.in_words(text), level))


def contents(entries: Iterable[tuple[str, str]]) -> str:
    """Return the table of contents: links to the ids of the sections of this page."""
    links = [f'<li><a href="#{escape(to)}">{escape(words)}</a></li>' for to, words in entries]
    return "\n".join(
        ['<nav aria-label="Contents">', heading(2, "Contents"), "<ol>", *links, "</ol></nav>"]
    )


def _blocks(text: str, level: int) -> Iterator[str]:
    """Yield the pieces of a note; an item stays open for what belongs to it."""
    lists: list[str] = []
    for block in reading.blocks(text):
        said = reading.tagged(block.said, _lines, "strong", "em")
        if block.kind is not Kind.ITEM:
            yield from _close(lists, 0 if block.kind is Kind.HEADING else block.depth)
            tag = "p"
            if block.kind is Kind.HEADING:
                tag = f"h{min(level + block.depth, _DEEPEST)}"
            yield f"<{tag}>{said}</{tag}>"
            continue
        number = block.label.rstrip(".)")
        kind = "ol" if number.isdecimal() else "ul"
        same = len(lists) >= block.depth and lists[block.depth - 1] == kind
        yield from _close(lists, block.depth if same else block.depth - 1)
        if same:
            yield "</li>"
        else:
            lists.append(kind)
            yield f"<{kind}>"
        yield f'<li value="{int(number)}">{said}' if kind == "ol" else f"<li>{said}"
    yield from _close(lists, 0)


def _close(lists: list[str], depth: int) -> Iterator[str]:
    """Yield the ends of all lists that are deeper."""
    while len(lists) > depth:
        yield f"</li></{lists.pop()}>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>\n")
