-- The message that began the thread of a resource or an alarm. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE slack_thread (
	destination  TEXT    NOT NULL,
	ordering_key TEXT    NOT NULL,
	channel      TEXT    NOT NULL,
	-- What Slack calls the message, in its channel.
	ts           TEXT    NOT NULL,
	title        TEXT    NOT NULL,
	started_at   BIGINT  NOT NULL,
	-- What was wrong is over: only another resolve still belongs here.
	resolved     BOOLEAN NOT NULL,
	PRIMARY KEY (destination, ordering_key)
);

CREATE INDEX slack_thread_started ON slack_thread (destination, started_at);
