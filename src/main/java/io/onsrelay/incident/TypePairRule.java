package io.onsrelay.incident;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Families whose types alone tell what opens and what closes an incident of a resource.
 */
final class TypePairRule implements EventRule {

	private static final List<TypePair> PAIRS = List.of(
			// The resource is the problem, which has a risk level of its own. See
			// https://docs.oracle.com/en-us/iaas/cloud-guard/using/export-notifs-config.htm
			new TypePair("cloudguard", Severity.INFO, Set.of("cloudguard.problemdetected"),
					Set.of("cloudguard.problemremediated", "cloudguard.problemdismissed")),
			// All alert rules of a budget are one incident: a reset does not say which
			// rules it is about
			new TypePair("budget", Severity.WARNING, Set.of("budgets.createtriggeredalert"),
					Set.of("budgets.resettriggeredalert")),
			// Jobs that run again under the OCID that failed: migrations, and scheduled
			// jobs of OS Management Hub. A job run of Data Science has an OCID of its
			// own, which no later event closes
			new TypePair("job", Severity.ERROR, Set.of("odms.jobstatefailed", "osmh.executescheduledjob.failed"),
					Set.of("odms.jobstatesucceeded", "osmh.executescheduledjob.succeeded")));

	@Override
	public Optional<Incident> of(TypedEvent event) {
		return PAIRS.stream().flatMap((pair) -> pair.of(event).stream()).findFirst();
	}

	/**
	 * A family.
	 *
	 * @param kind what its incidents are about
	 * @param severity how bad they are at least
	 * @param opening the types that open one
	 * @param closing the types that close one
	 */
	private record TypePair(String kind, Severity severity, Set<String> opening, Set<String> closing) {

		Optional<Incident> of(TypedEvent event) {
			if (this.opening.contains(event.type())) {
				return Optional.of(Incident.of(this.kind, event.resource(), Effect.OPENS, this.severity));
			}
			return this.closing.contains(event.type())
					? Optional.of(Incident.of(this.kind, event.resource(), Effect.CLOSES, this.severity))
					: Optional.empty();
		}

	}

}
