package io.onsrelay.presentation;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;

/**
 * Puts events of budgets into words: an alert says how much of what is gone.
 */
final class BudgetFamily {

	private BudgetFamily() {
	}

	static void present(OciEvent event, EventType type, boolean failed, Draft draft) {
		EventFamily.presentGeneric(event, type, failed, draft);
		if (type.action().equals("createtriggeredalert")) {
			String spent = EventFamily.detail(event, "spentAmount");
			String budget = EventFamily.detail(event, "budgetAmount");
			boolean amounts = spent != null && budget != null;
			draft
				.title("Budget alert: " + EventFamily.name(event)
						+ (amounts ? ", " + spent + " of " + budget + " spent" : ""))
				.severity(Severity.WARNING);
		}
	}

}
