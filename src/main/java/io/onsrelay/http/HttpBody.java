package io.onsrelay.http;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The body of a request. It is sent as it is, without a coding.
 */
public final class HttpBody {

	/**
	 * No body.
	 */
	public static final HttpBody NONE = new HttpBody(new byte[0]);

	/**
	 * Writes with buffers that threads share: a virtual thread would get its own, and is
	 * gone after one call.
	 */
	private static final ObjectWriter JSON = new JsonMapper(
			JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build())
		.writer();

	private final byte[] bytes;

	private HttpBody(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Creates a body of text.
	 * @param text the text, to be sent as UTF-8
	 * @return the body
	 */
	public static HttpBody of(String text) {
		return new HttpBody(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Creates a body of JSON.
	 * @param json the JSON, to be sent as UTF-8
	 * @return the body
	 */
	public static HttpBody of(JsonNode json) {
		try {
			// As text first: half of a surrogate pair is an error where bytes are written
			return of(JSON.writeValueAsString(json));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("A tree of JSON can't be written", ex);
		}
	}

	/**
	 * Creates a body from a copy of bytes.
	 * @param bytes the bytes
	 * @return the body
	 */
	public static HttpBody of(byte[] bytes) {
		return new HttpBody(bytes.clone());
	}

	/**
	 * Return a copy of the bytes.
	 * @return the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the body decoded as UTF-8.
	 * @return the body as text
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Return whether there are no bytes.
	 * @return {@code true} if there are none
	 */
	public boolean isEmpty() {
		return this.bytes.length == 0;
	}

	/**
	 * Return the number of bytes only: a body may hold secrets, which must not reach a
	 * log.
	 */
	@Override
	public String toString() {
		return "HttpBody[" + this.bytes.length + " bytes]";
	}

}
