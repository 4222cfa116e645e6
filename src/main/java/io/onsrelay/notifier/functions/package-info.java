/**
 * OCI Functions: a function is invoked with what an OCI rule would have sent to it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "notifier.oci", "oci", "presentation" })
package io.onsrelay.notifier.functions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
