/**
 * SQLite: a file that a single process writes.
 */
@NullMarked
package io.onsrelay.store.sqlite;

import org.jspecify.annotations.NullMarked;
