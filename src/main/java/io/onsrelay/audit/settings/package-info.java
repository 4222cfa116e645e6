/**
 * The settings of the audit log, of which its other packages each take what concerns
 * them.
 */
@NullMarked
@NamedInterface("settings")
package io.onsrelay.audit.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
