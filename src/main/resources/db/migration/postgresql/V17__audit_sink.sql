-- How far each place outside of the database has got with the checkpoints of the audit log. Times are milliseconds since 1970-01-01
-- UTC.
CREATE TABLE audit_sink (
	name      TEXT   NOT NULL PRIMARY KEY,
	-- The last checkpoint that is there.
	number    BIGINT NOT NULL,
	-- Until when one replica has it for itself.
	lease_end BIGINT NOT NULL
);
