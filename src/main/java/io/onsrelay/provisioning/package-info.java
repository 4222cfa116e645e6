/**
 * Oracle's control planes: it queries the state of subscriptions if credentials are
 * configured, knows the names of regions, and sets topics, subscriptions and rules up.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "oci", "secret", "config", "presentation", "routing :: condition" })
package io.onsrelay.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
