CREATE TABLE audit (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    revision INTEGER,
    object_mac BLOB,
    link BLOB NOT NULL,
    PRIMARY KEY (seq)
) STRICT;

CREATE TABLE audit_state (
    id INTEGER NOT NULL CHECK (id = 1),
    count INTEGER NOT NULL,
    head BLOB NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE reflection (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    free TEXT NOT NULL,
    next_time TEXT NOT NULL,
    happened TEXT,
    in_the_way TEXT NOT NULL,
    for_supervision INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (session_id)
) STRICT;

CREATE INDEX ix_reflection_client_id ON reflection (client_id);

CREATE TABLE setting (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (name)
) STRICT;

CREATE TABLE strain_episode (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sightings TEXT NOT NULL,
    client_words TEXT NOT NULL,
    my_part TEXT NOT NULL,
    mine_too INTEGER NOT NULL,
    tried TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_strain_episode_client_id ON strain_episode (client_id);

CREATE TABLE supervision_item (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    passage TEXT NOT NULL,
    question TEXT NOT NULL,
    said TEXT NOT NULL,
    did TEXT NOT NULL,
    changed TEXT NOT NULL,
    flagged_at TEXT NOT NULL,
    discussed_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_supervision_item_client_id ON supervision_item (client_id);

CREATE TABLE facet_entry (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    reflection_id TEXT NOT NULL,
    facet_id TEXT NOT NULL,
    noticed TEXT NOT NULL,
    said_or_done TEXT NOT NULL,
    my_part TEXT NOT NULL,
    answer TEXT NOT NULL,
    rating INTEGER,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    CHECK ((answer = 'rated') = (rating IS NOT NULL) AND rating BETWEEN 0 AND 4),
    FOREIGN KEY(reflection_id) REFERENCES reflection (id)
) STRICT;

CREATE UNIQUE INDEX facet_entry_of_reflection ON facet_entry (reflection_id, facet_id);

-- What can be searched. An index holds no text of its own: it points at rows, whose marks are checked.

CREATE VIRTUAL TABLE reflection_words USING fts5(
    free, next_time, in_the_way,
    content='reflection', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO reflection_words (reflection_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER reflection_words_added AFTER INSERT ON reflection BEGIN
    INSERT INTO reflection_words (rowid, free, next_time, in_the_way) VALUES (new."row", new.free, new.next_time, new.in_the_way);
END;

CREATE TRIGGER reflection_words_changed AFTER UPDATE OF free, next_time, in_the_way ON reflection BEGIN
    INSERT INTO reflection_words (reflection_words, rowid, free, next_time, in_the_way) VALUES ('delete', old."row", old.free, old.next_time, old.in_the_way);
    INSERT INTO reflection_words (rowid, free, next_time, in_the_way) VALUES (new."row", new.free, new.next_time, new.in_the_way);
END;

CREATE TRIGGER reflection_words_gone AFTER DELETE ON reflection BEGIN
    INSERT INTO reflection_words (reflection_words, rowid, free, next_time, in_the_way) VALUES ('delete', old."row", old.free, old.next_time, old.in_the_way);
END;

CREATE VIRTUAL TABLE facet_entry_words USING fts5(
    noticed, said_or_done, my_part,
    content='facet_entry', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO facet_entry_words (facet_entry_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER facet_entry_words_added AFTER INSERT ON facet_entry BEGIN
    INSERT INTO facet_entry_words (rowid, noticed, said_or_done, my_part) VALUES (new."row", new.noticed, new.said_or_done, new.my_part);
END;

CREATE TRIGGER facet_entry_words_changed AFTER UPDATE OF noticed, said_or_done, my_part ON facet_entry BEGIN
    INSERT INTO facet_entry_words (facet_entry_words, rowid, noticed, said_or_done, my_part) VALUES ('delete', old."row", old.noticed, old.said_or_done, old.my_part);
    INSERT INTO facet_entry_words (rowid, noticed, said_or_done, my_part) VALUES (new."row", new.noticed, new.said_or_done, new.my_part);
END;

CREATE TRIGGER facet_entry_words_gone AFTER DELETE ON facet_entry BEGIN
    INSERT INTO facet_entry_words (facet_entry_words, rowid, noticed, said_or_done, my_part) VALUES ('delete', old."row", old.noticed, old.said_or_done, old.my_part);
END;

CREATE VIRTUAL TABLE strain_episode_words USING fts5(
    client_words, my_part,
    content='strain_episode', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO strain_episode_words (strain_episode_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER strain_episode_words_added AFTER INSERT ON strain_episode BEGIN
    INSERT INTO strain_episode_words (rowid, client_words, my_part) VALUES (new."row", new.client_words, new.my_part);
END;

CREATE TRIGGER strain_episode_words_changed AFTER UPDATE OF client_words, my_part ON strain_episode BEGIN
    INSERT INTO strain_episode_words (strain_episode_words, rowid, client_words, my_part) VALUES ('delete', old."row", old.client_words, old.my_part);
    INSERT INTO strain_episode_words (rowid, client_words, my_part) VALUES (new."row", new.client_words, new.my_part);
END;

CREATE TRIGGER strain_episode_words_gone AFTER DELETE ON strain_episode BEGIN
    INSERT INTO strain_episode_words (strain_episode_words, rowid, client_words, my_part) VALUES ('delete', old."row", old.client_words, old.my_part);
END;
