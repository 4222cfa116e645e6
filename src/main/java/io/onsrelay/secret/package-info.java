/**
 * Values that must not be disclosed: masked in memory, compared in constant time, stored
 * as salted hashes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
