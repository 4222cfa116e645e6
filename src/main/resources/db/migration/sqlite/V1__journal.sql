-- One row for each accepted message. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE message (
	seq           INTEGER PRIMARY KEY AUTOINCREMENT,
	id            TEXT    NOT NULL UNIQUE,
	received_at   INTEGER NOT NULL,
	occurred_at   INTEGER NOT NULL,
	kind          TEXT    NOT NULL,
	malformed     INTEGER NOT NULL,
	topic         TEXT,
	type          TEXT,
	resource      TEXT,
	compartment   TEXT
);

CREATE INDEX message_received ON message (received_at);

-- The exact headers and body, apart from the columns that are searched.
CREATE TABLE message_body (
	seq     INTEGER PRIMARY KEY REFERENCES message (seq) ON DELETE CASCADE,
	headers TEXT NOT NULL,
	body    BLOB NOT NULL
);

-- The deduplication keys of messages. They are deleted after the deduplication window.
CREATE TABLE message_key (
	key         BLOB    NOT NULL PRIMARY KEY,
	message_id  TEXT    NOT NULL,
	received_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX message_key_received ON message_key (received_at);

-- Written by the health indicator, to find out whether the database can be written.
CREATE TABLE store_probe (
	written_at INTEGER NOT NULL
);

INSERT INTO store_probe (written_at) VALUES (0);
