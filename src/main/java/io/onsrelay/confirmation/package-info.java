/**
 * Confirms the subscriptions of topics to this service: finds the URL, checks that it is
 * Oracle's, calls it in the background, and checks the reply.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "http", "store", "secret", "provisioning", "config", "timing" })
package io.onsrelay.confirmation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
