"""Words that no store takes: sent to a file elsewhere from any page, and brought back."""

from practicenotes.ui.elsewhere.joining import Elsewhere as Elsewhere
from practicenotes.ui.elsewhere.joining import WordCare as WordCare
