package io.onsrelay.routing.severity;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * An entry of {@code relay.severity}.
 *
 * @param when which messages get the severity, as the JSON of a condition of an OCI
 * Events rule
 * @param severity the severity: info, warning, error or critical
 */
record SeverityProperties(@Nullable String when, @Nullable Severity severity) {
}
