-- The audit store becomes a log whose every change can be found. Times are milliseconds since 1970-01-01 UTC.

-- Bodies belong to the journal and to the audit store: a body stays until neither has it.
ALTER TABLE message_body DROP CONSTRAINT message_body_seq_fkey;

-- One row for each record of the log: a message at an audit store, or what the service and its operators do. Headers and body are in
-- message_body; where message_seq is null, the record has them itself.
ALTER TABLE audit_record ADD COLUMN message_seq BIGINT;
ALTER TABLE audit_record ALTER COLUMN headers DROP NOT NULL;
ALTER TABLE audit_record ALTER COLUMN body DROP NOT NULL;
ALTER TABLE audit_record DROP CONSTRAINT audit_record_destination_message_id_key;
ALTER TABLE audit_record ADD UNIQUE (message_id, destination);

-- The leaves of the tree, in its order.
CREATE TABLE audit_leaf (
	leaf   BIGINT NOT NULL PRIMARY KEY,
	record BIGINT NOT NULL UNIQUE,
	hash   BYTEA  NOT NULL
);

-- Records that are not in the tree yet.
CREATE TABLE audit_unsealed (
	record BIGINT NOT NULL PRIMARY KEY
);

INSERT INTO audit_unsealed (record) SELECT seq FROM audit_record;

-- The tree, in one row, once it has a leaf: how many leaves it has, and the digests of its complete subtrees, largest first. Records before the leaf
-- "cut" may be deleted.
CREATE TABLE audit_tree (
	id       BIGINT NOT NULL PRIMARY KEY,
	size     BIGINT NOT NULL,
	frontier BYTEA  NOT NULL,
	cut      BIGINT NOT NULL
) WITH (fillfactor = 50);

-- Where the log was cut, and the subtrees of what was before.
CREATE TABLE audit_cut (
	size     BIGINT NOT NULL PRIMARY KEY,
	frontier BYTEA  NOT NULL,
	cut_at   BIGINT NOT NULL
);

-- The signed heads of the tree.
CREATE TABLE audit_checkpoint (
	number  BIGINT NOT NULL PRIMARY KEY,
	size    BIGINT NOT NULL,
	root    BYTEA  NOT NULL,
	made_at BIGINT NOT NULL,
	note    TEXT   NOT NULL
);

CREATE OR REPLACE FUNCTION audit_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_leaf, audit_tree WHERE audit_leaf.record = OLD.seq AND leaf < cut) THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'audit records are never changed, and deleted only where a cut is recorded'
		USING ERRCODE = 'integrity_constraint_violation';
END
$$;
