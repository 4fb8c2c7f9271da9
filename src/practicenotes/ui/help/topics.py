"""The pages of help: which there are, and their words, as they stand in `docs`.

This module stays light: the prompt knows its names before anything heavy is loaded.
"""

import re

from practicenotes import resources


TROUBLE, KEYS, LOCKING, BACKUPS = "trouble", "keys", "locking", "backups"
HAND_OVER, EXECUTOR, SECURITY = "hand-over", "executor-sheet", "security"
PRIVATE, HANDING_OUT = "private-side", "handing-out"

TITLES = {
    TROUBLE: "If something went wrong",
    KEYS: "Passphrase, recovery sheet and keys",
    LOCKING: "Locking",
    BACKUPS: "Backups and restoring",
    HAND_OVER: "Moving to another computer",
    EXECUTOR: "The executor sheet",
    PRIVATE: "The private side",
    HANDING_OUT: "What leaves the practice",
    SECURITY: "What PracticeNotes promises, and what it does not",
}

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# What an auditor reads besides stands in the file, and not in the window.
_FOR_AUDITORS = re.compile(
    r"^\*Tried\.\*.*?(?:\n\n|\Z)|^## For whoever checks this\n.*?(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)
_PROOF = re.compile(r"(?:`[\w/]+\.py`(?:,\s)?)+(?::\s)?")


def text(topic: str) -> str:
    """Return the Markdown of a page; links lead to pages of help, and to nothing else."""
    written = _FOR_AUDITORS.sub("", resources.help_text(f"{topic}.md"))
    written = _PROOF.sub("", written).replace(" ()", "")
    return _LINK.sub(_as_link, written)


def _as_link(link: re.Match[str]) -> str:
    words, target = link.groups()
    topic = target.removesuffix(".md")
    return f"[{words}]({topic})" if topic in TITLES else words
