/**
 * The rules that give messages another severity, for all routes.
 */
@NullMarked
@NamedInterface("severity")
package io.onsrelay.routing.severity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
