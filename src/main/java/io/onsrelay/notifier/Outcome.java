package io.onsrelay.notifier;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of one call to a destination. Details are shown to operators: one short line
 * without secrets.
 */
public sealed interface Outcome {

	/**
	 * Return the outcome of each notification of a batch.
	 * @param size how many notifications the call was made with
	 * @return an outcome for each that the call carried, in their order; those after them
	 * were not sent
	 */
	List<OfOne> each(int size);

	/**
	 * The destination has the messages.
	 * @return the outcome
	 */
	static Delivered delivered() {
		return new Delivered();
	}

	/**
	 * No call was made, since the destination must not get the message any more. The
	 * delivery is done.
	 * @param reason why
	 * @param detail what an operator is to know
	 * @return the outcome
	 */
	static Skipped skipped(Reason reason, String detail) {
		return new Skipped(reason, detail);
	}

	/**
	 * The call is to be retried.
	 * @param reason why it failed
	 * @param detail what the destination said
	 * @return the outcome
	 */
	static Retry retry(Reason reason, String detail) {
		return new Retry(reason, detail, null);
	}

	/**
	 * A retry is useless: the messages become dead letters.
	 * @param reason why the call failed
	 * @param detail what the destination said
	 * @return the outcome
	 */
	static Rejected rejected(Reason reason, String detail) {
		return new Rejected(reason, detail);
	}

	/**
	 * The destination has judged each message by itself.
	 * @param outcomes the outcome of each, in the order of the batch: of all, or of the
	 * first ones if the others were not sent and are to go with the next call
	 * @return the outcome
	 * @throws IllegalArgumentException if there are none
	 */
	static Outcome each(List<OfOne> outcomes) {
		return new Each(outcomes);
	}

	/**
	 * Why a call did not deliver, as metrics and dead letters name it.
	 */
	enum Reason {

		/**
		 * The destination rejects the message as such.
		 */
		CLIENT,

		/**
		 * The destination rejects the credentials, or what they may do: a revoked token
		 * or webhook, an unknown key, a missing permission.
		 */
		AUTH,

		/**
		 * The credentials are right, and the place that messages go to is gone or closed,
		 * such as a channel that was deleted or archived.
		 */
		GONE,

		/**
		 * The destination asks for fewer requests.
		 */
		RATE_LIMITED,

		/**
		 * The destination failed.
		 */
		SERVER,

		/**
		 * The destination did not respond in time.
		 */
		TIMEOUT,

		/**
		 * The destination was not reached, or the connection broke.
		 */
		NETWORK,

		/**
		 * Something on the way answered in place of the destination, such as a proxy or a
		 * firewall.
		 */
		PROXY,

		/**
		 * The destination answered what no server of its kind answers, so it is not known
		 * whether it has the messages. Such an answer is given up after three tries.
		 */
		UNRECOGNIZED,

		/**
		 * The message could not be rendered for the destination.
		 */
		RENDERING,

		/**
		 * Any other failure, such as an exception of the notifier.
		 */
		UNEXPECTED,

		/**
		 * The message tells of a problem whose end the destination knows already. It was
		 * not sent, and its delivery is done.
		 */
		LATE,

		/**
		 * The message is nothing that destinations of its kind show. It was not sent, and
		 * its delivery is done.
		 */
		UNSUITABLE,

		/**
		 * The destination is not configured any more, and an operator gave the delivery
		 * up. No call ends with this.
		 */
		REMOVED

	}

	/**
	 * The outcome of one message, or of all messages of a call alike.
	 */
	sealed interface OfOne extends Outcome {

		@Override
		default List<OfOne> each(int size) {
			return Collections.nCopies(size, this);
		}

	}

	/**
	 * The outcomes of a call whose destination judges each message by itself.
	 *
	 * @param outcomes the outcomes of the first messages of the batch, at least one;
	 * those without one were not sent
	 */
	record Each(List<OfOne> outcomes) implements Outcome {

		/**
		 * Copies the outcomes.
		 * @param outcomes the outcomes
		 * @throws IllegalArgumentException if there are none
		 */
		public Each {
			outcomes = List.copyOf(outcomes);
			if (outcomes.isEmpty()) {
				throw new IllegalArgumentException("A call carries at least one message");
			}
		}

		@Override
		public List<OfOne> each(int size) {
			return this.outcomes.subList(0, Math.min(size, this.outcomes.size()));
		}

		/**
		 * Return what the call says of the destination: that it asks for fewer calls, if
		 * it does; else that it takes messages, if it took one.
		 * @return one of the outcomes
		 */
		public OfOne ofDestination() {
			return this.outcomes.stream()
				.filter((outcome) -> outcome instanceof Retry retry && retry.wholeDestination())
				.findFirst()
				.or(() -> this.outcomes.stream().filter(Delivered.class::isInstance).findFirst())
				.or(() -> this.outcomes.stream().filter(Retry.class::isInstance).findFirst())
				.orElse(this.outcomes.getFirst());
		}

	}

	/**
	 * The destination has the messages.
	 */
	record Delivered() implements OfOne {
	}

	/**
	 * No call was made, and none is to be made.
	 *
	 * @param reason why
	 * @param detail what an operator is to know
	 */
	record Skipped(Reason reason, String detail) implements OfOne {
	}

	/**
	 * The call failed and is to be retried.
	 *
	 * @param reason why it failed
	 * @param detail what the destination said
	 * @param retryAfter how long the destination asks to be paused; {@code null} if it
	 * does not say
	 */
	record Retry(Reason reason, String detail, @Nullable Duration retryAfter) implements OfOne {

		/**
		 * Return whether the failure concerns the whole destination and not one message:
		 * a destination that asks for fewer calls would reject the next one as well.
		 * @return {@code true} if the destination is to be paused
		 */
		public boolean wholeDestination() {
			return this.retryAfter != null || this.reason == Reason.RATE_LIMITED;
		}

	}

	/**
	 * The call failed, and a retry is useless.
	 *
	 * @param reason why it failed
	 * @param detail what the destination said
	 */
	record Rejected(Reason reason, String detail) implements OfOne {
	}

}
