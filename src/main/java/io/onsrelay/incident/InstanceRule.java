package io.onsrelay.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Instances: one that stops, is terminated or fails is an incident until it starts.
 * <p>
 * Begin and end of an action do the same, so that an OCI rule that matches only one of
 * them works too. A stop that failed leaves the instance running, so it belongs to no
 * incident; a start that failed leaves it stopped, so it opens the incident again that
 * its beginning closed.
 */
final class InstanceRule implements EventRule {

	private static final String ACTION = "computeapi.instanceaction.";

	private static final Set<String> STOPS = Set.of("stop", "softstop");

	@Override
	public Optional<Incident> of(TypedEvent event) {
		if (event.type().startsWith(ACTION)) {
			return ofAction(event, event.detail("instanceActionType").toLowerCase(Locale.ROOT));
		}
		return switch (event.type()) {
			case "computeapi.instancefailed" -> incident(event, Effect.OPENS, Severity.ERROR);
			case "computeapi.terminateinstance.begin", "computeapi.terminateinstance.end" -> stopped(event);
			case "computeapi.launchinstance.begin", "computeapi.launchinstance.end" -> started(event);
			default -> Optional.empty();
		};
	}

	private static Optional<Incident> ofAction(TypedEvent event, String action) {
		if (STOPS.contains(action)) {
			return stopped(event);
		}
		return action.equals("start") ? started(event) : Optional.empty();
	}

	private static Optional<Incident> stopped(TypedEvent event) {
		return event.failed() ? Optional.empty() : incident(event, Effect.OPENS, Severity.WARNING);
	}

	private static Optional<Incident> started(TypedEvent event) {
		return event.failed() ? incident(event, Effect.OPENS, Severity.ERROR)
				: incident(event, Effect.CLOSES, Severity.WARNING);
	}

	private static Optional<Incident> incident(TypedEvent event, Effect effect, Severity severity) {
		return Optional.of(Incident.of("instance", event.resource(), effect, severity));
	}

}
