/**
 * Strict configuration: binds the users' properties, and reports which property is wrong
 * and how to correct it.
 * <p>
 * A prefix belongs to one record: where one bean binds {@code relay.x} and another
 * {@code relay.x.y}, the first rejects the keys of the second.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
