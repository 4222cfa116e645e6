package io.onsrelay.delivery.policy;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an outage is assumed, and how often the destination is probed meanwhile.
 *
 * @param calls of how many last calls half must have failed; the first time, half as many
 * are enough to judge by
 * @param probeAfter how long after that the destination is probed; the wait doubles with
 * each probe that fails
 * @param maxProbeAfter the longest wait between two probes
 */
public record CircuitSettings(@DefaultValue("10") @Min(2) @Max(1000) int calls,
		@DefaultValue("5s") @NotNull @DurationMin(millis = 1) Duration probeAfter,
		@DefaultValue("1m") @NotNull @DurationMin(millis = 1) Duration maxProbeAfter) {

	Duration waitAfter(int probes) {
		Duration wait = this.probeAfter;
		for (int i = 0; i < probes && wait.compareTo(this.maxProbeAfter) < 0; i++) {
			wait = wait.multipliedBy(2);
		}
		return (wait.compareTo(this.maxProbeAfter) < 0) ? wait : this.maxProbeAfter;
	}

}
