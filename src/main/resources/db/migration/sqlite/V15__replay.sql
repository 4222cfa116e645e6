-- Replays of many dead letters. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE replay (
	id              INTEGER PRIMARY KEY AUTOINCREMENT,
	submitted_by    TEXT    NOT NULL,
	-- Chosen by the client, so that the same submission twice is one replay.
	idempotency_key TEXT    NOT NULL,
	submitted_at    INTEGER NOT NULL,
	-- Which dead letters. What is null matches all of them.
	destination     TEXT,
	reason          TEXT,
	from_time       INTEGER,
	until_time      INTEGER,
	acknowledged    INTEGER,
	kind            TEXT,
	type            TEXT,
	detail          TEXT,
	-- The snapshot: the largest number of a delivery, and the time.
	last_delivery   INTEGER NOT NULL,
	snapshot_at     INTEGER NOT NULL,
	-- How many are replayed at most, and how many matched up to that.
	most            INTEGER NOT NULL,
	matching        INTEGER NOT NULL,
	state           TEXT    NOT NULL CHECK (state IN ('running', 'complete', 'stopped')),
	-- Up to which delivery it is done.
	done_to         INTEGER NOT NULL,
	replayed        INTEGER NOT NULL,
	ended_at        INTEGER,
	stopped_by      TEXT,
	UNIQUE (submitted_by, idempotency_key)
);

CREATE INDEX replay_running ON replay (id) WHERE state = 'running';

-- What each replay has replayed: the deliveries tell the outcome.
CREATE TABLE replay_delivery (
	replay_id   INTEGER NOT NULL REFERENCES replay (id) ON DELETE CASCADE,
	delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
	PRIMARY KEY (replay_id, delivery_id)
) WITHOUT ROWID;

CREATE INDEX replay_delivery_delivery ON replay_delivery (delivery_id);
