package io.onsrelay.ingest;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.onsrelay.event.Message;
import io.onsrelay.relay.AcceptResult;

/**
 * Records the messages that it is given, and returns or throws what a test sets.
 */
final class FakeRelay {

	private final List<Message> messages = new CopyOnWriteArrayList<>();

	private volatile AcceptResult result = AcceptResult.ACCEPTED;

	private volatile @Nullable RuntimeException failure;

	private volatile @Nullable String messageIdInLog;

	AcceptResult accept(Message message) {
		this.messageIdInLog = MDC.get("messageId");
		RuntimeException failure = this.failure;
		if (failure != null) {
			throw failure;
		}
		this.messages.add(message);
		return this.result;
	}

	void reset() {
		this.messages.clear();
		this.result = AcceptResult.ACCEPTED;
		this.failure = null;
	}

	void answer(AcceptResult result) {
		this.result = result;
	}

	void fail(RuntimeException failure) {
		this.failure = failure;
	}

	List<Message> messages() {
		return this.messages;
	}

	Message only() {
		if (this.messages.size() != 1) {
			throw new AssertionError("Expected one message, got " + this.messages.size());
		}
		return this.messages.getFirst();
	}

	String messageIdInLog() {
		return Objects.requireNonNull(this.messageIdInLog);
	}

}
