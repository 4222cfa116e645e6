package io.onsrelay.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.servlet.http.HttpServletRequest;

import io.onsrelay.event.Body;
import io.onsrelay.ingest.IngestResult.IngestOutcome;

/**
 * Reads the exact bytes of a request, within limits of size, time and memory. No other
 * code may read from the request before: asking for a parameter makes the container
 * consume a form.
 */
final class BodyReader {

	private static final int BUFFER_BYTES = 8192;

	/**
	 * As much as Tomcat reads of a body that an application leaves unread.
	 */
	private static final int MIN_DRAINED_BYTES = 2 * 1024 * 1024;

	private final int maxBytes;

	private final Duration timeout;

	private final LongSupplier nanoTime;

	/**
	 * Creates the reader.
	 * @param maxBytes the largest size of a body, in bytes
	 * @param timeout how long the whole body may take to arrive; noticed with the first
	 * bytes that arrive afterwards, or at the container's time-out of one read
	 * @param nanoTime the time in nanoseconds, as {@link System#nanoTime()} counts it
	 */
	BodyReader(int maxBytes, Duration timeout, LongSupplier nanoTime) {
		this.maxBytes = maxBytes;
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	/**
	 * Reads a body. An announced length is reserved before the first byte is read.
	 * @param request the request
	 * @param reservation takes up the bytes of the body
	 * @return the body, or why it was not read
	 * @throws IOException if the sender does not send the whole body
	 */
	BodyReadResult read(HttpServletRequest request, BodyBudget.Reservation reservation) throws IOException {
		long announced = Math.max(0, request.getContentLengthLong());
		if (announced > this.maxBytes) {
			return UnreadBody.TOO_LARGE;
		}
		if (!reservation.tryAdd(announced)) {
			return UnreadBody.OVERLOADED;
		}
		return read(request.getInputStream(), announced, reservation);
	}

	private BodyReadResult read(InputStream input, long announced, BodyBudget.Reservation reservation)
			throws IOException {
		long start = this.nanoTime.getAsLong();
		ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(announced));
		byte[] buffer = new byte[BUFFER_BYTES];
		long reserved = announced;
		for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
			body.write(buffer, 0, read);
			if (body.size() > this.maxBytes) {
				return UnreadBody.TOO_LARGE;
			}
			if (body.size() > reserved) {
				if (!reservation.tryAdd(body.size() - reserved)) {
					return UnreadBody.OVERLOADED;
				}
				reserved = body.size();
			}
			if (this.nanoTime.getAsLong() - start > this.timeout.toNanos()) {
				return UnreadBody.TOO_SLOW;
			}
		}
		byte[] bytes = body.toByteArray();
		return reservation.tryAdd(BodyBudget.structure(bytes)) ? new ReadBody(Body.of(bytes)) : UnreadBody.OVERLOADED;
	}

	/**
	 * Reads what is left of a body and drops it, so that the client reads the response
	 * before it notices that the connection is closed. It reads no more than the limit of
	 * size, and for a quarter of that of time.
	 * @param request the request
	 * @throws IOException if the client is gone
	 */
	void drain(HttpServletRequest request) throws IOException {
		long start = this.nanoTime.getAsLong();
		InputStream input = request.getInputStream();
		byte[] buffer = new byte[BUFFER_BYTES];
		long left = Math.max(this.maxBytes, MIN_DRAINED_BYTES);
		for (int read = input.read(buffer); read >= 0 && left > 0; read = input.read(buffer)) {
			left -= read;
			if (this.nanoTime.getAsLong() - start > this.timeout.dividedBy(4).toNanos()) {
				return;
			}
		}
	}

	/**
	 * The result of reading a body.
	 */
	sealed interface BodyReadResult permits ReadBody, UnreadBody {

	}

	/**
	 * It was read.
	 *
	 * @param body the body
	 */
	record ReadBody(Body body) implements BodyReadResult {
	}

	/**
	 * Why it was not read, or not to its end.
	 */
	enum UnreadBody implements BodyReadResult {

		/**
		 * It is too large.
		 */
		TOO_LARGE(IngestOutcome.TOO_LARGE, "The body is larger than relay.ingest.max-body-size."),

		/**
		 * Too many bytes are in flight.
		 */
		OVERLOADED(IngestOutcome.OVERLOADED, "Too many bodies arrive at once. Send the message again later."),

		/**
		 * It arrives too slowly.
		 */
		TOO_SLOW(IngestOutcome.TOO_SLOW, "The body did not arrive within relay.ingest.body-timeout.");

		private final IngestOutcome outcome;

		private final String detail;

		UnreadBody(IngestOutcome outcome, String detail) {
			this.outcome = outcome;
			this.detail = detail;
		}

		IngestResult toResult() {
			return new IngestResult(IngestResult.RequestKind.UNREAD, this.outcome, this.detail);
		}

	}

}
