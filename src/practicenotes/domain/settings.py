"""Every setting in one table: its name, its default, and where it is kept."""

from collections.abc import Container
from dataclasses import dataclass
from enum import Enum


class Home(Enum):
    """Where a setting is kept: on this device (never private), or encrypted in the vault."""

    DEVICE = "device"
    VAULT = "vault"


Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its type is the type of its default, and `allowed` are all its values."""

    name: str
    default: Value
    home: Home
    allowed: Container[object] | None = None  # None: every value of the type

    def understood(self, value: object) -> Value:
        """Return a value that was read, or the default for one that means nothing here."""
        fits = type(value) is type(self.default)
        if not fits or (self.allowed is not None and value not in self.allowed):
            return self.default
        return value  # type: ignore[return-value]


LAST_VAULT = Setting("last_vault", "", Home.DEVICE)
SYNCHRONISED = Setting("synchronised", "", Home.DEVICE)  # the folder that may be so all the same
WINDOW = Setting("window", "", Home.DEVICE)
TEXT_SIZE = Setting("text_size", 100, Home.DEVICE, range(80, 201))  # per cent
HIDE_NAMES = Setting("hide_names", default=False, home=Home.DEVICE)
APPEARANCE = Setting("appearance", "system", Home.DEVICE, ("system", "light", "dark"))
LOCK_AFTER_MINUTES = Setting("lock_after_minutes", 5, Home.DEVICE, range(61))  # 0: only by hand
CLIPBOARD_SECONDS = Setting("clipboard_seconds", 30, Home.DEVICE, range(3601))  # 0: kept
FAILED_BEFORE = Setting("failed_before", 0, Home.DEVICE, range(1_000_000))  # the last right one
FAILED_UNLOCKS = Setting("failed_unlocks", 0, Home.DEVICE, range(1_000_000))

MEASURE = Setting("measure", 72, Home.DEVICE, range(40, 121))  # characters in a line of a note
WRITING_SIZE = Setting("writing_size", 100, Home.DEVICE, range(80, 201))  # per cent
LINE_SPACING = Setting("line_spacing", 100, Home.DEVICE, range(100, 201))  # per cent

RECOVERY_TRIED = Setting("recovery_tried", default=False, home=Home.VAULT)
EXECUTOR_TRIED = Setting("executor_tried", "", Home.VAULT)  # the id of the slot that was tried
EXECUTOR_PARTS = Setting("executor_parts", default=False, home=Home.VAULT)  # two sheets, not one
EXECUTOR_TOLD = Setting("executor_told", 0, Home.VAULT)  # up to which entry of the audit trail
LAST_TEMPLATE = Setting("last_template", "dap", Home.VAULT)
SESSION_SPLIT = Setting("session_split", 576, Home.VAULT, range(10_000))  # px: the record note
BEFORE_FOLDED = Setting("before_folded", default=False, home=Home.VAULT)  # the private card
PRORATE = Setting("prorate", default=False, home=Home.VAULT)  # estimate totals of forms with gaps
STRICT_CHANGE = Setting("strict_change", "", Home.VAULT)  # ids of forms, with commas between
OTHER_BANDS = Setting("other_bands", "", Home.VAULT)  # the same: forms read by the other grouping
LAST_BACKUP = Setting("last_backup", "", Home.VAULT)  # UTC, ISO 8601
BACKUP_PLACES = Setting("backup_places", "", Home.VAULT)  # JSON, as records/backups.py writes it
LAST_AWAY = Setting("last_backup_away", "", Home.VAULT)  # the last one on another disk; ISO 8601
LAST_CHECK = Setting("last_check", "", Home.VAULT)  # of everything; UTC, ISO 8601
REHEARSED = Setting("restore_rehearsed", "", Home.VAULT)  # the last trial of a restore; ISO 8601
REHEARSAL_OFF = Setting("restore_put_off", "", Home.VAULT)  # from when its time counts; ISO 8601
HANDED_OVER = Setting("handed_over", "", Home.VAULT)  # JSON, as records/handing.py writes it
WITHDRAW_HOURS = Setting("withdraw_hours", 0, Home.VAULT, range(169))  # 0: a signature stays
DRAFT_DAYS = Setting("draft_days", 3, Home.VAULT, range(91))  # until Today names one; 0: never
SPELLING = Setting("spelling", "en_GB", Home.VAULT)  # a language; "": spelling is not checked
CARD_LINES = Setting("card_lines", "", Home.VAULT)  # ids of facets; "": the default lines
QUEUE_TOLD = Setting("queue_told", default=False, home=Home.VAULT)  # that it may keep a copy
OPEN_FILE_TOLD = Setting("open_file_told", default=False, home=Home.VAULT)  # that all can read it

ALL = (
    LAST_VAULT,
    SYNCHRONISED,
    WINDOW,
    TEXT_SIZE,
    HIDE_NAMES,
    APPEARANCE,
    LOCK_AFTER_MINUTES,
    CLIPBOARD_SECONDS,
    FAILED_BEFORE,
    FAILED_UNLOCKS,
    MEASURE,
    WRITING_SIZE,
    LINE_SPACING,
    RECOVERY_TRIED,
    EXECUTOR_TRIED,
    EXECUTOR_PARTS,
    EXECUTOR_TOLD,
    LAST_TEMPLATE,
    SESSION_SPLIT,
    BEFORE_FOLDED,
    PRORATE,
    STRICT_CHANGE,
    OTHER_BANDS,
    LAST_BACKUP,
    BACKUP_PLACES,
    LAST_AWAY,
    LAST_CHECK,
    REHEARSED,
    REHEARSAL_OFF,
    HANDED_OVER,
    WITHDRAW_HOURS,
    DRAFT_DAYS,
    SPELLING,
    CARD_LINES,
    QUEUE_TOLD,
    OPEN_FILE_TOLD,
)
