-- Every accepted message, once. Times are milliseconds since 1970-01-01 UTC.
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

-- The evidence, apart from what is searched.
CREATE TABLE message_body (
	seq     INTEGER PRIMARY KEY REFERENCES message (seq) ON DELETE CASCADE,
	headers TEXT NOT NULL,
	body    BLOB NOT NULL
);

-- By which keys a second sending of the same message is recognised; they are forgotten after the window.
CREATE TABLE message_key (
	key         BLOB    NOT NULL PRIMARY KEY,
	message_id  TEXT    NOT NULL,
	received_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX message_key_received ON message_key (received_at);

-- Written to find out whether anything can be written.
CREATE TABLE store_probe (
	written_at INTEGER NOT NULL
);

INSERT INTO store_probe (written_at) VALUES (0);
