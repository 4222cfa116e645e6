/**
 * Replays of many dead letters at once: counted before, bounded, done in portions by one
 * replica at a time, across restarts, and judged by their outcome.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "delivery :: operator", "event", "journal", "notifier", "store", "timing" })
package io.onsrelay.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
