"""Tells misspelt words from others, offline, with the dictionaries that LibreOffice uses.

Where the library has no wheel for this computer, nothing is checked and everything else works.
"""

from practicenotes.spelling.dictionary import Dictionary, is_available, load


__all__ = ["Dictionary", "is_available", "load"]
