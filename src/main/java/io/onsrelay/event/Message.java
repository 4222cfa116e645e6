package io.onsrelay.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * A message as it was received: the evidence (headers and bytes) and what was parsed from
 * it.
 *
 * @param id the id in this service
 * @param receivedAt when this service received the message
 * @param headers the {@code X-OCI-NS-*} headers
 * @param body the exact bytes
 * @param contents the contents in the order of the body: one, or several for a batch;
 * never empty
 * @param malformed whether the body starts like JSON but is not valid, so that it is
 * delivered as text
 * @param encodedTwice whether the contents were read from strings of JSON that hold JSON
 * @param records which records of a batch the contents are
 */
public record Message(MessageId id, Instant receivedAt, OnsHeaders headers, Body body, List<Content> contents,
		boolean malformed, boolean encodedTwice, Records records) {

	/**
	 * An index of every database holds as much, in any script. A message with a longer
	 * key could never be stored, and so never be acknowledged.
	 */
	private static final int MAX_KEY_CHARS = 255;

	/**
	 * Copies the contents.
	 * @throws IllegalArgumentException if there are none
	 */
	public Message {
		contents = List.copyOf(contents);
		if (contents.isEmpty()) {
			throw new IllegalArgumentException("A message has at least one content");
		}
	}

	/**
	 * Creates a message with all of its records.
	 * @param id the id in this service
	 * @param receivedAt when this service received the message
	 * @param headers the {@code X-OCI-NS-*} headers
	 * @param body the exact bytes
	 * @param contents the contents in the order of the body
	 * @param malformed whether the body starts like JSON but is not valid
	 */
	public Message(MessageId id, Instant receivedAt, OnsHeaders headers, Body body, List<Content> contents,
			boolean malformed) {
		this(id, receivedAt, headers, body, contents, malformed, false);
	}

	/**
	 * Creates a message with all of its records.
	 * @param id the id in this service
	 * @param receivedAt when this service received the message
	 * @param headers the {@code X-OCI-NS-*} headers
	 * @param body the exact bytes
	 * @param contents the contents in the order of the body
	 * @param malformed whether the body starts like JSON but is not valid
	 * @param encodedTwice whether the contents were read from strings that hold JSON
	 */
	public Message(MessageId id, Instant receivedAt, OnsHeaders headers, Body body, List<Content> contents,
			boolean malformed, boolean encodedTwice) {
		this(id, receivedAt, headers, body, contents, malformed, encodedTwice, Records.ALL);
	}

	/**
	 * Return a part of this message: the same id, headers and body, and some of the
	 * contents.
	 * @param indexes the indexes of the contents in {@link #contents()}; at least one
	 * @return the part; this message if it has no other contents
	 */
	public Message part(BitSet indexes) {
		if (indexes.cardinality() == this.contents.size()) {
			return this;
		}
		int[] numbers = recordNumbers();
		BitSet chosen = new BitSet();
		indexes.stream().forEach((index) -> chosen.set(numbers[index]));
		return new Message(this.id, this.receivedAt, this.headers, this.body,
				indexes.stream().mapToObj(this.contents::get).toList(), this.malformed, this.encodedTwice,
				Records.of(chosen));
	}

	/**
	 * Return the number of each content in the body, counted from one.
	 * @return as many numbers as there are contents
	 */
	public int[] recordNumbers() {
		return this.records.isAll() ? IntStream.rangeClosed(1, this.contents.size()).toArray()
				: this.records.numbers(Integer.MAX_VALUE);
	}

	/**
	 * Return the part of this whole message that consists of some records.
	 * @param some the records
	 * @return the part; this message if it has none of these records
	 */
	public Message part(Records some) {
		BitSet indexes = new BitSet();
		Arrays.stream(some.numbers(this.contents.size())).forEach((number) -> indexes.set(number - 1));
		return indexes.isEmpty() ? this : part(indexes);
	}

	/**
	 * Return the first content, which represents the message where there is space for one
	 * only.
	 * @return the first content
	 */
	public Content first() {
		return this.contents.getFirst();
	}

	/**
	 * Return the kind of the first content.
	 * @return the kind
	 */
	public Content.Kind kind() {
		return first().kind();
	}

	/**
	 * Return the key that identifies duplicates: an event's {@code eventID}, an alarm's
	 * {@code dedupeKey} and time, each with its type and resource, else
	 * {@code X-OCI-NS-MessageId}, else a digest of topic and body. Oracle advises so,
	 * since two rules or two subscriptions deliver one event under different message ids.
	 * @return the key, with a prefix that names its origin; at most 255 characters, a
	 * digest if it would be longer
	 */
	public String deduplicationKey() {
		Optional<String> own = (this.contents.size() == 1) ? first().deduplicationKey() : Optional.empty();
		return bounded(own.or(() -> this.headers.messageId().map((id) -> "message:" + id))
			.orElseGet(() -> "digest:" + this.headers.topicOcid().orElse("") + ":" + this.body.sha256()));
	}

	/**
	 * Return whether the contents have an ordering key in common.
	 * @return {@code false} if the message is in no order with any other
	 */
	public boolean hasOrderingKey() {
		return commonOrderingKey().isPresent();
	}

	/**
	 * Return the ordering key. Messages with one ordering key reach each destination in
	 * order. A batch whose contents have different keys has none of them.
	 * @return the key, at most 255 characters as above; the message's own id where it has
	 * no other
	 */
	public String orderingKey() {
		return bounded(commonOrderingKey().orElseGet(this.id::toString));
	}

	private Optional<String> commonOrderingKey() {
		List<Optional<String>> keys = this.contents.stream().map(Content::orderingKey).distinct().toList();
		return (keys.size() == 1) ? keys.getFirst() : Optional.empty();
	}

	/**
	 * Return when it happened by the sender's clock, else when the message was received.
	 * @return the time to order by
	 */
	public Instant occurredAt() {
		return first().occurredAt().orElse(this.receivedAt);
	}

	private static String bounded(String key) {
		return (key.length() <= MAX_KEY_CHARS) ? key : "long:" + Sha256.hex(key);
	}

	/**
	 * Return ids and types only: a body may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "Message[%s, %s, contents=%d, malformed=%s%s]".formatted(this.id, first(), this.contents.size(),
				this.malformed, this.records.isAll() ? "" : ", " + this.records.inWords());
	}

	/**
	 * Which records of a batch a part of a message consists of. Records are numbered from
	 * one, in the order of the body.
	 *
	 * @param text numbers and ranges in ascending order, such as {@code 1-20,22}; empty
	 * for all
	 */
	public record Records(String text) {

		/**
		 * All records of a batch, or the only content of another message.
		 */
		public static final Records ALL = new Records("");

		private static final int SHOWN_CHARS = 40;

		private static Records of(BitSet numbers) {
			StringJoiner ranges = new StringJoiner(",");
			for (int from = numbers.nextSetBit(0); from >= 0;) {
				int end = numbers.nextClearBit(from);
				ranges.add((end - from == 1) ? Integer.toString(from) : from + "-" + (end - 1));
				from = numbers.nextSetBit(end);
			}
			return new Records(ranges.toString());
		}

		/**
		 * Return whether these are all records.
		 * @return {@code true} unless some are left out
		 */
		public boolean isAll() {
			return this.text.isEmpty();
		}

		/**
		 * Return the numbers of the records.
		 * @param count how many records there are
		 * @return the numbers in ascending order, without any above the count
		 */
		public int[] numbers(int count) {
			return isAll() ? IntStream.rangeClosed(1, count).toArray()
					: Arrays.stream(this.text.split(","))
						.flatMapToInt(Records::range)
						.filter((number) -> number <= count)
						.toArray();
		}

		private static IntStream range(String range) {
			int dash = range.indexOf('-');
			return (dash < 0) ? IntStream.of(Integer.parseInt(range)) : IntStream
				.rangeClosed(Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
		}

		/**
		 * Return the records in words, such as {@code record 21}.
		 * @return at most 50 characters; empty for all records
		 */
		public String inWords() {
			if (isAll()) {
				return "";
			}
			boolean one = this.text.chars().allMatch(Character::isDigit);
			String shown = (this.text.length() <= SHOWN_CHARS) ? this.text
					: this.text.substring(0, this.text.lastIndexOf(',', SHOWN_CHARS)) + " …";
			return (one ? "record " : "records ") + shown;
		}

	}

}
