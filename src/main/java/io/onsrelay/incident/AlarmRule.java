package io.onsrelay.incident;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Alarms: what fires opens, what is over or reset closes. An alarm without a key belongs
 * to no incident.
 */
final class AlarmRule {

	private AlarmRule() {
	}

	static Optional<Incident> of(Alarm alarm) {
		Severity severity = Objects.requireNonNullElse(alarm.severity(), Severity.WARNING);
		return alarm.orderingKey()
			.map((key) -> new Incident("alarm", key, over(alarm) ? Effect.CLOSES : Effect.OPENS, severity));
	}

	// Where the transition is missing or unknown, the state tells.
	private static boolean over(Alarm alarm) {
		if (alarm.transition() != Alarm.Transition.UNKNOWN) {
			return alarm.transition().resolved();
		}
		List<Alarm.Metadata> alarms = alarm.metadata();
		return !alarms.isEmpty() && alarms.stream().allMatch((one) -> "OK".equalsIgnoreCase(one.status()));
	}

}
