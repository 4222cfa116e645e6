package io.onsrelay.process;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.onsrelay.standin.OnsAnswer;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.OnsTopic;

/**
 * Messages posted over several connections at a time. Every second connection is asked
 * for its credentials with each message, as ONS is; the others send them at once.
 */
final class Load {

	private final OnsTopic topic;

	private final Supplier<OnsClient> clients;

	private final List<SequencedEvent> marks;

	private final Set<SequencedEvent> acknowledged = ConcurrentHashMap.newKeySet();

	private final AtomicInteger acknowledgements = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private int threshold;

	private boolean persistent;

	private Runnable atThreshold = () -> {
	};

	Load(OnsTopic topic, Supplier<OnsClient> clients, Collection<SequencedEvent> marks) {
		this.topic = topic;
		this.clients = clients;
		this.marks = List.copyOf(marks);
	}

	/**
	 * Does something when a number of messages are acknowledged, before any more are on
	 * the connection that reaches the number.
	 */
	Load atAcknowledgement(int number, Runnable action) {
		this.threshold = number;
		this.atThreshold = action;
		return this;
	}

	/**
	 * Posts a message that is answered {@code 503} with {@code Retry-After} again until
	 * it is acknowledged, as ONS does, but at once.
	 */
	Load again() {
		this.persistent = true;
		return this;
	}

	/**
	 * Return how many posts were answered {@code 503} with {@code Retry-After}.
	 */
	int refusals() {
		return this.refusals.get();
	}

	/**
	 * Posts everything, the events of one resource over one connection. A connection ends
	 * with the first message on it that is not acknowledged.
	 * @return what was acknowledged
	 */
	Set<SequencedEvent> over(int connections) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, connections)
				.forEach((connection) -> threads.execute(() -> postAll(connection, connections)));
		}
		return Set.copyOf(this.acknowledged);
	}

	private void postAll(int connection, int connections) {
		boolean asksForCredentials = connection % 2 == 0;
		try (OnsClient client = this.clients.get()) {
			boolean acknowledged = true;
			for (SequencedEvent event : this.marks) {
				if (acknowledged && event.resource() % connections == connection) {
					acknowledged = post(client, event, asksForCredentials);
				}
			}
		}
	}

	private boolean post(OnsClient client, SequencedEvent event, boolean asksForCredentials) {
		OnsDelivery delivery;
		do {
			delivery = asksForCredentials ? client.post(event.message(this.topic))
					: client.postWithCredentials(event.message(this.topic));
		}
		while (refused(delivery.last()) && this.persistent);
		if (!delivery.acknowledged()) {
			return false;
		}
		this.acknowledged.add(event);
		if (this.acknowledgements.incrementAndGet() == this.threshold) {
			this.atThreshold.run();
		}
		return true;
	}

	private boolean refused(OnsAnswer answer) {
		boolean refused = answer.status() == 503 && !answer.retryAfter().isEmpty();
		if (refused) {
			this.refusals.incrementAndGet();
		}
		return refused;
	}

}
