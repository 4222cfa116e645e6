package io.onsrelay.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;

/**
 * The bytes that a leaf of the tree stands for, as docs/audit-log.md states them. They
 * never change: a new form has a new first byte.
 */
public final class LeafEncoding {

	private static final byte VERSION = 1;

	/**
	 * A text that is absent. No text is as long.
	 */
	private static final int ABSENT = -1;

	private static final int FIELDS = 12;

	private static final int FIXED_BYTES = 1 + 2 * Long.BYTES + 1 + TreeHash.LENGTH;

	private LeafEncoding() {
	}

	/**
	 * Return the digest of an entry's leaf.
	 * @param entry the entry
	 * @param hasher makes the digest
	 * @return the digest
	 * @throws IllegalArgumentException if the digest of the body is none
	 */
	public static TreeHash leaf(AuditEntry entry, TreeHasher hasher) {
		return hasher.leaf(encode(entry));
	}

	/**
	 * Return the version, and each field behind the number of its bytes.
	 */
	static byte[] encode(AuditEntry entry) {
		byte[][] texts = { text(entry.destination()), text(entry.messageId()), text(entry.kind()), text(entry.topic()),
				text(entry.type()), text(entry.resource()), text(entry.compartment()), text(entry.headers()) };
		int length = FIXED_BYTES + FIELDS * Integer.BYTES;
		for (byte[] text : texts) {
			length += (text != null) ? text.length : 0;
		}
		ByteBuffer bytes = ByteBuffer.allocate(length);
		bytes.put(VERSION);
		put(bytes, texts[0]);
		put(bytes, texts[1]);
		bytes.putInt(Long.BYTES).putLong(entry.receivedAt());
		bytes.putInt(Long.BYTES).putLong(entry.occurredAt());
		bytes.putInt(1).put((byte) (entry.malformed() ? 1 : 0));
		for (int i = 2; i < texts.length; i++) {
			put(bytes, texts[i]);
		}
		put(bytes, HexFormat.of().parseHex(entry.bodySha256()));
		return bytes.array();
	}

	private static void put(ByteBuffer bytes, byte @Nullable [] field) {
		if (field == null) {
			bytes.putInt(ABSENT);
		}
		else {
			bytes.putInt(field.length).put(field);
		}
	}

	// PostgreSQL keeps no U+0000 in text: the leaf is the same on both databases
	private static byte @Nullable [] text(@Nullable String text) {
		return (text != null) ? text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8) : null;
	}

}
