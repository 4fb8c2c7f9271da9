"""Passages of a note that are about somebody else, marked in the text itself.

A pair of white square brackets stands around such words, and never reaches over the end of a line:
⟦Her sister drinks.⟧ Where the second bracket is missing, all up to the end of the line is meant,
so that words are rather left out too often than too seldom.
"""

import re

from practicenotes.domain.writing.edit import Edit


OPEN, CLOSE = "⟦", "⟧"
SAID = "third party"  # what a screen reader says, and what stands on paper

_PASSAGE = re.compile(rf"{OPEN}([^{CLOSE}\n]*)(?:{CLOSE}|(?=\n|$))", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+)?")
_LEFT_OUT = "[left out]"


def turn(text: str, anchor: int, cursor: int) -> Edit | None:
    """Mark a selection as about somebody else, line by line, or take the marks in it back.

    Without a selection the marks around the cursor are taken back; None where there are none.
    """
    first, last = sorted((anchor, cursor))
    touched = [span for span in spans(text) if span[0] < max(last, first + 1) and first < span[1]]
    if first == last:
        touched = [span for span in spans(text) if span[0] <= first <= span[1]]
    if touched:
        start, end = min(first, touched[0][0]), max(last, touched[-1][1])
        words = text[start:end].replace(OPEN, "").replace(CLOSE, "")
    elif first == last:
        return None
    else:
        start, end = first, last
        words = "\n".join(_marked(text, first, line) for line in _lines(text, first, last))
        if words == text[first:last]:
            return None
    return Edit(start, end, words, start, start + len(words))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where marked passages stand, with their brackets."""
    return tuple(found.span() for found in _PASSAGE.finditer(text))


def passages(text: str) -> tuple[str, ...]:
    """Return the words that are marked, each passage without its brackets."""
    return tuple(words for found in _PASSAGE.finditer(text) if (words := found[1].strip()))


def without(text: str, instead: str = _LEFT_OUT) -> str:
    """Return a text without what is marked; `instead` stands in its place."""
    return _bare(_PASSAGE.sub(lambda found: instead if found[1].strip() else "", text))


def in_words(text: str) -> str:
    """Return a text in which the mark is named, as paper has it; the words stay."""
    return _bare(_PASSAGE.sub(lambda found: f"[{SAID}: {found[1]}]", text))


def unmarked(text: str) -> str:
    """Return a text with its words alone, as an excerpt shows it."""
    return _bare(text.replace(OPEN, ""))


def holds(text: str) -> bool:
    """Say whether anything in a text is marked."""
    return OPEN in text


def _bare(text: str) -> str:
    """Take away brackets that close nothing."""
    return text.replace(CLOSE, "")


def _lines(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the parts of a selection, line by line, without their line breaks."""
    found, at = [], first
    for line in text[first:last].split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _marked(text: str, first: int, line: tuple[int, int]) -> str:
    """Return a part of a line between brackets: past its marker, without outer spaces."""
    begin, end = line
    said = text[begin:end]
    head = ""
    if begin > first or begin == 0 or text[begin - 1] == "\n":
        marker = _MARKER.match(said)
        head = marker[0] if marker else ""
    inner = said[len(head) :]
    if not inner.strip():
        return said
    before = inner[: len(inner) - len(inner.lstrip())]
    after = inner[len(inner.rstrip()) :]
    return f"{head}{before}{OPEN}{inner.strip()}{CLOSE}{after}"
