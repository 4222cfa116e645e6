package io.onsrelay.ingest;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.onsrelay.event.Body;

/**
 * Reads the bytes of a request itself, up to a limit. Nothing else may touch the request
 * before: asking for a parameter would make the container consume a form.
 */
final class BodyReader {

	private final int maxBytes;

	/**
	 * Creates the reader.
	 * @param maxBytes how many bytes a body may have
	 */
	BodyReader(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Reads a body.
	 * @param request the request
	 * @return the body; empty where it is larger than the limit
	 * @throws IOException if the sender does not send the whole body
	 */
	Optional<Body> read(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > this.maxBytes) {
			return Optional.empty();
		}
		byte[] bytes = request.getInputStream().readNBytes(this.maxBytes + 1);
		return (bytes.length <= this.maxBytes) ? Optional.of(Body.of(bytes)) : Optional.empty();
	}

}
