/**
 * Strict configuration: binds what users write, and says which property is wrong and what
 * to do about it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
