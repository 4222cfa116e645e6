package io.onsrelay.routing.severity;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import io.onsrelay.event.Severity;

/**
 * An entry of {@code relay.severity}.
 *
 * @param when which messages get the severity, as the JSON of a condition of an OCI
 * Events rule
 * @param severity the severity: info, warning, error or critical
 */
record SeverityProperties(@NotBlank String when, @NotNull Severity severity) {

	/**
	 * Has no condition where it can't be read; the constraint reports that.
	 */
	SeverityProperties {
		when = Objects.requireNonNullElse(when, "");
	}

}
