"""What the trail of the reflections says of opening and closing them beside an open record."""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.vault import audit


@writes(Changes.NONE)
def opened(db: Db, at: datetime) -> None:
    """Enter that the reflections were opened with their own passphrase, or the recovery key."""
    audit.append(db, "open the reflections", "vault", at)


@writes(Changes.NONE)
def closed(db: Db, at: datetime) -> None:
    """Enter that they were closed while the record stayed open."""
    audit.append(db, "close the reflections", "vault", at)
