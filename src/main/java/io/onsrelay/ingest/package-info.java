/**
 * The endpoint that ONS posts to: authenticates and admits requests, records
 * subscriptions to confirm, and passes messages to the relay.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "event", "parser", "relay", "store", "secret", "credential",
		"confirmation", "config", "signature", "topic", "subscription", "canary" })
package io.onsrelay.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
