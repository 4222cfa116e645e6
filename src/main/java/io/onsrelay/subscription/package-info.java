/**
 * Watches the subscriptions to this service: shows their states where credentials of
 * Oracle's API exist, has the confirmation of a pending one sent again, and tells when
 * one is about to be lost.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "event", "notice", "confirmation", "provisioning", "oci", "store", "timing" })
package io.onsrelay.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
