/**
 * The database: opened, migrated and checked here, read freely, and written in group
 * commits by one writer.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "timing" })
package io.onsrelay.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
