package io.onsrelay.notifier.streaming;

import java.nio.charset.StandardCharsets;

import com.oracle.bmc.streaming.model.PutMessagesDetailsEntry;

import io.onsrelay.event.Message;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.oci.OriginalBody;

/**
 * What a stream gets of one message: the ordering key as key, so that one partition has
 * all messages of the key in their order, and what ONS has sent as value.
 */
final class StreamEntry {

	/**
	 * The longest key in bytes, see
	 * https://docs.oracle.com/en-us/iaas/api/#/en/streaming/20180418/datatypes/PutMessagesDetailsEntry.
	 */
	static final int MAX_KEY_BYTES = 256;

	private final String key;

	private final byte[] value;

	private StreamEntry(String key, byte[] value) {
		this.key = key;
		this.value = value;
	}

	static StreamEntry of(Message message) {
		String key = message.orderingKey();
		return new StreamEntry((bytes(key).length <= MAX_KEY_BYTES) ? key : "long:" + Sha256.hex(key),
				OriginalBody.of(message));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	String key() {
		return this.key;
	}

	/**
	 * Return the size of key and value.
	 * @return the number of bytes, before they are encoded for the request
	 */
	int size() {
		return bytes(this.key).length + this.value.length;
	}

	PutMessagesDetailsEntry toDetails() {
		return PutMessagesDetailsEntry.builder().key(bytes(this.key)).value(this.value).build();
	}

	/**
	 * Return key and value for a reader.
	 */
	String inWords() {
		return "key: %s%n%s".formatted(this.key, new String(this.value, StandardCharsets.UTF_8));
	}

}
