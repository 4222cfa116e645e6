package io.onsrelay.notifier.audit;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One audit store.
 *
 * @param everyMessage whether it gets every message, whatever the routes say
 */
record AuditSettings(@DefaultValue("true") boolean everyMessage) {
}
