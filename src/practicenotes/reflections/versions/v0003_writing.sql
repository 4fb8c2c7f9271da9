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
