"""A check of the whole vault, and with it whether the signed notes still follow on each other."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from practicenotes.domain import stray_words
from practicenotes.errors import PracticeNotesError, StoreClosed
from practicenotes.records import chains
from practicenotes.vault import Vault, strays


def of(vault: Vault, tell: Callable[[], object] = lambda: None) -> dict[str, Any]:
    """Read everything, and return what was found as plain values.

    A StoreClosed that `tell` raises ends it: it is called again and again. Marks and trail tell of
    each row. That an older text lies under a newer signature, only the digest that was signed can
    tell: raises MemoryShort, or what else kept those from being read, unless the report tells.
    """
    facts = vault.verify(tell).facts() | {"shut": ["private"] if vault.is_shut else []}
    facts |= {"copies": [stray_words.facts(each) for each in strays.find(vault)]}
    try:
        found = vault.record.run(chains.of_practice, tell)
    except StoreClosed:
        raise
    except PracticeNotesError:
        if facts["stores"]["record"]["sound"]:
            raise
        return facts
    signed = asdict(found) | {"broken": list(found.broken)}
    return facts | {"signed_notes": signed, "sound": facts["sound"] and not found.broken}
