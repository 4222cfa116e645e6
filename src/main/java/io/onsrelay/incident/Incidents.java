package io.onsrelay.incident;

import java.util.List;
import java.util.Optional;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;

/**
 * Finds the incident that a content belongs to. It is total: there is no content it
 * throws on.
 * <p>
 * A key is built from the id of the resource or alarm, so that what opens an incident and
 * what closes it have one ordering key, too.
 */
public final class Incidents {

	/**
	 * The rules of events, the first that applies counts.
	 */
	private static final List<EventRule> RULES = List.of(new InstanceRule(), new DatabaseRule(), new ConnectivityRule(),
			new BackupRule(), new TypePairRule());

	private Incidents() {
	}

	/**
	 * Return what a content does to an incident.
	 * @param content the content
	 * @return the incident; empty if no other message belongs to the same one
	 */
	public static Optional<Incident> of(Content content) {
		return switch (content) {
			case Alarm alarm -> AlarmRule.of(alarm);
			case OciEvent event -> ofEvent(event);
			case LogRecord _, PlainText _ -> Optional.empty();
		};
	}

	private static Optional<Incident> ofEvent(OciEvent event) {
		return TypedEvent.of(event)
			.flatMap((typed) -> RULES.stream().flatMap((rule) -> rule.of(typed).stream()).findFirst());
	}

}
