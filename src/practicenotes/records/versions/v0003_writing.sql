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

CREATE TABLE form (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    form_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    made_at TEXT NOT NULL,
    retired_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE UNIQUE INDEX form_of_version ON form (form_id, version);

CREATE TABLE goal_link (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    goal_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    words TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_goal_link_note_id ON goal_link (note_id);

CREATE TABLE carried (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    words TEXT NOT NULL,
    from_id TEXT NOT NULL,
    "on" TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_carried_note_id ON carried (note_id);

CREATE TABLE addendum_signature (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    addendum_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (addendum_id),
    FOREIGN KEY(addendum_id) REFERENCES addendum (id)
) STRICT;

CREATE TABLE note_remark (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_note_remark_note_id ON note_remark (note_id);

CREATE TABLE risk_seen (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    said TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_risk_seen_note_id ON risk_seen (note_id);

CREATE TABLE trashed (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    words TEXT NOT NULL,
    kept TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    UNIQUE (object_id)
) STRICT;

CREATE INDEX ix_trashed_client_id ON trashed (client_id);

CREATE TABLE withdrawal (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    number INTEGER NOT NULL,
    template_id TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    signed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_withdrawal_note_id ON withdrawal (note_id);

CREATE TABLE form_draft (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    form_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    parts TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_form_draft_form_id ON form_draft (form_id);

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

CREATE TABLE attachment (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    file_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    words TEXT NOT NULL,
    received_on TEXT NOT NULL,
    added_at TEXT NOT NULL,
    retired_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id),
    FOREIGN KEY(file_id) REFERENCES file (id)
) STRICT;

CREATE INDEX ix_attachment_client_id ON attachment (client_id);

CREATE INDEX ix_attachment_session_id ON attachment (session_id);

CREATE TABLE client_consent (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    person_id TEXT,
    attachment_id TEXT,
    scope TEXT NOT NULL,
    form TEXT NOT NULL,
    given_on TEXT NOT NULL,
    review_on TEXT,
    withdrawn_on TEXT,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(attachment_id) REFERENCES attachment (id)
) STRICT;

CREATE INDEX ix_client_consent_client_id ON client_consent (client_id);

CREATE INDEX ix_client_consent_review_on ON client_consent (review_on);

CREATE TABLE departure (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    left_on TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (person_id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE VIRTUAL TABLE attachment_words USING fts5(
    name, words,
    content='attachment', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO attachment_words (attachment_words, rank) VALUES ('secure-delete', 1);

INSERT INTO attachment_words (attachment_words, rank) VALUES ('automerge', 2);

CREATE TRIGGER attachment_words_added AFTER INSERT ON attachment BEGIN
    INSERT INTO attachment_words (rowid, name, words) VALUES (new."row", new.name, new.words);
END;

CREATE TRIGGER attachment_words_changed AFTER UPDATE OF name, words ON attachment BEGIN
    INSERT INTO attachment_words (attachment_words, rowid, name, words) VALUES ('delete', old."row", old.name, old.words);
    INSERT INTO attachment_words (rowid, name, words) VALUES (new."row", new.name, new.words);
END;

CREATE TRIGGER attachment_words_gone AFTER DELETE ON attachment BEGIN
    INSERT INTO attachment_words (attachment_words, rowid, name, words) VALUES ('delete', old."row", old.name, old.words);
END;
