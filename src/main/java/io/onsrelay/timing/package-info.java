/**
 * Waiting: how long until the next attempt or poll, the thread that waits, and a clock
 * that is robust against being set.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.onsrelay.timing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
