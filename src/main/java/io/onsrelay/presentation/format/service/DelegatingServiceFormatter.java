package io.onsrelay.presentation.format.service;

import java.util.Map;

import io.onsrelay.presentation.PresentationBuilder;

/**
 * Formats each event by the formatter of its service, and events of all other services by
 * a generic one.
 */
public final class DelegatingServiceFormatter implements ServiceFormatter {

	private final ServiceFormatter generic = new GenericFormatter();

	/**
	 * The formatters by the service that an event type names, in lower case.
	 */
	private final Map<String, ServiceFormatter> formatters = Map.of("computeapi", new ComputeFormatter(),
			"objectstorage", new ObjectStorageFormatter(), "databaseservice", new DatabaseFormatter(this.generic),
			"budgets", new BudgetFormatter(this.generic), "cloudguard", new CloudGuardFormatter(this.generic));

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		this.formatters.getOrDefault(event.type().service(), this.generic).format(event, presentation);
	}

}
