/**
 * Hides secrets in texts that leave the service for a person's screen: passwords, tokens
 * and pre-authenticated URLs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "event")
package io.onsrelay.redaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
