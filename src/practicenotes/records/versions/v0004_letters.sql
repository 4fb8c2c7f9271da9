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

CREATE TABLE letter_about (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    letter_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    confirmed_on TEXT,
    seen TEXT NOT NULL,
    replaces_id TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (letter_id),
    FOREIGN KEY(letter_id) REFERENCES letter (id),
    FOREIGN KEY(replaces_id) REFERENCES letter (id)
) STRICT;

CREATE INDEX ix_letter_about_replaces_id ON letter_about (replaces_id);

CREATE TABLE letter_sent (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    letter_id TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    way TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(letter_id) REFERENCES letter (id)
) STRICT;

CREATE INDEX ix_letter_sent_letter_id ON letter_sent (letter_id);

CREATE TABLE record_request (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    received_on TEXT NOT NULL,
    scope TEXT NOT NULL,
    clock TEXT NOT NULL,
    due_on TEXT NOT NULL,
    remarks TEXT NOT NULL,
    parts TEXT NOT NULL,
    since TEXT,
    until TEXT,
    let_in TEXT NOT NULL,
    left_out TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    sent_at TEXT,
    recipient TEXT NOT NULL,
    file_id TEXT,
    digest TEXT NOT NULL,
    closed_on TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(file_id) REFERENCES file (id)
) STRICT;

CREATE INDEX ix_record_request_client_id ON record_request (client_id);

CREATE TABLE removal (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    request_id TEXT,
    item TEXT NOT NULL,
    field TEXT NOT NULL,
    start INTEGER NOT NULL,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    remark TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(request_id) REFERENCES record_request (id)
) STRICT;

CREATE INDEX ix_removal_client_id ON removal (client_id);

CREATE INDEX ix_removal_request_id ON removal (request_id);
