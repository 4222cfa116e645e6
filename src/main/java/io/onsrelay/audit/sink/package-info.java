/**
 * Where checkpoints go besides the database, so that another administrator has them.
 */
@NullMarked
@NamedInterface("sink")
package io.onsrelay.audit.sink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
