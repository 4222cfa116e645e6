package io.onsrelay.presentation;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;

/**
 * Puts events of budgets into words: an alert says how much of what is gone.
 */
final class BudgetFormatter {

	private BudgetFormatter() {
	}

	static void present(OciEvent event, EventType type, boolean failed, PresentationBuilder presentation) {
		EventFormatter.presentGeneric(event, type, failed, presentation);
		if (type.action().equals("createtriggeredalert")) {
			String spent = EventFormatter.detail(event, "spentAmount");
			String budget = EventFormatter.detail(event, "budgetAmount");
			boolean amounts = spent != null && budget != null;
			presentation
				.title("Budget alert: " + EventFormatter.name(event)
						+ (amounts ? ", " + spent + " of " + budget + " spent" : ""))
				.severity(Severity.WARNING);
		}
	}

}
