CREATE TABLE letterhead (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    layout TEXT NOT NULL,
    paper TEXT NOT NULL,
    language TEXT NOT NULL,
    registrations TEXT NOT NULL,
    logo_id TEXT,
    signature_id TEXT,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(logo_id) REFERENCES file (id),
    FOREIGN KEY(signature_id) REFERENCES file (id)
) STRICT;
