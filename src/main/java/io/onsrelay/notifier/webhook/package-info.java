/**
 * Webhooks: one signed POST for each message, as CloudEvents, as it was received, or by a
 * template.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "cloudevents", "config", "event", "http", "http :: url", "notifier",
		"notifier.http", "presentation", "secret" })
package io.onsrelay.notifier.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
