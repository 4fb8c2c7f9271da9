"""The composition root: the one place that knows every part, and joins them.

It imports the unlock window first and everything heavy behind it, while the therapist types.
"""

from collections.abc import Sequence


def command_line(arguments: Sequence[str]) -> int:
    """Run one command of the terminal; return its exit code."""
    from practicenotes import records, reflections
    from practicenotes.cli import main
    from practicenotes.domain import times

    schemas = {"record": records.SCHEMA, "private": reflections.SCHEMA}
    return main.main(arguments, schemas=schemas, now=times.utc_now)
