/**
 * Which of the messages that were received lately would go elsewhere by other routes.
 */
@NullMarked
@NamedInterface("diff")
package io.onsrelay.routing.diff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
