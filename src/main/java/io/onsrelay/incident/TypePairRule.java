package io.onsrelay.incident;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Families whose types alone tell what opens and what closes an incident of a resource.
 */
final class TypePairRule implements EventRule {

	@Override
	public Optional<Incident> of(TypedEvent event) {
		return Arrays.stream(TypePair.values()).flatMap((pair) -> pair.of(event).stream()).findFirst();
	}

	/**
	 * A family.
	 */
	private enum TypePair {

		/**
		 * The resource is the problem. It has a risk level of its own. See
		 * https://docs.oracle.com/en-us/iaas/cloud-guard/using/export-notifs-config.htm.
		 */
		CLOUD_GUARD("cloudguard", Severity.INFO, Set.of("cloudguard.problemdetected"),
				Set.of("cloudguard.problemremediated", "cloudguard.problemdismissed")),

		/**
		 * All alert rules of a budget are one incident: a reset does not say which rules
		 * it is about.
		 */
		BUDGET("budget", Severity.WARNING, Set.of("budgets.createtriggeredalert"),
				Set.of("budgets.resettriggeredalert")),

		/**
		 * Jobs that run again under the OCID that failed: migrations, and scheduled jobs
		 * of OS Management Hub. A job run of Data Science has an OCID of its own, which
		 * no later event closes.
		 */
		JOB("job", Severity.ERROR, Set.of("odms.jobstatefailed", "osmh.executescheduledjob.failed"),
				Set.of("odms.jobstatesucceeded", "osmh.executescheduledjob.succeeded"));

		private final String kind;

		private final Severity severity;

		private final Set<String> opening;

		private final Set<String> closing;

		TypePair(String kind, Severity severity, Set<String> opening, Set<String> closing) {
			this.kind = kind;
			this.severity = severity;
			this.opening = opening;
			this.closing = closing;
		}

		private Optional<Incident> of(TypedEvent event) {
			if (this.opening.contains(event.type())) {
				return Optional.of(Incident.of(this.kind, event.resource(), Effect.OPENS, this.severity));
			}
			return this.closing.contains(event.type())
					? Optional.of(Incident.of(this.kind, event.resource(), Effect.CLOSES, this.severity))
					: Optional.empty();
		}

	}

}
