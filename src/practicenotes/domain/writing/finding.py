"""Where words stand in a text, however they are capitalised and whichever quotes they have."""

import re


_ALIKE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', " ": r"[ \u00a0]"}


def places(text: str, sought: str) -> tuple[tuple[int, int], ...]:
    """Return the bounds of every place, from the first to the last, in code points."""
    if not sought:
        return ()
    pattern = "".join(_ALIKE.get(sign, re.escape(sign)) for sign in sought)
    return tuple(found.span() for found in re.finditer(pattern, text, re.IGNORECASE))
