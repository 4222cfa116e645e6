/**
 * A bucket of Object Storage for checkpoints, through Oracle's SDK, which is loaded by
 * the first call.
 */
@NullMarked
@NamedInterface("bucket")
package io.onsrelay.audit.bucket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
