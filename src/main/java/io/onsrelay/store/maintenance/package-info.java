/**
 * Backup and restore of an SQLite file, and what a store has, read from outside.
 */
@NullMarked
@NamedInterface("maintenance")
package io.onsrelay.store.maintenance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
