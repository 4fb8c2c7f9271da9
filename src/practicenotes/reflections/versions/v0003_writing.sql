CREATE TABLE reflection_revision (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    passages TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_reflection_revision_client_id ON reflection_revision (client_id);

CREATE UNIQUE INDEX reflection_revision_of_session ON reflection_revision (session_id, number);

CREATE TABLE discarded (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    kept TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (object_id)
) STRICT;

CREATE INDEX ix_discarded_client_id ON discarded (client_id);
