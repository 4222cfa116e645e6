package io.onsrelay.search.message;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.AcknowledgementRecord;
import io.onsrelay.delivery.operator.AttemptRecord;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;

/**
 * A delivery of a message to a destination.
 *
 * @param id its number, by which a dead letter is replayed
 * @param destination where it goes
 * @param route the route that sends it there
 * @param records which records of a batch it delivers
 * @param orderingKey deliveries of one key to one destination keep their order
 * @param state its state
 * @param pendingSince since when it is pending: since its acceptance, or its last replay
 * @param dueAt when it is due; {@code null} if it has ended, or waits behind another
 * delivery of its ordering key
 * @param claimed whether a lane has claimed it
 * @param attempts how many attempts there were
 * @param reason why the last attempt failed, or none was made; {@code null} if it
 * delivered
 * @param detail what the destination said to that; {@code null} if it delivered
 * @param finishedAt when it ended; {@code null} if it is pending
 * @param acknowledgement when, by whom and why the dead letter was acknowledged;
 * {@code null} if it was not
 * @param failed the attempts that did not deliver, oldest first
 */
public record MessageDelivery(long id, Destination destination, String route, Message.Records records,
		String orderingKey, DeliveryState state, Instant pendingSince, @Nullable Instant dueAt, boolean claimed,
		int attempts, @Nullable String reason, @Nullable String detail, @Nullable Instant finishedAt,
		@Nullable AcknowledgementRecord acknowledgement, List<AttemptRecord> failed) {

	/**
	 * Keeps a copy.
	 */
	public MessageDelivery {
		failed = List.copyOf(failed);
	}

	/**
	 * Return whether it waits behind another delivery of its ordering key.
	 * @return {@code true} if so
	 */
	public boolean waits() {
		return this.state == DeliveryState.PENDING && this.dueAt == null;
	}

}
