/**
 * Verifies the audit log: that no record, leaf or checkpoint was changed behind the
 * service's back, and what was changed where it was.
 */
@NullMarked
@NamedInterface("verification")
package io.onsrelay.audit.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
