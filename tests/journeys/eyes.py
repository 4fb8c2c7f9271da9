"""What a screen reader sees of a program, as one line of JSON for each process number it is given.

It is run by the system's own Python, which has the bindings of AT-SPI: `/usr/bin/python3 eyes.py`.
Each line that comes out is a list of `[depth, role, name, states, text]`, in reading order; what is
not on the screen is left out. Number 0 is no program, and answers that the eyes are open.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import gi


gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first


STATES = ("active", "checked", "editable", "enabled", "focused", "selected")
WINDOW = 1  # the depth of a window below its program


def nodes(of: Any, depth: int) -> Iterator[list[Any]]:
    """Yield what is below, and below that; what goes away meanwhile is passed over."""
    for number in range(of.get_child_count()):
        try:
            child = of.get_child_at_index(number)
            states = child.get_state_set()
            if depth > WINDOW and not states.contains(Atspi.StateType.SHOWING):
                continue
            role = child.get_role_name()
            text = Atspi.Text.get_text(child, 0, -1) if "text" in role else ""
            has = [name for name in STATES if states.contains(_state(name))]
            yield [depth, role, child.get_name(), has, text]
            yield from nodes(child, depth + 1)
        except (GLib.Error, AttributeError):
            continue


def _state(name: str) -> Any:
    return getattr(Atspi.StateType, name.upper())


def main() -> None:
    """Answer until nobody asks."""
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        seen: list[Any] = []
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program and program.get_process_id() == int(line):
                program.clear_cache()
                seen += nodes(program, WINDOW)
        sys.stdout.write(f"{json.dumps(seen)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
