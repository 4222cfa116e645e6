package io.onsrelay.presentation.format.service;

import java.util.Locale;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.PresentationBuilder;
import io.onsrelay.presentation.vocabulary.EventType.Phase;

/**
 * Formats events of Compute. The type {@code instanceaction} does not say which action it
 * is; the details do.
 */
final class ComputeFormatter implements ServiceFormatter {

	private static final Set<String> SHOWN = Set.of("description", "instanceActionType");

	@Override
	public void format(ServiceEvent event, PresentationBuilder presentation) {
		String action = event.detail("instanceActionType");
		if (event.type().action().equals("instanceaction") && action != null) {
			InstanceAction.format(action.toLowerCase(Locale.ROOT), event, presentation);
		}
		else {
			presentation.fact("Action", action);
			presentation.title(event.sentence());
		}
		presentation.unescapedFact("Description", event.detail("description"), Form.PROSE)
			.details(event.event().additionalDetails(), SHOWN)
			.fact("Availability domain", event.event().availabilityDomain());
	}

	/**
	 * The actions on an instance. See
	 * https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/restartinginstance.htm.
	 */
	private enum InstanceAction {

		START("is starting", "started", "failed to start"),

		STOP("is stopping", "stopped", "failed to stop"),

		RESET("is being reset", "was reset", "failed to reset"),

		RESTART("is restarting", "restarted", "failed to restart"),

		INTERRUPT("is being sent a diagnostic interrupt", "was sent a diagnostic interrupt",
				"failed to take a diagnostic interrupt"),

		OTHER("is being acted upon", "was acted upon", "failed an action");

		private final String begins;

		private final String done;

		private final String fails;

		InstanceAction(String begins, String done, String fails) {
			this.begins = begins;
			this.done = done;
			this.fails = fails;
		}

		private static InstanceAction of(String word) {
			return switch (word) {
				case "start" -> START;
				case "stop", "softstop" -> STOP;
				case "reset" -> RESET;
				case "softreset" -> RESTART;
				case "senddiagnosticinterrupt" -> INTERRUPT;
				default -> OTHER;
			};
		}

		private static void format(String word, ServiceEvent event, PresentationBuilder presentation) {
			InstanceAction action = of(word);
			String happened = (event.type().phase() == Phase.BEGIN) ? action.begins : action.done;
			boolean plain = word.equals(action.name().toLowerCase(Locale.ROOT)) || action == INTERRUPT;
			presentation
				.title("Instance " + event.resource() + " " + (event.failed() ? action.fails : happened)
						+ (plain ? "" : " (" + word + ")"))
				.fact("Action", word);
			if (action == STOP && !event.failed()) {
				presentation.severity(Severity.WARNING);
			}
		}

	}

}
