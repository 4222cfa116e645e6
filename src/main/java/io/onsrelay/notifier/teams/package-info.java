/**
 * Microsoft Teams: cards in a channel or chat, through the webhook of a workflow.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "digest", "event", "http", "http :: url", "notifier", "notifier.http",
		"presentation", "resolution", "secret", "store" })
package io.onsrelay.notifier.teams;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
