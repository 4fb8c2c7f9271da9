"""Hours that a therapist has to account for: supervision and further training."""

from enum import Enum


class HourKind(Enum):
    """What an hour was spent on."""

    SUPERVISION = "supervision"
    GROUP_SUPERVISION = "group supervision"
    TRAINING = "training"
    READING = "reading"
    OTHER = "other"
