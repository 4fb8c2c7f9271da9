CREATE TABLE word (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    word TEXT NOT NULL,
    learnt_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (word)
) STRICT;

CREATE TABLE snippet (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    words TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE ("key")
) STRICT;
