package io.onsrelay.journal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import io.onsrelay.event.Message;
import io.onsrelay.event.Sha256;

/**
 * The key by which the journal recognises a duplicate: a digest of the message's
 * deduplication key, since senders choose that and its length has no limit, behind the
 * time that an event or alarm states. Keys of messages that arrive together then lie
 * together. Digests alone are spread over the whole index, and each message would write a
 * page of it.
 */
final class MessageKey {

	/**
	 * The last second that four bytes count.
	 */
	private static final long LATEST = 0xFFFF_FFFFL;

	private MessageKey() {
	}

	/**
	 * Return the key of a message.
	 * @param message the message
	 * @return 72 lower-case hexadecimal digits: the seconds since 1970-01-01 UTC, zero
	 * where the message states no time that is repeated with it, and a SHA-256 digest
	 */
	static String of(Message message) {
		return HexFormat.of().toHexDigits((int) seconds(message)) + Sha256.hex(message.deduplicationKey());
	}

	// A duplicate of another kind may be told by its headers alone, whatever its body.
	private static long seconds(Message message) {
		boolean repeated = message.contents().size() == 1 && message.first().deduplicationKey().isPresent();
		Optional<Instant> time = repeated ? message.first().occurredAt() : Optional.empty();
		return time.map((instant) -> Math.clamp(instant.getEpochSecond(), 0, LATEST)).orElse(0L);
	}

}
