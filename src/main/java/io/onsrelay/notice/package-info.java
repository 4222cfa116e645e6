/**
 * What the service itself tells: a notice goes to the destinations of
 * {@code relay.notices.to} as a message does, through journal and outbox, so that it is
 * retried, kept in order and audited like any other. It has the form of an alarm of OCI
 * Monitoring: destinations open an incident by the first notice, and close it by the
 * last.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "parser", "delivery", "store", "config" })
package io.onsrelay.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
