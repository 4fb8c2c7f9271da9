"""A file that comes in is looked at in a process apart, before anything of it is kept."""

import contextlib
from pathlib import Path

from practicenotes.apart.reading import Reading
from practicenotes.domain import attachments, pictures
from practicenotes.errors import PagesUnreadable, PictureTooLarge
from practicenotes.exchange import incoming
from practicenotes.exchange.incoming import Incoming


def read(path: Path) -> Incoming:
    """Return a file as it will be kept, once its pages or dots could be read apart.

    One that is damaged or protected is kept all the same; one that stops what reads it is not.
    Raises ReadingStopped and what `incoming.read` raises.
    """
    came = incoming.read(path)
    if came.media_type == attachments.PDF:
        _look(came, "pages")
    elif pictures.is_known(came.media_type):
        _look(came, "picture")
    return came


def _look(came: Incoming, kind: str) -> None:
    with (
        contextlib.suppress(PagesUnreadable, PictureTooLarge),
        contextlib.closing(Reading(kind, came.content, came.name)) as reading,
    ):
        reading.ask(lambda _said, _body: None, "look")
