package io.onsrelay.presentation.format.service;

import io.onsrelay.presentation.PresentationBuilder;

/**
 * Sets what the events of one OCI service have of their own: title and facts, and status
 * and severity where the default does not fit.
 */
@FunctionalInterface
interface ServiceFormatter {

	/**
	 * Formats an event.
	 * @param event the event
	 * @param presentation the presentation, which has what all events have in common
	 */
	void format(ServiceEvent event, PresentationBuilder presentation);

}
