package io.onsrelay.notifier.slack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Message;
import io.onsrelay.incident.Incident;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.slack.payload.SlackDigest;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.store.StoreUnavailableException;

/**
 * What one channel is shown: a message that opens an incident whose end the channel was
 * already told of is shown as late.
 */
final class SlackMessages {

	private final SlackPayload payload;

	private final SlackDigest digest;

	private final Resolutions resolutions;

	SlackMessages(SlackPayload payload, SlackDigest digest, Resolutions resolutions) {
		this.payload = payload;
		this.digest = digest;
		this.resolutions = resolutions;
	}

	SlackPayload payload() {
		return this.payload;
	}

	/**
	 * Presents a notification.
	 * @param notification the notification
	 * @return how it is shown
	 * @throws io.onsrelay.store.StoreUnavailableException if it opens an incident, and
	 * the store can't be read now
	 */
	Shown present(Notification notification) {
		Presentation presentation = this.payload.present(notification);
		return resolvedAfter(notification.message())
			.map((resolvedAt) -> new Shown(
					presentation.late("What happened at %s was resolved at %s, which this channel knows already."
						.formatted(presentation.time(), resolvedAt)),
					true))
			.orElseGet(() -> new Shown(presentation, false));
	}

	/**
	 * Renders a digest.
	 * @param batch the notifications, oldest first
	 * @return the message
	 * @throws io.onsrelay.store.StoreUnavailableException as {@link #present}
	 */
	ObjectNode digest(List<Notification> batch) {
		return this.digest.render(batch, (notification) -> present(notification).presentation());
	}

	/**
	 * Delivers notifications, and records which incidents the channel knows to be over
	 * then.
	 * @param batch the notifications
	 * @param call renders and posts them
	 * @return the outcome; to be retried if the store can't be read
	 */
	Outcome deliver(List<Notification> batch, Function<List<Notification>, Outcome> call) {
		Outcome outcome;
		try {
			outcome = call.apply(batch);
		}
		catch (StoreUnavailableException ex) {
			return Outcome.retry(Reason.SERVER, "The store can't be read");
		}
		if (outcome instanceof Outcome.Delivered) {
			delivered(batch);
		}
		return outcome;
	}

	private void delivered(List<Notification> batch) {
		for (Notification notification : batch) {
			Message message = notification.message();
			incident(message).filter(Incident::closes)
				.ifPresent((incident) -> message.first()
					.occurredAt()
					.ifPresent((time) -> this.resolutions.record(incident.key(), time)));
		}
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
	 * @param late whether the channel was told before that it is over
	 */
	record Shown(Presentation presentation, boolean late) {
	}

}
