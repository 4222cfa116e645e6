/**
 * Rules of Events: their conditions, what they call, and those that follow from routes.
 */
@NullMarked
@NamedInterface("rule")
package io.onsrelay.provisioning.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
