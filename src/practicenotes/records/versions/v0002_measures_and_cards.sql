-- The index of words in few parts: a save looks in each of them for every word that it takes out.

INSERT INTO note_section_words (note_section_words, rank) VALUES ('automerge', 2);

INSERT INTO addendum_words (addendum_words, rank) VALUES ('automerge', 2);

INSERT INTO letter_words (letter_words, rank) VALUES ('automerge', 2);

CREATE TABLE measure_result_wider (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    measure_id TEXT NOT NULL,
    name TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    answers TEXT NOT NULL,
    total INTEGER,
    scoring_version INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id)
) STRICT;

INSERT INTO measure_result_wider SELECT * FROM measure_result;

DROP TABLE measure_result;

ALTER TABLE measure_result_wider RENAME TO measure_result;

CREATE INDEX ix_measure_result_client_id ON measure_result (client_id);

CREATE TABLE acknowledged (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    result_id TEXT NOT NULL,
    item TEXT NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(result_id) REFERENCES measure_result (id)
) STRICT;

CREATE INDEX ix_acknowledged_result_id ON acknowledged (result_id);

CREATE TABLE client_card (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    taken_on TEXT NOT NULL,
    answers TEXT NOT NULL,
    comment TEXT NOT NULL,
    given TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    finished_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id)
) STRICT;

CREATE INDEX ix_client_card_client_id ON client_card (client_id);

CREATE INDEX ix_client_card_session_id ON client_card (session_id);

CREATE TABLE hour (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    with_whom TEXT NOT NULL,
    topic TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE TABLE measure_form (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    measure_id TEXT NOT NULL,
    source TEXT NOT NULL,
    "right" TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    retired_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (measure_id)
) STRICT;

CREATE TABLE measure_plan (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    every INTEGER NOT NULL,
    since TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE UNIQUE INDEX measure_plan_of_client ON measure_plan (client_id, measure_id);
