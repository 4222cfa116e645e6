/**
 * Changes of the routes while the service runs: the files of the configuration are
 * watched by their content; what is valid takes the place of the routes before, as a
 * whole, and what is not is told and leaves them as they are.
 */
@NullMarked
@NamedInterface("reload")
package io.onsrelay.routing.reload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
