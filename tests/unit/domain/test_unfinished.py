"""What was kept of a sheet and what was typed meanwhile are put together, and nothing is lost."""

from practicenotes.domain.unfinished import Mark, Unfinished, joined


FIRST = {"text": "", "on": "26 November 2026", "answer": None}


def test_an_untouched_sheet_takes_what_was_kept() -> None:
    """Every field stands as it was left."""
    kept = {"text": "Sleep six hours", "on": "the ninth of", "answer": 2}

    assert joined(FIRST, FIRST, kept) == kept


def test_what_was_typed_meanwhile_stands_behind_what_was_kept() -> None:
    """Words of both are there, and an answer that was just given is the answer."""
    now = {"text": "and", "on": "26 November 2026", "answer": 1}
    kept = {"text": "Sleep", "on": "26 November 2026", "answer": 2}

    assert joined(FIRST, now, kept) == {
        "text": "Sleep and",
        "on": "26 November 2026",
        "answer": 1,
    }


def test_a_field_that_is_not_there_now_is_handed_on() -> None:
    """The sheet makes room for it, or passes it over."""
    kept = {"text": "Sleep", "name1": "Tom Ashdown"}

    assert joined(FIRST, FIRST, kept) == {**FIRST, **kept}


def test_words_are_in_no_printed_form_of_a_sheet() -> None:
    """What is logged by mistake says which sheet it was, and no word of it."""
    assert "Sleep" not in repr(Unfinished(Mark("goal", ("c",)), {"text": "Sleep"}))
