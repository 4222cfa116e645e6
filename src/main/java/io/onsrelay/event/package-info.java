/**
 * A received message as immutable values: events of OCI Events, alarms of Monitoring,
 * records of Connector Hub, and texts that a publisher sent to the topic directly.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
