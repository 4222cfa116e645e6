package io.onsrelay.config.reload;

import java.util.function.Function;

import io.onsrelay.config.StrictBinder;

/**
 * A part of the configuration that is loaded with the routes, while the service runs.
 *
 * @param name the name of its properties, such as {@code relay.silence}; what is below it
 * needs no restart
 * @param reader reads and checks it without changing anything, throws an
 * {@link io.onsrelay.config.InvalidConfigurationException} if there are mistakes, and
 * returns what puts it in place
 */
public record ReloadedPart(String name, Function<StrictBinder, Runnable> reader) {
}
