/**
 * The API for operators: dead letters, their attempts, and their replay.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "config", "delivery", "journal", "event", "notifier", "secret",
		"credential", "store" })
package io.onsrelay.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
