CREATE TABLE unfinished (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    about TEXT NOT NULL,
    client_id TEXT,
    words TEXT NOT NULL,
    stands INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE TABLE withdrawn (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX ix_withdrawn_client_id ON withdrawn (client_id);

CREATE INDEX ix_withdrawn_object_id ON withdrawn (object_id);
