/**
 * What a message says to a person, in the words of nobody's API: a title, how bad it is,
 * what it is about, and the facts worth reading. Every notifier for people shows this in
 * its own form.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event", "notifier", "redaction" })
package io.onsrelay.presentation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
