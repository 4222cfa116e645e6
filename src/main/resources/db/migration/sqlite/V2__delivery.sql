-- One row for each destination of each message: the outbox. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE delivery (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	message_seq   INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
	destination   TEXT    NOT NULL,
	route         TEXT    NOT NULL,
	ordering_key  TEXT    NOT NULL,
	occurred_at   INTEGER NOT NULL,
	received_at   INTEGER NOT NULL,
	-- Since when it has been tried: its acceptance, or its last replay. It is given up by this age.
	pending_since INTEGER NOT NULL,
	state         TEXT    NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
	-- When it may be claimed. Empty while it waits behind another of its ordering key, so that a claim never has to
	-- look for the head of a key. While it is claimed: when the lease ends.
	due_at        INTEGER,
	-- Who has claimed it; what a former holder reports is recognised by it and ignored.
	lease         TEXT,
	attempts      INTEGER NOT NULL DEFAULT 0,
	reason        TEXT,
	detail        TEXT,
	finished_at   INTEGER,
	UNIQUE (message_seq, destination)
);

CREATE INDEX delivery_due ON delivery (destination, due_at, id) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX delivery_head ON delivery (destination, id) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX delivery_key ON delivery (destination, ordering_key, occurred_at, id) WHERE state = 'pending';
CREATE INDEX delivery_dead ON delivery (destination, finished_at) WHERE state = 'dead';

-- Every call that was made, for people who want to know what happened.
CREATE TABLE attempt (
	delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
	number      INTEGER NOT NULL,
	started_at  INTEGER NOT NULL,
	-- In milliseconds.
	duration    INTEGER NOT NULL,
	outcome     TEXT    NOT NULL CHECK (outcome IN ('delivered', 'retry', 'dead')),
	reason      TEXT,
	detail      TEXT,
	PRIMARY KEY (delivery_id, number)
) WITHOUT ROWID;

-- From when on each destination may be called again: because of its rate, or because it asked to be left alone.
CREATE TABLE destination_throttle (
	destination TEXT    NOT NULL PRIMARY KEY,
	not_before     INTEGER NOT NULL,
	-- When that was noted: should this be in the future, the clock was set back.
	noted_at    INTEGER NOT NULL
) WITHOUT ROWID;
