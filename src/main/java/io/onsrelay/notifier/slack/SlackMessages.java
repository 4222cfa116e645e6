package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.slack.payload.SlackDigest;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.resolution.LateMessages;
import io.onsrelay.resolution.Resolutions;

/**
 * What one channel is shown.
 */
final class SlackMessages {

	private final SlackPayload payload;

	private final SlackDigest digest;

	private final LateMessages late;

	SlackMessages(SlackPayload payload, SlackDigest digest, Resolutions resolutions) {
		this.payload = payload;
		this.digest = digest;
		this.late = new LateMessages(resolutions, "this channel");
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
	LateMessages.Shown present(Notification notification) {
		return this.late.mark(notification, this.payload.present(notification));
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
		return this.late.deliver(batch, call);
	}

}
