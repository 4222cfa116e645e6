/**
 * Confirms the subscriptions of topics to this service: finds the URL, makes sure that it
 * is Oracle's, asks for it in the background, and checks the reply.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "http", "store", "secret", "provisioning", "config" })
package io.onsrelay.confirmation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
