"""A hand at windows that waits as long as a busy computer needs."""

from typing import Any

from pytestqt.qtbot import QtBot


PATIENCE = 30_000  # ms: what never comes is waited for once, by a test that fails


class Patient(QtBot):
    """Waits half a minute for what must come, where the usual hand gives up after five seconds."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE) -> None:  # noqa: N802
        """Wait until something holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **also: Any) -> Any:  # noqa: N802
        """Wait until a signal comes."""
        return super().waitSignal(signal, timeout=timeout, **also)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **also: Any) -> Any:  # noqa: N802
        """Wait until all of these signals came."""
        return super().waitSignals(signals, timeout=timeout, **also)
