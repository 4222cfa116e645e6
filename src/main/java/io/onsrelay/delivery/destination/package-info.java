/**
 * The destinations as operators see them: what each is doing, what waits for it, what it
 * said last; and the pauses that operators make.
 */
@NullMarked
@NamedInterface("destination")
package io.onsrelay.delivery.destination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
