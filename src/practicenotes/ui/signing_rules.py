"""How long a signature can be withdrawn, and when Today names a draft: rules of one's own."""

from collections.abc import Sequence
from functools import partial

from practicenotes.domain import settings as known
from practicenotes.domain.settings import Setting, Value
from practicenotes.records import settings
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.words import Words, section


ABOUT = (
    "What is signed stays as it is. If you allow it, a signature can be withdrawn for some hours"
    " with a reason; what was signed, and the withdrawal, are kept for ever."
)
_HOURS = (
    (0, "Never"),
    (1, "For an hour"),
    (4, "For 4 hours"),
    (24, "For a day"),
    (72, "For three days"),
    (168, "For a week"),
)
_DAYS = (
    (1, "After a day"),
    (2, "After two days"),
    (3, "After three days"),
    (7, "After a week"),
    (14, "After two weeks"),
    (0, "Never"),
)


class SigningRules(Card):
    """Two choices, kept at once."""

    def __init__(self, record: Tasks) -> None:
        super().__init__()
        self._record = record
        self.hours = Choice("A signature can be withdrawn", _HOURS)
        self.days = Choice("Today names a draft that is not signed", _DAYS)
        self.stack.addWidget(Words("Signing", "heading"))
        self.stack.addWidget(Words(ABOUT, "body", wraps=True))
        for name, choice, setting in (
            ("A &signature can be withdrawn", self.hours, known.WITHDRAW_HOURS),
            ("Today names a &draft that is not signed", self.days, known.DRAFT_DAYS),
        ):
            self.stack.addWidget(section(name, choice))
            self.stack.addWidget(choice)
            choice.chosen.connect(partial(self._keep, setting))

    def refresh(self) -> None:
        """Show what is chosen."""
        for choice, setting, offered in (
            (self.hours, known.WITHDRAW_HOURS, _HOURS),
            (self.days, known.DRAFT_DAYS, _DAYS),
        ):
            show = partial(_show, choice, offered)
            self._record.run(self, settings.get, setting, then=show)

    def _keep(self, setting: Setting, value: Value) -> None:
        self._record.run(self, settings.put, setting, value)


def _show(choice: Choice, offered: Sequence[tuple[int, str]], value: Value) -> None:
    """Show a value; one that was set elsewhere is offered as well."""
    if value not in dict(offered) and choice.findText(str(value)) < 0:
        choice.insert_option(0, value, str(value))
    choice.set_value(value)
