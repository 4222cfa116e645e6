package io.onsrelay.incident;

import java.util.Optional;

/**
 * Pairs the events of one family.
 */
@FunctionalInterface
interface EventRule {

	/**
	 * Return what an event does to an incident of this family.
	 * @param event the event
	 * @return the incident; empty if the event is of another family, or of none of its
	 * pairs
	 */
	Optional<Incident> of(TypedEvent event);

}
