/**
 * Turns a message into a presentation that belongs to no vendor's API: title, severity,
 * status, resource, facts and links. Notifiers for people render it in the format of
 * their vendor.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "config", "event", "incident", "notifier", "parser", "redaction" })
package io.onsrelay.presentation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
