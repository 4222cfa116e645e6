-- The routes that were loaded last, by any replica. It has one row. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE loaded_routes (
	id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	version   TEXT    NOT NULL,
	loaded_at BIGINT  NOT NULL
);

-- The pauses of destinations that operators made. A row is kept for a year after its end: the time of a pause does not
-- count when a delivery is given up by its age.
CREATE TABLE destination_pause (
	destination TEXT    NOT NULL,
	-- On the scale of due times, of which clock_offset tells.
	begins      BIGINT  NOT NULL,
	-- Null while it lasts.
	ends        BIGINT ,
	-- What operators read.
	paused_at   BIGINT  NOT NULL,
	paused_by   TEXT    NOT NULL,
	reason      TEXT    NOT NULL,
	ended_at    BIGINT ,
	ended_by    TEXT,
	PRIMARY KEY (destination, begins)
);

CREATE UNIQUE INDEX destination_pause_now ON destination_pause (destination) WHERE ends IS NULL;

-- What happened at a destination in an hour, for the last days. Replicas add to it every few seconds.
CREATE TABLE destination_hour (
	destination TEXT    NOT NULL,
	-- The begin of the hour.
	hour        BIGINT  NOT NULL,
	delivered   BIGINT  NOT NULL,
	failed      BIGINT  NOT NULL,
	dead        BIGINT  NOT NULL,
	PRIMARY KEY (destination, hour)
);

-- The last delivery to each destination, and the last call that failed. Replicas write it every few seconds.
CREATE TABLE destination_last (
	destination  TEXT    NOT NULL PRIMARY KEY,
	delivered_at BIGINT ,
	-- How long after the receipt of the message that was, in milliseconds.
	lag          BIGINT ,
	failed_at    BIGINT ,
	reason       TEXT,
	detail       TEXT
);
