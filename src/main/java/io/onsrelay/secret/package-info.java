/**
 * Values that must never be seen: held masked, compared in constant time, kept as salted
 * hashes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
