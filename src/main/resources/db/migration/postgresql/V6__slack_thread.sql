-- The message that started the thread of a resource or an alarm. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE slack_thread (
	destination  TEXT    NOT NULL,
	ordering_key TEXT    NOT NULL,
	channel      TEXT    NOT NULL,
	-- Slack's id of the message within its channel.
	ts           TEXT    NOT NULL,
	title        TEXT    NOT NULL,
	started_at   BIGINT  NOT NULL,
	-- Resolved: only another resolve still belongs to this thread.
	resolved     BOOLEAN NOT NULL,
	PRIMARY KEY (destination, ordering_key)
);

CREATE INDEX slack_thread_started ON slack_thread (destination, started_at);
