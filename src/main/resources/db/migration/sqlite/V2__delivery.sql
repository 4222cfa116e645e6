-- One row for each destination of each message, or of each part of a batch: the outbox. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE delivery (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	message_seq   INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
	destination   TEXT    NOT NULL,
	route         TEXT    NOT NULL,
	ordering_key  TEXT    NOT NULL,
	occurred_at   INTEGER NOT NULL,
	received_at   INTEGER NOT NULL,
	-- Of the parts of a batch that one destination gets: which one, from 0, and the numbers of its records, such as
	-- '1-20,22'; empty for all records.
	part          INTEGER NOT NULL DEFAULT 0,
	records       TEXT    NOT NULL DEFAULT '',
	-- When it became pending: at its acceptance or its last replay. It is given up by its age since then.
	pending_since INTEGER NOT NULL,
	state         TEXT    NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
	-- When it is due. Null while it waits behind another delivery of its ordering key, so that a claim never has to look
	-- for the head of a key.
	due_at        INTEGER,
	-- The holder of the claim: the report of a former holder is recognised by it and ignored. No index has the columns of
	-- the lease, so a claim writes the row and nothing else.
	lease         TEXT,
	lease_end     INTEGER,
	attempts      INTEGER NOT NULL DEFAULT 0,
	reason        TEXT,
	detail        TEXT,
	finished_at   INTEGER,
	UNIQUE (message_seq, destination, part)
);

CREATE INDEX delivery_due ON delivery (destination, due_at, id) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX delivery_key ON delivery (destination, ordering_key, occurred_at, id) WHERE state = 'pending';
CREATE INDEX delivery_dead ON delivery (destination, finished_at) WHERE state = 'dead';

-- Every attempt that did not deliver, for operators.
CREATE TABLE attempt (
	delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
	number      INTEGER NOT NULL,
	started_at  INTEGER NOT NULL,
	-- In milliseconds.
	duration    INTEGER NOT NULL,
	outcome     TEXT    NOT NULL CHECK (outcome IN ('retry', 'dead')),
	reason      TEXT,
	detail      TEXT,
	PRIMARY KEY (delivery_id, number)
) WITHOUT ROWID;

-- When each destination may be called again, because of its rate or its Retry-After.
CREATE TABLE destination_throttle (
	destination TEXT    NOT NULL PRIMARY KEY,
	not_before  INTEGER NOT NULL,
	-- When not_before was written. If this is in the future, the clock was set back since.
	noted_at    INTEGER NOT NULL
) WITHOUT ROWID;

-- How far the clock was set since the outbox was created: due_at, pending_since, leases and not_before are times of a clock
-- without these steps. No row means that the clock was never set.
CREATE TABLE clock_offset (
	id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	millis INTEGER NOT NULL
);
