/**
 * Slack: messages in a channel, through an incoming webhook or as a bot.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "digest", "event", "http", "http :: url", "notifier", "notifier.http",
		"presentation", "resolution", "secret", "store" })
package io.onsrelay.notifier.slack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
