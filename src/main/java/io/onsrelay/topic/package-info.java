/**
 * What is known of each topic: when its last message came, how often it speaks, and
 * whether it has fallen silent.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notice", "store", "config", "timing" })
package io.onsrelay.topic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
