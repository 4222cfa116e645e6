package io.onsrelay.signature;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;

/**
 * The messages that wait to be checked after their acknowledgement. They are on disk, so
 * what does not fit is left out; the command {@code signature check} finds it there.
 */
final class SignatureQueue {

	private static final int MAX_MESSAGES = 256;

	/**
	 * Little beside the bodies that may be in flight, also on the smallest heap.
	 */
	private static final int MAX_BYTES = 1024 * 1024;

	private final Queue<QueuedMessage> messages = new ArrayDeque<>();

	private int bytes;

	/**
	 * Adds a message.
	 * @param headers its headers
	 * @param body its body
	 * @return {@code false} if it does not fit
	 */
	synchronized boolean offer(OnsHeaders headers, Body body) {
		if (this.messages.size() >= MAX_MESSAGES || this.bytes + body.length() > MAX_BYTES) {
			return false;
		}
		this.bytes += body.length();
		return this.messages.add(new QueuedMessage(headers, body));
	}

	synchronized Optional<QueuedMessage> poll() {
		Optional<QueuedMessage> next = Optional.ofNullable(this.messages.poll());
		next.ifPresent((message) -> this.bytes -= message.body().length());
		return next;
	}

	/**
	 * A message that waits.
	 */
	record QueuedMessage(OnsHeaders headers, Body body) {
	}

}
