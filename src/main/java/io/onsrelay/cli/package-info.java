/**
 * The commands of the jar. They read the configuration and messages, may run beside the
 * service, start no part of it, and don't open its store.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "config :: placeholder", "event", "notifier", "parser", "routing",
		"store", "store :: migration" })
package io.onsrelay.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
