-- The routes that were loaded last, by any replica. It has one row. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE loaded_routes (
	id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	version   TEXT    NOT NULL,
	loaded_at INTEGER NOT NULL
);

-- The pauses of destinations that operators made. A row is kept for a year after its end: the time of a pause does not
-- count when a delivery is given up by its age.
CREATE TABLE destination_pause (
	destination TEXT    NOT NULL,
	-- On the scale of due times, of which clock_offset tells.
	begins      INTEGER NOT NULL,
	-- Null while it lasts.
	ends        INTEGER,
	-- What operators read.
	paused_at   INTEGER NOT NULL,
	paused_by   TEXT    NOT NULL,
	reason      TEXT    NOT NULL,
	ended_at    INTEGER,
	ended_by    TEXT,
	PRIMARY KEY (destination, begins)
) WITHOUT ROWID;

CREATE UNIQUE INDEX destination_pause_now ON destination_pause (destination) WHERE ends IS NULL;

-- What happened at a destination in an hour, for the last days. Replicas add to it every few seconds.
CREATE TABLE destination_hour (
	destination TEXT    NOT NULL,
	-- The begin of the hour.
	hour        INTEGER NOT NULL,
	delivered   INTEGER NOT NULL,
	failed      INTEGER NOT NULL,
	dead        INTEGER NOT NULL,
	PRIMARY KEY (destination, hour)
) WITHOUT ROWID;

-- The last delivery to each destination, and the last call that failed. Replicas write it every few seconds.
CREATE TABLE destination_last (
	destination  TEXT    NOT NULL PRIMARY KEY,
	delivered_at INTEGER,
	-- How long after the receipt of the message that was, in milliseconds.
	lag          INTEGER,
	failed_at    INTEGER,
	reason       TEXT,
	detail       TEXT
) WITHOUT ROWID;
