"""Papers: values in, PDF bytes out; ReportLab is used nowhere else.

The fonts come first: ReportLab takes its base font from its settings at the moment its page layout
is imported, and a paper with a font that is not embedded may look different on another computer.
"""

from practicenotes.documents import fonts as fonts
