"""What the trail of the reflections says of opening and closing them."""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.vault import audit


@writes(Changes.NONE)
def opened(db: Db, at: datetime) -> None:
    """Enter that the reflections were opened: with the record, or with their own passphrase."""
    audit.append(db, "open the reflections", "vault", at)


@writes(Changes.NONE)
def closed(db: Db, at: datetime) -> None:
    """Enter that they were closed: with the record, or while that stayed open."""
    audit.append(db, "close the reflections", "vault", at)
