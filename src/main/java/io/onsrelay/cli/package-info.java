/**
 * The commands of the jar: they look at the configuration and at messages beside a
 * running service, start nothing, and leave the store alone.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "config", "event", "notifier", "parser", "routing", "store", "store :: migration" })
package io.onsrelay.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
