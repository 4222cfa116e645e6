/**
 * The endpoint that ONS posts to: lets in who may, confirms subscriptions, and hands
 * messages to the relay.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "event", "parser", "relay", "store", "secret", "credential", "confirmation", "config" })
package io.onsrelay.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
