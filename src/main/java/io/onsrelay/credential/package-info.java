/**
 * The passwords of this service's own users: configured, or generated once and stored as
 * a salted hash. Failed logins are delayed, counted and logged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "secret", "store", "timing" })
package io.onsrelay.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
