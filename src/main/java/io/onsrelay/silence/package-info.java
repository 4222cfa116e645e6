/**
 * Silences: an operator holds back what a condition matches, for a time and for a reason.
 * Chat and pagers get nothing of it, stores and streams get everything. What is held back
 * is kept, listed, and can be sent after all.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "config", "config :: reload", "delivery", "event", "incident",
		"journal", "notifier", "routing", "routing :: condition", "store", "timing" })
package io.onsrelay.silence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
