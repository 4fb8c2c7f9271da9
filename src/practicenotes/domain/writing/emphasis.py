"""Bold and italic as Markdown writes them: stars around the words."""

from practicenotes.domain.writing.edit import Edit, lines_of, prefix


BOLD, ITALIC = 2, 1  # stars on each side
_STAR = "*"
_MOST = BOLD + ITALIC


def turn(text: str, anchor: int, cursor: int, stars: int) -> Edit:
    """Make the selection or the word at the cursor bold or italic, or take it back.

    A selection over several lines is marked line by line, past their markers. It is taken back only
    where all of it is marked already.
    """
    first, last = sorted((anchor, cursor))
    if first == last:
        first, last = _word(text, cursor)
        if first == last:
            return _empty_pair(text, cursor, stars)
    pieces = _pieces(text, first, last)
    if not pieces:
        return Edit(first, first, "", anchor, cursor)
    off = all(_has(_around(text, *piece), stars) for piece in pieces)
    return _marked(text, pieces, stars, off=off)


def _marked(text: str, pieces: list[tuple[int, int]], stars: int, *, off: bool) -> Edit:
    """Put every piece between the stars that it should have."""
    start = pieces[0][0] - _around(text, *pieces[0])
    at, words, first = start, "", 0
    for number, (begin, end) in enumerate(pieces):
        now = _around(text, begin, end)
        want = now - stars if off else now if _has(now, stars) else now + stars
        words += text[at : begin - now] + _STAR * want
        first = first if number else start + len(words)
        words += text[begin:end]
        last = start + len(words)
        words += _STAR * want
        at = end + now
    return Edit(start, at, words, first, last)


def _pieces(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the words to mark on every line: without markers, outer spaces and their own stars."""
    found = []
    for begin, end in lines_of(text, first, last):
        indent, marker, _ = prefix(text[begin:end])
        one = max(begin + len(indent) + len(marker), first)
        two = min(end, last)
        while one < two and text[one].isspace():
            one += 1
        while one < two and text[two - 1].isspace():
            two -= 1
        if text[one:two].strip(_STAR):
            one += _run(text[one:two])
            two -= _run(text[one:two][::-1])
            found.append((one, two))
    return found


def _around(text: str, begin: int, end: int) -> int:
    """Return how many stars stand on both sides of a piece."""
    line = text.rfind("\n", 0, begin) + 1
    return min(_run(text[line:begin][::-1]), _run(text[end:]), _MOST)


def _has(around: int, stars: int) -> bool:
    return around >= BOLD if stars == BOLD else around % 2 == 1


def _run(text: str) -> int:
    return len(text) - len(text.lstrip(_STAR))


def _word(text: str, cursor: int) -> tuple[int, int]:
    first = last = cursor
    while first > 0 and _is_of_word(text[first - 1]):
        first -= 1
    while last < len(text) and _is_of_word(text[last]):
        last += 1
    return first, last


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign in "'’-"


def _empty_pair(text: str, cursor: int, stars: int) -> Edit:
    """Begin a pair of stars to write between, or take an empty pair away."""
    now = _around(text, cursor, cursor)
    if _has(now, stars):
        at = cursor - stars
        return Edit(at, cursor + stars, "", at, at)
    inside = cursor + stars
    return Edit(cursor, cursor, _STAR * 2 * stars, inside, inside)
