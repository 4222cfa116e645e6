package io.onsrelay.ingest;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.onsrelay.event.Body;

/**
 * Reads the exact bytes of a request, up to a limit. No other code may read from the
 * request before: asking for a parameter makes the container consume a form.
 */
final class BodyReader {

	private final int maxBytes;

	/**
	 * Creates the reader.
	 * @param maxBytes the largest size of a body, in bytes
	 */
	BodyReader(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Reads a body.
	 * @param request the request
	 * @return the body; empty if it is larger than the limit
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
