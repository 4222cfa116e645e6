/**
 * The API for operators: dead letters with their attempts, and what waits for each
 * destination.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "config", "delivery :: operator", "journal", "event", "notifier",
		"secret", "credential", "store" })
package io.onsrelay.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
