/**
 * Copies the contents of an SQLite file to PostgreSQL.
 */
@NullMarked
@NamedInterface("migration")
package io.onsrelay.store.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
