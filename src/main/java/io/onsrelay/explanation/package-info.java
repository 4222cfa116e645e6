/**
 * How a message is routed and shown, in values that a command prints and the API returns.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "event", "notifier", "routing", "routing :: severity", "silence", "silence :: model" })
package io.onsrelay.explanation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
