package io.onsrelay.presentation.format.service;

import java.util.Set;

import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.PresentationBuilder;

/**
 * Formats events of any service: the title is made from the event type, and the details
 * become facts.
 */
final class GenericFormatter implements ServiceFormatter {

	private static final Set<String> DESCRIPTION = Set.of("description");

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		presentation.title(event.sentence())
			.unescapedFact("Description", event.detail("description"), Form.PROSE)
			.details(event.event().additionalDetails(), DESCRIPTION);
	}

}
