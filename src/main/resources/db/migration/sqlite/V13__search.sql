-- The index of messages, written behind ingest. It is derived from the journal and can be built anew. Times are
-- milliseconds since 1970-01-01 UTC.

-- How a message is presented in a list. A message without a row is not indexed.
CREATE TABLE message_summary (
	seq      INTEGER PRIMARY KEY,
	severity TEXT NOT NULL,
	status   TEXT NOT NULL,
	title    TEXT NOT NULL
);

-- The words of messages, under the messages' numbers. The service divides texts into words itself; the tokenizer only
-- divides them at blanks.
CREATE VIRTUAL TABLE message_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Values that messages are found by as a whole, as digests. A block has 65,536 numbers, so that what is written together
-- lies together, and expires together.
CREATE TABLE message_term (
	block INTEGER NOT NULL,
	term  INTEGER NOT NULL,
	seq   INTEGER NOT NULL,
	PRIMARY KEY (block, term, seq)
) WITHOUT ROWID;

-- How far the index is, in one row, once there is something to index.
CREATE TABLE message_index (
	id         INTEGER PRIMARY KEY,
	-- Of what is indexed.
	format     INTEGER NOT NULL,
	-- Every message up to this number is indexed, and none is added there any more.
	position   INTEGER NOT NULL,
	-- The newest message that is indexed.
	indexed_to INTEGER NOT NULL,
	-- Up to this number the index is being built anew; zero if it is not.
	rebuild_to INTEGER NOT NULL,
	-- Which replica writes the index, and until when.
	holder     TEXT,
	lease_end  INTEGER NOT NULL
);

-- The messages with dead letters, in their order.
CREATE INDEX delivery_dead_message ON delivery (message_seq) WHERE state = 'dead';
