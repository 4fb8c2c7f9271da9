"""What came back of an hour in supervision is kept with the hour."""

from practicenotes.reflections import memory


def kept(desk):
    """Return what the store has of the hour of the passage."""
    item = desk.kept()
    return desk.vault.private.run(memory.of_session, item.session_id, item.client_id)


def test_what_came_back_is_kept_with_the_hour(desk) -> None:
    """Typed on the passage, it stands in the memory of its session, with its day."""
    desk.open()
    desk.section.passages.came_back.editor.setPlainText("He had said my name at the door.")
    assert desk.section.has_unsaved
    desk.section.flush()
    desk.settle()

    assert kept(desk).came_back == "He had said my name at the door."
    assert kept(desk).came_back_at is not None
    assert not desk.section.has_unsaved


def test_what_was_written_beside_the_hour_is_shown(desk, at) -> None:
    """A line that was written on the session's own page stands here too, and is not saved anew."""
    item = desk.kept()
    desk.vault.private.run(memory.come_back, item.session_id, item.client_id, "The door.", at())
    desk.open()
    desk.settle()

    assert desk.section.passages.came_back.editor.text() == "The door."
    assert not desk.section.has_unsaved
