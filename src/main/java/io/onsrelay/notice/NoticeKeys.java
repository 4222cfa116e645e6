package io.onsrelay.notice;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Sha256;
import io.onsrelay.store.Store;

/**
 * Makes the keys under which notices open and close an incident. A publisher of any topic
 * can send an alarm under any key, and would close the incident of a notice whose key it
 * can guess, so the keys depend on a secret that is in the store.
 */
final class NoticeKeys {

	private static final int DIGITS = 16;

	private final Store store;

	private volatile @Nullable String secret;

	NoticeKeys(Store store) {
		this.store = store;
	}

	/**
	 * Return the key of a problem, the same on each replica.
	 * @param problem what the notice is about
	 * @return the key
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be used now
	 */
	String of(String problem) {
		String known = this.secret;
		if (known == null) {
			known = read();
			this.secret = known;
		}
		return "ons-relay-%s-%s".formatted(problem, Sha256.hex(known + "\n" + problem).substring(0, DIGITS));
	}

	private String read() {
		String made = UUID.randomUUID().toString();
		return this.store.write((jdbc) -> {
			jdbc.sql("INSERT INTO notice_key (id, secret_key) VALUES (1, ?) ON CONFLICT (id) DO NOTHING")
				.param(made)
				.update();
			return jdbc.sql("SELECT secret_key FROM notice_key WHERE id = 1").query(String.class).single();
		});
	}

}
