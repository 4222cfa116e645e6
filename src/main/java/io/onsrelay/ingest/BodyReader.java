package io.onsrelay.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.servlet.http.HttpServletRequest;

import io.onsrelay.event.Body;
import io.onsrelay.ingest.IngestResult.IngestOutcome;

/**
 * Reads the body of a request, within limits of size, time and memory. No other code may
 * read from the request before: asking for a parameter makes the container consume a
 * form.
 */
final class BodyReader {

	private static final int BUFFER_BYTES = 8192;

	/**
	 * As much as Tomcat reads of a body that an application leaves unread.
	 */
	static final int MIN_DRAINED_BYTES = 2 * 1024 * 1024;

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
	 * Reads a body and decodes it. An announced length is reserved before the first byte
	 * is read, and what it decodes to as it grows. The limit of size holds for the body
	 * as it was sent and for what it decodes to.
	 * @param request the request
	 * @param reservation takes up the bytes of the body
	 * @return the body, or why it was not read
	 * @throws IOException if the sender does not send the whole body
	 */
	BodyReadResult read(HttpServletRequest request, BodyBudget.Reservation reservation) throws IOException {
		Optional<ContentCoding> coding = ContentCoding.of(request);
		if (coding.isEmpty()) {
			return UnreadBody.UNSUPPORTED;
		}
		long announced = Math.max(0, request.getContentLengthLong());
		if (announced > this.maxBytes) {
			return UnreadBody.TOO_LARGE;
		}
		if (!reservation.tryAdd(announced)) {
			return UnreadBody.OVERLOADED;
		}
		try {
			byte[] sent = collect(request.getInputStream(), announced, reservation);
			byte[] body = decode(sent, coding.get(), reservation);
			return reservation.tryAdd(BodyBudget.structure(body)) ? new ReadBody(Body.of(body)) : UnreadBody.OVERLOADED;
		}
		catch (UnreadException ex) {
			return ex.reason();
		}
	}

	private byte[] decode(byte[] sent, ContentCoding coding, BodyBudget.Reservation reservation)
			throws UnreadException {
		if (coding == ContentCoding.IDENTITY || sent.length == 0) {
			return sent;
		}
		try (InputStream decoding = coding.decoding(sent)) {
			return collect(decoding, 0, reservation);
		}
		catch (UnreadException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UnreadException(UnreadBody.UNDECODABLE);
		}
	}

	private byte[] collect(InputStream input, long announced, BodyBudget.Reservation reservation) throws IOException {
		long start = this.nanoTime.getAsLong();
		// One more than what is announced, so that the end is met before the buffer is
		// full
		byte[] body = new byte[(announced > 0) ? Math.toIntExact(announced + 1) : BUFFER_BYTES];
		int size = 0;
		long reserved = announced;
		for (int read = input.read(body); read >= 0; read = input.read(body, size, body.length - size)) {
			size += read;
			if (size > this.maxBytes) {
				throw new UnreadException(UnreadBody.TOO_LARGE);
			}
			if (size > reserved) {
				if (!reservation.tryAdd(size - reserved)) {
					throw new UnreadException(UnreadBody.OVERLOADED);
				}
				reserved = size;
			}
			if (this.nanoTime.getAsLong() - start > this.timeout.toNanos()) {
				throw new UnreadException(UnreadBody.TOO_SLOW);
			}
			if (size == body.length) {
				body = Arrays.copyOf(body, (int) Math.min(2L * size, Integer.MAX_VALUE));
			}
		}
		return Arrays.copyOf(body, size);
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
		 * Its coding is not supported.
		 */
		UNSUPPORTED(IngestOutcome.UNSUPPORTED,
				"The Content-Encoding must be one of these: " + ContentCoding.SUPPORTED + "."),

		/**
		 * It is not coded as its header says.
		 */
		UNDECODABLE(IngestOutcome.INCOMPLETE, "The body is incomplete, or not coded as its Content-Encoding says."),

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

	/**
	 * Ends the reading of a body.
	 */
	private static final class UnreadException extends IOException {

		private final UnreadBody reason;

		UnreadException(UnreadBody reason) {
			super(reason.detail);
			this.reason = reason;
		}

		UnreadBody reason() {
			return this.reason;
		}

	}

}
