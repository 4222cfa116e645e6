/**
 * Messages as CloudEvents 1.0 in JSON, for services that read this format.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "presentation" })
package io.onsrelay.cloudevents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
