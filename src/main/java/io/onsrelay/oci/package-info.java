/**
 * Credentials of Oracle's API. Nothing of the OCI SDK is loaded before credentials are
 * needed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.oci;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
