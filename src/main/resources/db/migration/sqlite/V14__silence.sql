-- The silences of operators. They are kept as long as messages are. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE silence (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	-- In the language of routes.
	condition  TEXT    NOT NULL,
	reason     TEXT    NOT NULL,
	created_by TEXT    NOT NULL,
	created_at INTEGER NOT NULL,
	-- When it ends by itself.
	ends_at    INTEGER NOT NULL,
	-- When an operator ended it before that.
	ended_at   INTEGER,
	ended_by   TEXT
);

-- Read by each commit that accepts messages.
CREATE INDEX silence_open ON silence (ends_at) WHERE ended_at IS NULL;

-- What silences have held back: a delivery that is not in the outbox.
CREATE TABLE held_delivery (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	silence_id   INTEGER NOT NULL REFERENCES silence (id),
	message_seq  INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
	destination  TEXT    NOT NULL,
	route        TEXT    NOT NULL,
	ordering_key TEXT    NOT NULL,
	occurred_at  INTEGER NOT NULL,
	received_at  INTEGER NOT NULL,
	part         INTEGER NOT NULL,
	records      TEXT    NOT NULL,
	-- The digest of the key of the incident whose beginning it would have told.
	opens        TEXT,
	-- When an operator sent it after all.
	sent_at      INTEGER,
	sent_by      TEXT,
	UNIQUE (message_seq, destination, part)
);

CREATE INDEX held_delivery_silence ON held_delivery (silence_id, id);
CREATE INDEX held_delivery_unsent ON held_delivery (silence_id, id) WHERE sent_at IS NULL;
CREATE INDEX held_delivery_opens ON held_delivery (destination, opens, silence_id)
	WHERE opens IS NOT NULL AND sent_at IS NULL;
