package io.onsrelay.presentation;

import java.util.Locale;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.EventType.Phase;

/**
 * Puts events of Compute into words. The type of an instance action does not say which
 * action it is; that is in the details.
 */
final class ComputeFormatter {

	private ComputeFormatter() {
	}

	static void present(OciEvent event, EventType type, boolean failed, PresentationBuilder presentation) {
		String name = EventFormatter.name(event);
		String action = EventFormatter.detail(event, "instanceActionType");
		if (type.action().equals("instanceaction") && action != null) {
			InstanceAction.present(action.toLowerCase(Locale.ROOT), type.phase(), failed, name, presentation);
		}
		else {
			presentation.title(type.phrase().sentence(type.phase(), failed, name));
		}
		presentation.fact("Shape", EventFormatter.detail(event, "shape"))
			.fact("Availability domain", event.availabilityDomain());
	}

	/**
	 * What may be done to an instance. See
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

		private static void present(String word, Phase phase, boolean failed, String name,
				PresentationBuilder presentation) {
			InstanceAction action = of(word);
			String happened = (phase == Phase.BEGIN) ? action.begins : action.done;
			boolean plain = word.equals(action.name().toLowerCase(Locale.ROOT)) || action == INTERRUPT;
			presentation
				.title("Instance " + name + " " + (failed ? action.fails : happened) + (plain ? "" : " (" + word + ")"))
				.fact("Action", word);
			if (action == STOP && !failed) {
				presentation.severity(Severity.WARNING);
			}
		}

	}

}
