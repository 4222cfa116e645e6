/**
 * The index: which words and values each message has. An indexer writes it behind ingest
 * by a cursor, and deletes what the journal has expired. It is derived from the journal,
 * and is built anew rather than copied.
 */
@NullMarked
package io.onsrelay.search.index;

import org.jspecify.annotations.NullMarked;
