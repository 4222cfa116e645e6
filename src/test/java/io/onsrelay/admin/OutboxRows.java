package io.onsrelay.admin;

import io.onsrelay.store.Store;

/**
 * Writes deliveries of a message of their own into a store, as they are after attempts.
 */
public final class OutboxRows {

	private final Store store;

	public OutboxRows(Store store) {
		this.store = store;
	}

	/**
	 * Adds a dead letter.
	 * @return its number
	 */
	public long dead(String destination, String reason, String detail) {
		return add(destination, "dead", "'%s'".formatted(reason), "'%s'".formatted(detail));
	}

	/**
	 * Adds a delivery that waits.
	 * @return its number
	 */
	public long pending(String destination) {
		return add(destination, "pending", "NULL", "NULL");
	}

	public void clear() {
		this.store.write((jdbc) -> jdbc.sql("DELETE FROM message").update());
	}

	public String state(long id) {
		return this.store.read((jdbc) -> jdbc.sql("SELECT destination || ' ' || state FROM delivery WHERE id = ?")
			.param(id)
			.query(String.class)
			.single());
	}

	private long add(String destination, String state, String reason, String detail) {
		return this.store.write((jdbc) -> {
			long seq = jdbc
				.sql("""
						INSERT INTO message (id, received_at, occurred_at, kind, malformed)
						SELECT '00000000-0000-4000-8000-' || printf('%012d', coalesce(max(seq), 0) + 1), 0, 0, 'PLAIN', FALSE
						FROM message
						RETURNING seq
						""")
				.query(Long.class)
				.single();
			jdbc.sql("INSERT INTO message_body (seq, headers, body) VALUES (?, '{}', 'text')").param(seq).update();
			return jdbc.sql("""
					INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
						pending_since, state, due_at, reason, detail, finished_at)
					VALUES (?, ?, 'all', 'key', 0, 0, 0, '%1$s', 0, %2$s, %3$s, 1772323200000)
					RETURNING id
					""".formatted(state, reason, detail)).params(seq, destination).query(Long.class).single();
		});
	}

}
