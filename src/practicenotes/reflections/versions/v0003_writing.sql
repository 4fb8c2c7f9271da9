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

CREATE TABLE reflection_section (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    reflection_id TEXT NOT NULL,
    form_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    prompt TEXT NOT NULL,
    body TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(reflection_id) REFERENCES reflection (id)
) STRICT;

CREATE UNIQUE INDEX reflection_section_once ON reflection_section (reflection_id, form_id, "key");

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
