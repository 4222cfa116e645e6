/**
 * OCI Streaming: a stream gets the messages that an OCI rule would have sent to it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "notifier.http", "notifier.oci", "oci" })
package io.onsrelay.notifier.streaming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
