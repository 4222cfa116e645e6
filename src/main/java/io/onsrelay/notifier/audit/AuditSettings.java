package io.onsrelay.notifier.audit;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One audit store.
 *
 * @param everyMessage whether it takes every message, beside what routes send to it
 */
record AuditSettings(@DefaultValue("true") boolean everyMessage) {
}
