-- The index of words in few parts: a save looks in each of them for every word that it takes out.

INSERT INTO reflection_words (reflection_words, rank) VALUES ('automerge', 2);

INSERT INTO facet_entry_words (facet_entry_words, rank) VALUES ('automerge', 2);

INSERT INTO strain_episode_words (strain_episode_words, rank) VALUES ('automerge', 2);

DROP TABLE supervision_item;

CREATE TABLE supervision_item (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    passage TEXT NOT NULL,
    question TEXT NOT NULL,
    alias TEXT NOT NULL,
    sentences TEXT NOT NULL,
    left_so TEXT NOT NULL,
    sheet_on TEXT,
    said TEXT NOT NULL,
    did TEXT NOT NULL,
    changed TEXT NOT NULL,
    facet_id TEXT NOT NULL,
    flagged_at TEXT NOT NULL,
    discussed_at TEXT,
    closed_at TEXT,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_supervision_item_client_id ON supervision_item (client_id);

CREATE TABLE ending (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    turning_points TEXT NOT NULL,
    ruptures_mended TEXT NOT NULL,
    new_experiences TEXT NOT NULL,
    never_spoken TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (client_id)
) STRICT;

CREATE TABLE guess (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    card_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    answers TEXT NOT NULL,
    words TEXT NOT NULL,
    guessed_at TEXT NOT NULL,
    looked_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (card_id)
) STRICT;

CREATE INDEX ix_guess_client_id ON guess (client_id);

CREATE TABLE hypothesis (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    words TEXT NOT NULL,
    against TEXT NOT NULL,
    look_again_on TEXT,
    state TEXT NOT NULL,
    learned TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_hypothesis_client_id ON hypothesis (client_id);

CREATE TABLE learning (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    week_of TEXT NOT NULL,
    words TEXT NOT NULL,
    clients TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (week_of)
) STRICT;

CREATE TABLE memory (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    memory TEXT,
    came_back TEXT NOT NULL,
    came_back_at TEXT,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (session_id)
) STRICT;

CREATE INDEX ix_memory_client_id ON memory (client_id);

CREATE TABLE pull (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    noticed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_pull_client_id ON pull (client_id);

CREATE INDEX ix_pull_session_id ON pull (session_id);

CREATE TABLE question (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    answer TEXT NOT NULL,
    set_aside_at TEXT,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_question_client_id ON question (client_id);

CREATE UNIQUE INDEX question_once ON question (session_id, kind, about);

CREATE TABLE saying (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    session_id TEXT,
    said_on TEXT NOT NULL,
    words TEXT NOT NULL,
    thought TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id)
) STRICT;

CREATE INDEX ix_saying_client_id ON saying (client_id);

CREATE TABLE second_look (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    words TEXT NOT NULL,
    entries TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    compared_at TEXT,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    UNIQUE (session_id)
) STRICT;

CREATE INDEX ix_second_look_client_id ON second_look (client_id);

CREATE TABLE strain_step (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    episode_id TEXT NOT NULL,
    tried TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY ("row"),
    UNIQUE (id),
    FOREIGN KEY(episode_id) REFERENCES strain_episode (id)
) STRICT;

CREATE INDEX ix_strain_step_episode_id ON strain_step (episode_id);
