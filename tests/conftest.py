"""What every test shares: windows are made offscreen, without a display."""

import os


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any import of Qt
