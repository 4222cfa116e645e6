-- The subscriptions that ONS has asked to confirm. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE confirmation (
	-- SHA-256 of the URL: the same URL is stored once, and recognised after it is deleted.
	url_digest      TEXT    NOT NULL PRIMARY KEY,
	-- From the URL's path; null where the URL was rejected.
	subscription_id TEXT,
	-- From the request's header.
	topic_id        TEXT,
	-- Contains a token: deleted once it is not needed any more.
	url             TEXT,
	received_at     INTEGER NOT NULL,
	state           TEXT    NOT NULL CHECK (state IN
		('pending', 'acknowledged', 'active', 'refused', 'mismatched', 'expired')),
	attempts        INTEGER NOT NULL DEFAULT 0,
	-- When the next attempt is due; null when nothing is left to do.
	due_at          INTEGER,
	-- The last result, for operators.
	detail          TEXT
);

CREATE INDEX confirmation_due ON confirmation (due_at) WHERE due_at IS NOT NULL;
