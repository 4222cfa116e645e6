-- What is known of each topic. Times are milliseconds since 1970-01-01 UTC. It is written once a minute.
CREATE TABLE topic (
	-- The OCID, in lower case.
	id              TEXT    NOT NULL PRIMARY KEY,
	-- As ONS sends it, or as it is configured.
	name            TEXT,
	known_since     BIGINT  NOT NULL,
	-- Null until there is one.
	last_message_at BIGINT,
	-- Since when the topic is silent, once that has been told.
	silent_since    BIGINT
);

-- The longest time between two messages of a topic that ended on a day, for each of the last days.
CREATE TABLE topic_gap (
	topic_id TEXT    NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
	-- Days since 1970-01-01 UTC.
	day      BIGINT  NOT NULL,
	-- Milliseconds.
	longest  BIGINT  NOT NULL,
	PRIMARY KEY (topic_id, day)
);

-- The subscriptions to this service, with what Oracle's API says of them.
CREATE TABLE subscription (
	id            TEXT    NOT NULL PRIMARY KEY,
	topic_id      TEXT,
	-- Null until it is known.
	state         TEXT,
	checked_at    BIGINT,
	-- Since when it is seen as pending; null in another state.
	pending_since BIGINT,
	-- When the confirmation was last sent again.
	resent_at     BIGINT
);

-- The canary. It has one row.
CREATE TABLE canary (
	id           INTEGER NOT NULL PRIMARY KEY,
	-- With this key each replica knows the canary's messages.
	secret_key   TEXT    NOT NULL,
	topic_id     TEXT    NOT NULL,
	-- When the next one is due.
	due_at       BIGINT  NOT NULL,
	-- Since when it is published without interruption.
	since        BIGINT  NOT NULL,
	-- When the last one that came back was published.
	returned     BIGINT,
	-- Since when none comes back, once that has been told.
	broken_since BIGINT
);

-- What makes the keys of notices, which senders must not guess: they could end them. It has one row.
CREATE TABLE notice_key (
	id         INTEGER NOT NULL PRIMARY KEY,
	secret_key TEXT    NOT NULL
);

-- When it was told that the URL is about to end; null when that is over.
ALTER TABLE confirmation ADD COLUMN expiry_told BIGINT;
