-- The generated passwords of the service's own users. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE credential (
	name       TEXT   NOT NULL PRIMARY KEY,
	-- Salted; the password itself is kept nowhere.
	hash       TEXT   NOT NULL,
	created_at BIGINT NOT NULL
);
