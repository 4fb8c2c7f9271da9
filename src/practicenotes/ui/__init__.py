"""The windows: everything that knows Qt."""

from practicenotes.ui import imports


imports.keep_plain()
