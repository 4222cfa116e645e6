package io.onsrelay.delivery.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	private final Logger logger = LoggerFactory.getLogger(NotificationLoader.class);

	private final Journal journal;

	private final OverridesByRoute overrides;

	NotificationLoader(Journal journal, OverridesByRoute overrides) {
		this.journal = journal;
		this.overrides = overrides;
	}

	/**
	 * Reads the messages of claims whose calls are about to begin, in one query: a query
	 * for each call would cost more than the rest of its loading.
	 * @param claims the claims
	 */
	void readAhead(Collection<Claim> claims) {
		try {
			this.journal.readAhead(claims.stream().map(Claim::messageSeq).toList());
		}
		// Each call reads what it misses, and meets the failure by itself
		catch (RuntimeException ex) {
			this.logger.debug("The messages of {} claims can't be read ahead", claims.size(), ex);
		}
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
