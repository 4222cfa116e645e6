/**
 * When to do something again: how long to wait, and who waits.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.timing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
