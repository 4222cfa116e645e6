/**
 * Redacts secrets in texts that are shown to users: passwords, tokens and
 * pre-authenticated URLs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "event")
package io.onsrelay.redaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
