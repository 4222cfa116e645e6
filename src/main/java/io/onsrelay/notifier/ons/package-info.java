/**
 * Another topic of OCI Notifications: a message is published onward, and marked so that
 * relays and topics which form a loop do not pass it on for ever.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "notifier.oci", "oci", "presentation" })
package io.onsrelay.notifier.ons;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
