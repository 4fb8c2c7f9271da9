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

CREATE TABLE client (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    code_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT,
    pronoun TEXT NOT NULL,
    reason TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    referrer TEXT NOT NULL,
    referrer_address TEXT NOT NULL,
    medication TEXT NOT NULL,
    consent TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE TABLE practitioner (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    profession TEXT NOT NULL,
    registration TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

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

CREATE TABLE tag (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    object_table TEXT NOT NULL,
    object_id TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_tag_object_id ON tag (object_id);

CREATE TABLE file (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL,
    added_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX ix_file_client_id ON file (client_id);

CREATE TABLE goal (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    words TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    reached_on TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX ix_goal_client_id ON goal (client_id);

CREATE TABLE person (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    born TEXT,
    part TEXT NOT NULL,
    contact TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX ix_person_client_id ON person (client_id);

CREATE TABLE session (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    modality TEXT NOT NULL,
    attendance TEXT NOT NULL,
    risk TEXT NOT NULL,
    place TEXT NOT NULL,
    present TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
) STRICT;

CREATE INDEX session_of_client ON session (client_id, attendance, starts_at);

CREATE INDEX session_by_day ON session (starts_at);

CREATE TABLE frame_event (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id)
) STRICT;

CREATE INDEX ix_frame_event_client_id ON frame_event (client_id);

CREATE TABLE letter (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    kind_version INTEGER NOT NULL,
    kind_name TEXT NOT NULL,
    state TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    written_on TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    greeting TEXT NOT NULL,
    body TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    closing TEXT NOT NULL,
    footer TEXT NOT NULL,
    consent_on TEXT,
    consent_form TEXT NOT NULL,
    consent_scope TEXT NOT NULL,
    client_has_read INTEGER NOT NULL,
    approved_at TEXT,
    file_id TEXT,
    pdf_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(file_id) REFERENCES file (id)
) STRICT;

CREATE INDEX ix_letter_client_id ON letter (client_id);

CREATE TABLE measure_result (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    measure_id TEXT NOT NULL,
    name TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    answers TEXT NOT NULL,
    total INTEGER NOT NULL,
    scoring_version INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id)
) STRICT;

CREATE INDEX ix_measure_result_client_id ON measure_result (client_id);

CREATE TABLE note (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    template_id TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    template_name TEXT NOT NULL,
    state TEXT NOT NULL,
    summary TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    signed_at TEXT,
    signed_by TEXT NOT NULL,
    signed_late INTEGER NOT NULL,
    digest TEXT NOT NULL,
    previous_digest TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(session_id) REFERENCES session (id)
) STRICT;

CREATE INDEX ix_note_client_id ON note (client_id);

CREATE INDEX ix_note_session_id ON note (session_id);

CREATE INDEX ix_note_state ON note (state);

CREATE TABLE addendum (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE INDEX ix_addendum_note_id ON addendum (note_id);

CREATE TABLE disclosure (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    letter_id TEXT,
    at TEXT NOT NULL,
    recipient TEXT NOT NULL,
    what TEXT NOT NULL,
    basis TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(letter_id) REFERENCES letter (id)
) STRICT;

CREATE INDEX ix_disclosure_client_id ON disclosure (client_id);

CREATE TABLE note_revision (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    sections TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE UNIQUE INDEX note_revision_of_note ON note_revision (note_id, number);

CREATE TABLE note_section (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    prompt TEXT NOT NULL,
    body TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
) STRICT;

CREATE UNIQUE INDEX note_section_of_note ON note_section (note_id, "key");

-- What can be searched. An index holds no text of its own: it points at rows, whose marks are checked.

CREATE VIRTUAL TABLE note_section_words USING fts5(
    body,
    content='note_section', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO note_section_words (note_section_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER note_section_words_added AFTER INSERT ON note_section BEGIN
    INSERT INTO note_section_words (rowid, body) VALUES (new."row", new.body);
END;

CREATE TRIGGER note_section_words_changed AFTER UPDATE OF body ON note_section BEGIN
    INSERT INTO note_section_words (note_section_words, rowid, body) VALUES ('delete', old."row", old.body);
    INSERT INTO note_section_words (rowid, body) VALUES (new."row", new.body);
END;

CREATE TRIGGER note_section_words_gone AFTER DELETE ON note_section BEGIN
    INSERT INTO note_section_words (note_section_words, rowid, body) VALUES ('delete', old."row", old.body);
END;

CREATE VIRTUAL TABLE addendum_words USING fts5(
    body,
    content='addendum', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO addendum_words (addendum_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER addendum_words_added AFTER INSERT ON addendum BEGIN
    INSERT INTO addendum_words (rowid, body) VALUES (new."row", new.body);
END;

CREATE TRIGGER addendum_words_changed AFTER UPDATE OF body ON addendum BEGIN
    INSERT INTO addendum_words (addendum_words, rowid, body) VALUES ('delete', old."row", old.body);
    INSERT INTO addendum_words (rowid, body) VALUES (new."row", new.body);
END;

CREATE TRIGGER addendum_words_gone AFTER DELETE ON addendum BEGIN
    INSERT INTO addendum_words (addendum_words, rowid, body) VALUES ('delete', old."row", old.body);
END;

CREATE VIRTUAL TABLE letter_words USING fts5(
    subject, body,
    content='letter', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

INSERT INTO letter_words (letter_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER letter_words_added AFTER INSERT ON letter BEGIN
    INSERT INTO letter_words (rowid, subject, body) VALUES (new."row", new.subject, new.body);
END;

CREATE TRIGGER letter_words_changed AFTER UPDATE OF subject, body ON letter BEGIN
    INSERT INTO letter_words (letter_words, rowid, subject, body) VALUES ('delete', old."row", old.subject, old.body);
    INSERT INTO letter_words (rowid, subject, body) VALUES (new."row", new.subject, new.body);
END;

CREATE TRIGGER letter_words_gone AFTER DELETE ON letter BEGIN
    INSERT INTO letter_words (letter_words, rowid, subject, body) VALUES ('delete', old."row", old.subject, old.body);
END;
