/**
 * Backup and restore of an SQLite file.
 */
@NullMarked
@NamedInterface("maintenance")
package io.onsrelay.store.maintenance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
