package io.onsrelay.http.apache;

import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the header of a response up to its empty line. The parser of HttpClient takes the
 * end of the connection for the end of the header, so that {@code HTTP/1.1 202 Acc} would
 * be a response and a message delivered. See
 * https://www.rfc-editor.org/rfc/rfc9112#name-handling-incomplete-message.
 */
final class CompleteHeaderResponseParser extends DefaultHttpResponseParser {

	CompleteHeaderResponseParser(Http1Config config) {
		super(config);
	}

	@Override
	public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
		return super.parse(new WholeLines(buffer), in);
	}

	/**
	 * Fails if the connection ends after the first line and before the empty one.
	 */
	private static final class WholeLines implements SessionInputBuffer {

		private final SessionInputBuffer buffer;

		private boolean begun;

		WholeLines(SessionInputBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
			int length = this.buffer.readLine(line, in);
			if (length < 0 && this.begun) {
				throw new ConnectionClosedException("The connection was closed within the header of a response");
			}
			this.begun = true;
			return length;
		}

		@Override
		public int length() {
			return this.buffer.length();
		}

		@Override
		public int capacity() {
			return this.buffer.capacity();
		}

		@Override
		public int available() {
			return this.buffer.available();
		}

		@Override
		public int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
			return this.buffer.read(bytes, offset, length, in);
		}

		@Override
		public int read(byte[] bytes, InputStream in) throws IOException {
			return this.buffer.read(bytes, in);
		}

		@Override
		public int read(InputStream in) throws IOException {
			return this.buffer.read(in);
		}

		@Override
		public HttpTransportMetrics getMetrics() {
			return this.buffer.getMetrics();
		}

	}

}
