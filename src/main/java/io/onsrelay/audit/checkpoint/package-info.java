/**
 * Checkpoints: signed heads of the tree, at an interval and after a number of records.
 */
@NullMarked
@NamedInterface("checkpoint")
package io.onsrelay.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
