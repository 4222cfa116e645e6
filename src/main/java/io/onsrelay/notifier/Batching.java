package io.onsrelay.notifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether one call carries several messages, and from which backlog on. While a
 * destination keeps up, each message is a call of its own.
 *
 * @param from how many messages must wait for each call that may be made now before calls
 * are batched, at least two
 * @param limit how many messages a call carries at most, at least one
 */
public record Batching(int from, int limit) {

	/**
	 * One message for each call, however many wait.
	 */
	public static final Batching NONE = new Batching(2, 1);

	/**
	 * Checks the numbers.
	 * @throws IllegalArgumentException if one is too small
	 */
	public Batching {
		if (from < 2 || limit < 1) {
			throw new IllegalArgumentException("A batch is of two or more, and a call carries at least one");
		}
	}

	/**
	 * Return how many messages to claim.
	 * @param calls how many calls may be made now
	 * @param waiting how many messages wait
	 * @return one for each call, or as many as the calls can carry if the destination is
	 * behind
	 */
	public int carried(int calls, int waiting) {
		return behind(calls, waiting) ? Math.min(waiting, calls * this.limit) : Math.min(waiting, calls);
	}

	/**
	 * Divides messages among calls.
	 * @param <T> the type that represents a message
	 * @param messages the messages
	 * @param calls how many calls may be made now
	 * @return the messages of each call; more lists than calls if a call may not carry
	 * several
	 */
	public <T> List<List<T>> spread(List<T> messages, int calls) {
		int size = behind(calls, messages.size()) ? Math.min(this.limit, Math.ceilDiv(messages.size(), calls)) : 1;
		List<List<T>> batches = new ArrayList<>();
		for (int start = 0; start < messages.size(); start += size) {
			batches.add(List.copyOf(messages.subList(start, Math.min(messages.size(), start + size))));
		}
		return batches;
	}

	private boolean behind(int calls, int waiting) {
		return this.limit > 1 && waiting >= (long) this.from * calls;
	}

}
