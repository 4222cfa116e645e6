package io.onsrelay.search.index;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

import io.onsrelay.event.Sha256;

/**
 * The digests of values that messages are found by as a whole.
 */
public final class Term {

	/**
	 * How many bits of a number tell its place in its block.
	 */
	private static final int BLOCK_BITS = 16;

	private Term() {
	}

	/**
	 * Return the digest of a value, which letter case does not change.
	 * @param field what the value is
	 * @param value the value
	 * @return the first eight bytes of a SHA-256
	 */
	public static long of(TermField field, String value) {
		String digest = Sha256.hex(field.name() + '\n' + value.strip().toLowerCase(Locale.ROOT));
		return ByteBuffer.wrap(HexFormat.of().parseHex(digest, 0, 2 * Long.BYTES)).getLong();
	}

	/**
	 * Return the block of a number.
	 * @param seq a message's number in the journal
	 * @return the number of its block
	 */
	public static long block(long seq) {
		return seq >> BLOCK_BITS;
	}

	/**
	 * Return the first number of a block.
	 * @param block the number of the block
	 * @return the number
	 */
	public static long first(long block) {
		return block << BLOCK_BITS;
	}

	/**
	 * What a value is.
	 */
	public enum TermField {

		/**
		 * The OCID of the topic.
		 */
		TOPIC,

		/**
		 * The type of a record.
		 */
		TYPE,

		/**
		 * The id of a record's resource.
		 */
		RESOURCE,

		/**
		 * The OCID of a record's compartment.
		 */
		COMPARTMENT,

		/**
		 * An id of the message, an event or a request, or another OCID.
		 */
		ID,

		/**
		 * The deduplication key.
		 */
		KEY,

		/**
		 * The kind of the first record.
		 */
		KIND,

		/**
		 * The severity as presented.
		 */
		SEVERITY,

		/**
		 * Whether the body is malformed, where it is.
		 */
		MALFORMED

	}

}
