/**
 * What Oracle's API says about topics and subscriptions, where credentials are
 * configured. The only user of the OCI SDK.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "secret", "config", "presentation" })
package io.onsrelay.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
