"""PracticeNotes: notes, private reflection and letters for one psychotherapist."""

__version__ = "0.1.0"
