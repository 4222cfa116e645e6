/**
 * Verifies the log in a database: reads it once, in parallel and in constant memory.
 */
@NullMarked
@NamedInterface("scan")
package io.onsrelay.audit.scan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
