"""Papers: values in, PDF bytes out; ReportLab is used nowhere else.

The fonts come first: ReportLab takes its base font from its settings at the moment its page layout
is imported, and a paper with a font that is not embedded may look different on another computer.
Packed streams stay as they are: ReportLab would write them once more in letters and digits.
"""

from reportlab import rl_config


rl_config.useA85 = 0

from practicenotes.documents import fonts as fonts  # noqa: E402 - it reads the settings
