-- The last resolve of each incident that a destination was told of. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE incident_resolution (
	destination  TEXT    NOT NULL,
	incident_key TEXT    NOT NULL,
	-- By the sender's clock.
	resolved_at  INTEGER NOT NULL,
	-- By this service's clock: rows are kept for 30 days.
	recorded_at  INTEGER NOT NULL,
	PRIMARY KEY (destination, incident_key)
) WITHOUT ROWID;

CREATE INDEX incident_resolution_recorded ON incident_resolution (destination, recorded_at);
