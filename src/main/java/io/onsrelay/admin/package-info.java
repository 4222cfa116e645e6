/**
 * What operators see and do: dead letters, why they are, and their replay.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "delivery", "journal", "event", "notifier", "secret", "credential", "store" })
package io.onsrelay.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
