-- The audit store becomes a log whose every change can be found. Times are milliseconds since 1970-01-01 UTC.

-- Bodies belong to the journal and to the audit store: a body stays until neither has it.
CREATE TABLE kept_body (
	seq     INTEGER PRIMARY KEY,
	headers TEXT NOT NULL,
	body    BLOB NOT NULL
);

INSERT INTO kept_body (seq, headers, body) SELECT seq, headers, body FROM message_body;

DROP TABLE message_body;

ALTER TABLE kept_body RENAME TO message_body;

-- One row for each record of the log: a message at an audit store, or what the service and its operators do.
CREATE TABLE kept_record (
	seq          INTEGER PRIMARY KEY AUTOINCREMENT,
	-- Where its headers and body are in message_body; null where the record has them itself.
	message_seq  INTEGER,
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
	headers      TEXT,
	body         BLOB,
	body_sha256  TEXT    NOT NULL,
	UNIQUE (message_id, destination)
);

INSERT INTO kept_record (seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment,
	headers, body, body_sha256)
SELECT seq, destination, message_id, received_at, occurred_at, kind, malformed, topic, type, resource, compartment,
	headers, body, body_sha256
FROM audit_record;

DROP TABLE audit_record;

ALTER TABLE kept_record RENAME TO audit_record;

CREATE INDEX audit_record_received ON audit_record (received_at);
CREATE INDEX audit_record_resource ON audit_record (resource) WHERE resource IS NOT NULL;

-- The leaves of the tree, in its order.
CREATE TABLE audit_leaf (
	leaf   INTEGER PRIMARY KEY,
	record INTEGER NOT NULL UNIQUE,
	hash   BLOB    NOT NULL
);

-- Records that are not in the tree yet.
CREATE TABLE audit_unsealed (
	record INTEGER PRIMARY KEY
);

INSERT INTO audit_unsealed (record) SELECT seq FROM audit_record;

-- The tree, in one row, once it has a leaf: how many leaves it has, and the digests of its complete subtrees, largest first. Records before the leaf
-- "cut" may be deleted.
CREATE TABLE audit_tree (
	id       INTEGER PRIMARY KEY,
	size     INTEGER NOT NULL,
	frontier BLOB    NOT NULL,
	cut      INTEGER NOT NULL
);

-- Where the log was cut, and the subtrees of what was before.
CREATE TABLE audit_cut (
	size     INTEGER PRIMARY KEY,
	frontier BLOB    NOT NULL,
	cut_at   INTEGER NOT NULL
);

-- The signed heads of the tree.
CREATE TABLE audit_checkpoint (
	number  INTEGER PRIMARY KEY,
	size    INTEGER NOT NULL,
	root    BLOB    NOT NULL,
	made_at INTEGER NOT NULL,
	note    TEXT    NOT NULL
);

CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record
BEGIN
	SELECT RAISE(ABORT, 'audit records are never changed');
END;

CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record
WHEN NOT EXISTS (SELECT 1 FROM audit_leaf, audit_tree WHERE audit_leaf.record = OLD.seq AND audit_leaf.leaf < audit_tree.cut)
BEGIN
	SELECT RAISE(ABORT, 'audit records are deleted only where a cut is recorded');
END;
