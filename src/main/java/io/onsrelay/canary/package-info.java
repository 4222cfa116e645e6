/**
 * The canary: a message that the service publishes to a topic and expects back, so that
 * it notices when nothing comes any more. It proves the topic, the subscription, the
 * network, the credentials, the endpoint and the store.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "event", "notice", "provisioning", "oci", "store", "topic", "config", "timing" })
package io.onsrelay.canary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
