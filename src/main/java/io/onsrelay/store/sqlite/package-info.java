/**
 * The database in an SQLite file.
 */
@NullMarked
package io.onsrelay.store.sqlite;

import org.jspecify.annotations.NullMarked;
