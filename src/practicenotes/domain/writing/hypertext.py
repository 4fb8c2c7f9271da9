"""HTML as a clipboard holds it, cut into tags and words, in time that grows with its length alone.

The reader of the standard library stops at some of what Word writes and takes minutes over hostile
text, while a window waits; only tags, three attributes and entities are needed here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape


RAW = frozenset(("script", "style", "title", "textarea", "xmp", "noscript", "iframe", "noframes"))

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(style|start)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # no sign has it, and some readers choke
_LONGEST_ATTRIBUTES = 20_000
_MOST_BROKEN = 20  # tags without an end that are looked at closely


@dataclass(frozen=True, slots=True)
class Tag:
    """The begin or the end of an element, in lower case, with what is known of its form."""

    name: str
    ends: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def parts(html: str) -> Iterator[Tag | str]:
    """Yield tags and words in their order, without comments, scripts and styles."""
    at, broken = 0, 0
    while (begin := html.find("<", at)) >= 0:
        if begin > at:
            yield _words(html[at:begin])
        if html.startswith("<!--", begin):
            at = _behind(html, "-->", begin + 4)
        elif html.startswith(("<!", "<?"), begin):
            at = _behind(html, ">", begin)
        elif not html[begin + 1 : begin + 2].isalpha() and html[begin + 1 : begin + 2] != "/":
            yield "<"
            at = begin + 1
        elif found := _TAG.match(html, begin) if broken < _MOST_BROKEN else None:
            tag = Tag(found[2].lower(), bool(found[1]), _attributes(found[3]))
            at = found.end() if tag.ends or tag.name not in RAW else _raw(html, tag, found.end())
            yield tag
        else:
            broken += 1
            at = _behind(html, ">", begin)
    if at < len(html):
        yield _words(html[at:])


def _words(text: str) -> str:
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _behind(html: str, sign: str, begin: int) -> int:
    end = html.find(sign, begin)
    return len(html) if end < 0 else end + len(sign)


def _raw(html: str, tag: Tag, begin: int) -> int:
    """Return where an element ends whose inside is no HTML."""
    found = re.compile(f"</{tag.name}", re.IGNORECASE).search(html, begin)
    return found.start() if found else len(html)


def _attributes(written: str) -> Mapping[str, str]:
    if "=" not in written or len(written) > _LONGEST_ATTRIBUTES:
        return {}
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): unescape(value.strip("\"'")) for name, value in found}
