package io.onsrelay.presentation.format.service;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.PresentationBuilder;

/**
 * Formats events of budgets: an alert says how much of the budget is spent.
 */
final class BudgetFormatter implements ServiceFormatter {

	private final ServiceFormatter generic;

	BudgetFormatter(ServiceFormatter generic) {
		this.generic = generic;
	}

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		this.generic.format(event, presentation);
		if (event.type().action().equals("createtriggeredalert")) {
			String spent = event.detail("spentAmount");
			String budget = event.detail("budgetAmount");
			boolean amounts = spent != null && budget != null;
			presentation
				.title("Budget alert: " + event.resource() + (amounts ? ", " + spent + " of " + budget + " spent" : ""))
				.severity(Severity.WARNING);
		}
	}

}
