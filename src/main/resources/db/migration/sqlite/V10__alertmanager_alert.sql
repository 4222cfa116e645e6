-- The alerts that fire at each Alertmanager, which are repeated so that they do not expire there. Times are milliseconds
-- since 1970-01-01 UTC.
CREATE TABLE alertmanager_alert (
	destination  TEXT    NOT NULL,
	incident_key TEXT    NOT NULL,
	-- Labels, annotations and start, as JSON.
	alert        TEXT    NOT NULL,
	-- How long it is repeated without another message about it.
	fires_until  INTEGER NOT NULL,
	PRIMARY KEY (destination, incident_key)
) WITHOUT ROWID;
