/**
 * The SPI of notifiers: the interfaces that every kind implements, the outcome of a call,
 * and the registry of the configured destinations.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event" })
package io.onsrelay.notifier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
