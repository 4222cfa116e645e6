package io.onsrelay.admin.messages;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.AcknowledgementRecord;
import io.onsrelay.delivery.operator.AttemptRecord;
import io.onsrelay.search.message.DeliveryList.ListedDelivery;
import io.onsrelay.search.message.MessageDelivery;

/**
 * A delivery in a response of the API.
 *
 * @param id its number
 * @param destination where it goes
 * @param route the route that sends it there
 * @param records which records of a batch it has; {@code null} for all
 * @param orderingKey its ordering key
 * @param state pending, delivered or dead
 * @param waits whether it waits behind another delivery of its ordering key
 * @param claimed whether a lane has claimed it
 * @param dueAt when it is due
 * @param pendingSince since when it is pending, or was
 * @param finishedAt when it ended
 * @param attempts how many attempts there were
 * @param reason why the last one failed
 * @param detail what the destination replied
 * @param acknowledgement when, by whom and why it was acknowledged
 * @param failed the attempts that failed
 */
record DeliveryView(long id, String destination, String route, @Nullable String records, String orderingKey,
		String state, boolean waits, boolean claimed, @Nullable Instant dueAt, Instant pendingSince,
		@Nullable Instant finishedAt, int attempts, @Nullable String reason, @Nullable String detail,
		@Nullable AcknowledgementRecord acknowledgement, List<FailedAttemptView> failed) {

	static DeliveryView of(MessageDelivery delivery) {
		return new DeliveryView(delivery.id(), delivery.destination().toString(), delivery.route(),
				delivery.records().isAll() ? null : delivery.records().text(), delivery.orderingKey(),
				delivery.state().word(), delivery.waits(), delivery.claimed(), delivery.dueAt(),
				delivery.pendingSince(), delivery.finishedAt(), delivery.attempts(), delivery.reason(),
				delivery.detail(), delivery.acknowledgement(),
				delivery.failed().stream().map(FailedAttemptView::of).toList());
	}

	/**
	 * An attempt that failed.
	 *
	 * @param number its number
	 * @param startedAt when the call began
	 * @param milliseconds how long it took
	 * @param outcome retry or dead
	 * @param reason why it failed
	 * @param detail what the destination replied
	 */
	record FailedAttemptView(int number, Instant startedAt, long milliseconds, String outcome, @Nullable String reason,
			@Nullable String detail) {

		static FailedAttemptView of(AttemptRecord attempt) {
			return new FailedAttemptView(attempt.number(), attempt.startedAt(), attempt.duration().toMillis(),
					attempt.outcome(), attempt.reason(), attempt.detail());
		}

	}

	/**
	 * A delivery with its message.
	 *
	 * @param message the id of its message
	 * @param type the type of the message
	 * @param resource its resource
	 * @param receivedAt when it was received
	 * @param delivery the delivery, without its attempts
	 */
	record ListedDeliveryView(String message, @Nullable String type, @Nullable String resource, Instant receivedAt,
			DeliveryView delivery) {

		static ListedDeliveryView of(ListedDelivery listed) {
			return new ListedDeliveryView(listed.message().toString(), listed.type(), listed.resource(),
					listed.receivedAt(), DeliveryView.of(listed.delivery()));
		}

	}

}
