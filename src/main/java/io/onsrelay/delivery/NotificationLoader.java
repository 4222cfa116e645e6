package io.onsrelay.delivery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.OverridesByRoute;

/**
 * Makes notifications of claims again: from the journal, and from what the routes say
 * now.
 */
final class NotificationLoader {

	private final Journal journal;

	private final OverridesByRoute overrides;

	NotificationLoader(Journal journal, OverridesByRoute overrides) {
		this.journal = journal;
		this.overrides = overrides;
	}

	/**
	 * Looks the messages of claims up.
	 * @param claims the claims
	 * @return the notification of each, in the same order; none for a claim whose message
	 * is gone
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
