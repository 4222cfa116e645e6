-- The generated passwords of the service's user accounts. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE credential (
	name       TEXT   NOT NULL PRIMARY KEY,
	-- Salted. The password itself is not stored.
	hash       TEXT   NOT NULL,
	created_at BIGINT NOT NULL
);
