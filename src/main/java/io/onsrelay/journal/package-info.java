/**
 * Every accepted message, once: its exact bytes, its headers, and the columns it is found
 * by.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "parser", "store", "config", "audit" })
package io.onsrelay.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
