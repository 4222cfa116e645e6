/**
 * The audit log: records that are never changed, and a Merkle tree over them by which
 * each change can be found.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event", "oci", "secret", "store", "store :: file", "timing" })
package io.onsrelay.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
