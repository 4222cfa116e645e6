package io.onsrelay.delivery.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.onsrelay.delivery.queue.Claim;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.OverridesByRoute;

/**
 * Loads the notifications of claims: the messages from the journal, and how to present
 * them from the routes as they are configured now.
 */
final class NotificationLoader {

	private final Journal journal;

	private final OverridesByRoute overrides;

	NotificationLoader(Journal journal, OverridesByRoute overrides) {
		this.journal = journal;
		this.overrides = overrides;
	}

	/**
	 * Loads notifications.
	 * @param claims the claims
	 * @return the notification of each claim, in the same order; a claim whose message is
	 * gone has none
	 */
	Map<Claim, Notification> load(Collection<Claim> claims) {
		Map<Long, Message> messages = this.journal.find(claims.stream().map(Claim::messageSeq).toList());
		Map<Claim, Notification> notifications = new LinkedHashMap<>();
		for (Claim claim : claims) {
			Message message = messages.get(claim.messageSeq());
			if (message != null) {
				notifications.put(claim, claim.notification(message, this.overrides.of(claim.route())));
			}
		}
		return notifications;
	}

}
