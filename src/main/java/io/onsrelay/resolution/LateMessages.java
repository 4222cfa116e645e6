package io.onsrelay.resolution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.onsrelay.event.Message;
import io.onsrelay.incident.Incident;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.store.StoreUnavailableException;

/**
 * What the readers of one destination are told: a message that opens an incident whose
 * end they know already is shown as late.
 */
public final class LateMessages {

	private final Resolutions resolutions;

	private final String readers;

	/**
	 * Creates the messages of a destination.
	 * @param resolutions the resolves that it was told of
	 * @param readers what the destination is, as the subject of a sentence: {@code this
	 * channel}
	 */
	public LateMessages(Resolutions resolutions, String readers) {
		this.resolutions = resolutions;
		this.readers = readers;
	}

	/**
	 * Marks a message that is late.
	 * @param notification the notification
	 * @param presentation its presentation
	 * @return how it is shown
	 * @throws StoreUnavailableException if it opens an incident, and the store can't be
	 * read now
	 */
	public Shown mark(Notification notification, Presentation presentation) {
		return resolvedAfter(notification.message())
			.map((resolvedAt) -> new Shown(
					presentation.late("What happened at %s was resolved at %s, which %s knows already."
						.formatted(presentation.time(), resolvedAt, this.readers)),
					true))
			.orElseGet(() -> new Shown(presentation, false));
	}

	/**
	 * Delivers notifications, and records which incidents the readers know to be over
	 * then.
	 * @param batch the notifications
	 * @param call renders and sends them
	 * @return the outcome; to be retried if the store can't be read
	 */
	public Outcome deliver(List<Notification> batch, Function<List<Notification>, Outcome> call) {
		Outcome outcome;
		try {
			outcome = call.apply(batch);
		}
		catch (StoreUnavailableException ex) {
			return Outcome.retry(Reason.SERVER, "The store can't be read");
		}
		if (outcome instanceof Outcome.Delivered) {
			batch.forEach((notification) -> delivered(notification.message()));
		}
		return outcome;
	}

	private void delivered(Message message) {
		incident(message).filter(Incident::closes)
			.ifPresent((incident) -> message.first()
				.occurredAt()
				.ifPresent((time) -> this.resolutions.record(incident.key(), time)));
	}

	private Optional<Instant> resolvedAfter(Message message) {
		return incident(message).filter((incident) -> !incident.closes())
			.flatMap((incident) -> message.first()
				.occurredAt()
				.flatMap((time) -> this.resolutions.after(incident.key(), time)));
	}

	private static Optional<Incident> incident(Message message) {
		return (message.contents().size() == 1) ? Incidents.of(message.first()) : Optional.empty();
	}

	/**
	 * How a notification is shown.
	 *
	 * @param presentation the presentation
	 * @param late whether the readers were told before that it is over
	 */
	public record Shown(Presentation presentation, boolean late) {
	}

}
