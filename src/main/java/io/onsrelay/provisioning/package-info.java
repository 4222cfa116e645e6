/**
 * Access to Oracle's API, by the only module that uses the OCI SDK: it queries the state
 * of subscriptions if credentials are configured, and knows the names of regions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "secret", "config", "presentation" })
package io.onsrelay.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
