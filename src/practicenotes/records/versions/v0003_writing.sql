CREATE TABLE addendum_signature (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    addendum_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (addendum_id),
    FOREIGN KEY(addendum_id) REFERENCES addendum (id)
) STRICT;

CREATE TABLE note_remark (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_note_remark_note_id ON note_remark (note_id);

CREATE TABLE risk_seen (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    said TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_risk_seen_note_id ON risk_seen (note_id);

CREATE TABLE trashed (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    words TEXT NOT NULL,
    kept TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    UNIQUE (object_id)
) STRICT;

CREATE INDEX ix_trashed_client_id ON trashed (client_id);

CREATE TABLE withdrawal (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    number INTEGER NOT NULL,
    template_id TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    signed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_withdrawal_note_id ON withdrawal (note_id);
