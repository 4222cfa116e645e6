-- Which constructions have verified messages of ONS. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE signature_construction (
	-- The OCID in lower case; empty where messages named none.
	topic        TEXT    NOT NULL,
	-- X-OCI-NS-SignatureVersion.
	version      TEXT    NOT NULL,
	-- A name of docs/signatures.md.
	construction TEXT    NOT NULL,
	-- How many messages.
	verified     BIGINT  NOT NULL,
	first_at     BIGINT  NOT NULL,
	last_at      BIGINT  NOT NULL,
	PRIMARY KEY (topic, version, construction)
);
