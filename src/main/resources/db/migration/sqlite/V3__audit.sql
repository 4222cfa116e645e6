-- The audit store: rows are added and never changed. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE audit_record (
	seq          INTEGER PRIMARY KEY AUTOINCREMENT,
	destination  TEXT    NOT NULL,
	message_id   TEXT    NOT NULL,
	received_at  INTEGER NOT NULL,
	occurred_at  INTEGER NOT NULL,
	kind         TEXT    NOT NULL,
	malformed    INTEGER NOT NULL,
	topic        TEXT,
	type         TEXT,
	resource     TEXT,
	compartment  TEXT,
	headers      TEXT    NOT NULL,
	body         BLOB    NOT NULL,
	body_sha256  TEXT    NOT NULL,
	UNIQUE (destination, message_id)
);

CREATE INDEX audit_record_received ON audit_record (received_at);
CREATE INDEX audit_record_resource ON audit_record (resource) WHERE resource IS NOT NULL;

CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record
BEGIN
	SELECT RAISE(ABORT, 'audit records are never changed');
END;

CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record
BEGIN
	SELECT RAISE(ABORT, 'audit records are never deleted');
END;
