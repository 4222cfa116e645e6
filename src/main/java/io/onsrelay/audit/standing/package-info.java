/**
 * How the log stands, as the service itself knows it.
 */
@NullMarked
@NamedInterface("standing")
package io.onsrelay.audit.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
