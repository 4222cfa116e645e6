/**
 * Finds out why an endpoint does not confirm its subscription, as far as that shows from
 * here.
 */
@NullMarked
@NamedInterface("probe")
package io.onsrelay.provisioning.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
