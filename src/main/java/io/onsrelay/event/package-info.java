/**
 * A received message as immutable values: what OCI Events, Monitoring, Connector Hub and
 * people publish, and the parser that finds one of these in every body.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
