-- The index of messages, written behind ingest. It is derived from the journal and can be built anew. Times are
-- milliseconds since 1970-01-01 UTC.

-- How a message is presented in a list, and its words. A message without a row is not indexed.
CREATE TABLE message_summary (
	seq      BIGINT   NOT NULL PRIMARY KEY,
	severity TEXT     NOT NULL,
	status   TEXT     NOT NULL,
	title    TEXT     NOT NULL,
	-- Also words that no text has, such as '#a17': which block the number lies in. A search looks at a block at a time.
	words    TSVECTOR NOT NULL
);

-- Without a list of pending entries, which each search would have to read.
CREATE INDEX message_summary_words ON message_summary USING gin (words) WITH (fastupdate = off);

-- Values that messages are found by as a whole, as digests. A block has 65,536 numbers, so that what is written together
-- lies together, and expires together.
CREATE TABLE message_term (
	block BIGINT NOT NULL,
	term  BIGINT NOT NULL,
	seq   BIGINT NOT NULL,
	PRIMARY KEY (block, term, seq)
);

-- How far the index is, in one row, once there is something to index.
CREATE TABLE message_index (
	id         INTEGER NOT NULL PRIMARY KEY,
	-- Of what is indexed.
	format     INTEGER NOT NULL,
	-- Every message up to this number is indexed, and none is added there any more.
	position   BIGINT  NOT NULL,
	-- The newest message that is indexed.
	indexed_to BIGINT  NOT NULL,
	-- Up to this number the index is being built anew; zero if it is not.
	rebuild_to BIGINT  NOT NULL,
	-- Which replica writes the index, and until when.
	holder     TEXT,
	lease_end  BIGINT  NOT NULL
) WITH (fillfactor = 50);

-- The messages with dead letters, in their order.
CREATE INDEX delivery_dead_message ON delivery (message_seq) WHERE state = 'dead';
