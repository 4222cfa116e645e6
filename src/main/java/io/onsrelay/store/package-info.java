/**
 * The database: opened, checked and migrated here, read on any thread, and written by one
 * writer that commits units of work in groups.
 * <p>
 * Other modules keep their SQL beside their rules, and write it for both databases: see
 * {@link Dialect}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "timing" })
package io.onsrelay.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
