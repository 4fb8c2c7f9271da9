CREATE TABLE withdrawn_why (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX ix_withdrawn_why_client_id ON withdrawn_why (client_id);

CREATE INDEX ix_withdrawn_why_object_id ON withdrawn_why (object_id);
