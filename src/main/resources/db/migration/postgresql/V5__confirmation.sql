-- The subscriptions that ONS asked to confirm. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE confirmation (
	-- SHA-256 of the URL: the same URL is kept once, and recognised after it is gone.
	url_digest      TEXT    NOT NULL PRIMARY KEY,
	-- From the URL's path; empty where the URL was refused.
	subscription_id TEXT,
	-- From the request's header.
	topic_id        TEXT,
	-- Holds a token: deleted once it is not needed any more.
	url             TEXT,
	received_at     BIGINT  NOT NULL,
	state           TEXT    NOT NULL CHECK (state IN
		('pending', 'acknowledged', 'active', 'refused', 'mismatched', 'expired')),
	attempts        INTEGER NOT NULL DEFAULT 0,
	-- When to go on; empty when nothing is left to do. While somebody is at it: when somebody else may be.
	due_at          BIGINT,
	-- What happened last, for people.
	detail          TEXT
);

CREATE INDEX confirmation_due ON confirmation (due_at) WHERE due_at IS NOT NULL;
