/**
 * The signature of ONS: which construction verifies, as far as messages show, and on
 * request the refusal of messages that do not verify. Oracle does not document the
 * construction, so it is found by trying a closed list on live messages. Until one of
 * them has verified, nothing counts as verified.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "config", "confirmation :: url", "event", "http", "secret", "store", "timing" })
package io.onsrelay.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
