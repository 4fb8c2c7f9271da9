"""The day of continuous saving is ready to be begun."""

import pytest
import soak


def test_a_day_of_saving_can_begin_and_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few seconds of it save, measure the file and the memory, and find all sound."""
    monkeypatch.setattr(soak, "MOST_GROWTH", 3)  # the file is not yet as it will stay
    assert soak.main("0.0006", "0.001") == 0
    assert capsys.readouterr().out.endswith("sound: passed\n")
