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
