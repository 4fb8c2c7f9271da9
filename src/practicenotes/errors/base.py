"""What every error that is raised on purpose is."""


class PracticeNotesError(Exception):
    """Something went wrong that the therapist can be told about in one plain sentence."""


class ProgramIncomplete(PracticeNotesError):
    """A part of the program cannot be loaded: it was removed in part, or its disk fails."""
