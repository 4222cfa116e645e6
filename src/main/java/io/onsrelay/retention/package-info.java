/**
 * Expires messages, and with each its deliveries and attempts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "delivery", "journal", "store", "timing" })
package io.onsrelay.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
