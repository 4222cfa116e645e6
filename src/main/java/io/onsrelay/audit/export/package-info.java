/**
 * The audit log on the way to others: exports and proofs, which verify without the
 * database.
 */
@NullMarked
@NamedInterface("export")
package io.onsrelay.audit.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
