"""A list of values under headings: what was used last stands first, and typing finds the others."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QStandardItemModel

from practicenotes.ui.widgets.choice import Choice


_SHOWN = 24  # lines before the list scrolls

Group = tuple[str, Sequence[tuple[Any, str]]]


class GroupedChoice(Choice):
    """One of many values, each under the heading of its group, which cannot be chosen."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ())
        self.setMaxVisibleItems(_SHOWN)
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)

    def offer_groups(self, groups: Sequence[Group]) -> None:
        """Offer these from now on, without a signal; a group without values is left out."""
        told = [(heading, options) for heading, options in groups if options]
        lines = [line for heading, options in told for line in ((None, heading), *options)]
        self.offer(lines)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for row, (value, _) in enumerate(lines):
            if value is None:
                model.item(row).setEnabled(False)
                model.item(row).setSelectable(False)
