/**
 * Test messages: what operators send to one destination to see that it is set up, and
 * what the destination answers. They are not accepted, stored or retried.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "parser" })
package io.onsrelay.testmessage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
