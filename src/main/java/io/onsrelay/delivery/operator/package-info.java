/**
 * What operators do with deliveries: they list, explain, replay, acknowledge and delete
 * dead letters, and redirect or give up what waits for a destination that was removed
 * from the configuration.
 */
@NullMarked
@NamedInterface("operator")
package io.onsrelay.delivery.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
