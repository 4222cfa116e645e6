package io.onsrelay.notifier.email;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Which recipients have a message already, where its server did not take it for all of
 * them at once. It is kept in memory: after a restart, and on another replica, a message
 * that is still being tried goes to all of them again, with the same Message-ID.
 */
final class Recipients {

	/**
	 * More than wait for a destination to be tried again, unless it is down; then no
	 * recipient has them.
	 */
	private static final int MAX_MESSAGES = 10_000;

	private final List<String> all;

	private final Cache<String, Set<String>> accepted = Caffeine.newBuilder().maximumSize(MAX_MESSAGES).build();

	Recipients(List<String> all) {
		this.all = List.copyOf(all);
	}

	/**
	 * Return who lacks some messages.
	 * @param keys the idempotency keys of the messages
	 * @return the recipients that lack at least one of them, in the order of the
	 * configuration
	 */
	List<String> without(Collection<String> keys) {
		return this.all.stream().filter((recipient) -> keys.stream().anyMatch((key) -> !has(recipient, key))).toList();
	}

	/**
	 * Records who has some messages.
	 * @param keys the idempotency keys of the messages
	 * @param recipients the recipients
	 */
	void accepted(Collection<String> keys, Set<String> recipients) {
		if (recipients.isEmpty()) {
			return;
		}
		for (String key : keys) {
			Set<String> having = this.accepted.asMap().merge(key, Set.copyOf(recipients), Recipients::union);
			if (having.size() == this.all.size()) {
				this.accepted.invalidate(key);
			}
		}
	}

	private boolean has(String recipient, String key) {
		Set<String> having = this.accepted.getIfPresent(key);
		return having != null && having.contains(recipient);
	}

	private static Set<String> union(Set<String> one, Set<String> other) {
		Set<String> union = new HashSet<>(one);
		union.addAll(other);
		return Set.copyOf(union);
	}

}
