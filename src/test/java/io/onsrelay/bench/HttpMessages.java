package io.onsrelay.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 messages from one connection, and no more of HTTP than the benchmark
 * needs: what is measured shares two cores with this.
 */
final class HttpMessages {

	private static final int LONGEST_HEAD = 64 * 1024;

	private final InputStream in;

	private final byte[] head = new byte[LONGEST_HEAD];

	HttpMessages(InputStream in) {
		this.in = new BufferedInputStream(in, LONGEST_HEAD);
	}

	/**
	 * Waits for the next message and reads it.
	 * @return the message
	 * @throws EOFException if the other side has closed the connection
	 */
	HttpMessage next() throws IOException {
		int first = this.in.read();
		long began = System.nanoTime();
		String head = head(first);
		return new HttpMessage(began, head, body(head.toLowerCase(Locale.ROOT)));
	}

	private String head(int first) throws IOException {
		int length = 0;
		int next = first;
		while (next >= 0 && length < LONGEST_HEAD) {
			this.head[length++] = (byte) next;
			if (next == '\n' && length >= 4 && this.head[length - 3] == '\n') {
				return new String(this.head, 0, length, StandardCharsets.ISO_8859_1);
			}
			next = this.in.read();
		}
		throw new EOFException();
	}

	private String body(String head) throws IOException {
		int length = head.indexOf("\r\ncontent-length:");
		if (length >= 0) {
			String value = head.substring(length + 17, head.indexOf('\r', length + 17)).strip();
			return text(Integer.parseInt(value));
		}
		return head.contains("\r\ntransfer-encoding: chunked") ? chunks() : "";
	}

	// The services answer with one small chunk, whose text matters only for a
	// number in it
	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		int size = chunkSize();
		while (size > 0) {
			body.append(text(size));
			this.in.skipNBytes(2);
			size = chunkSize();
		}
		this.in.skipNBytes(2);
		return body.toString();
	}

	private String text(int length) throws IOException {
		return new String(this.in.readNBytes(length), StandardCharsets.ISO_8859_1);
	}

	private int chunkSize() throws IOException {
		int size = 0;
		int next = this.in.read();
		while (next != '\n') {
			if (next < 0) {
				throw new EOFException();
			}
			size = (next == '\r') ? size : size * 16 + Character.digit(next, 16);
			next = this.in.read();
		}
		return size;
	}

	/**
	 * A request or an answer.
	 *
	 * @param began when its first byte was there, by {@link System#nanoTime()}
	 * @param head the first line and the headers
	 * @param body the body
	 */
	record HttpMessage(long began, String head, String body) {

		int status() {
			return Integer.parseInt(this.head.substring(9, 12));
		}

		/**
		 * Return whether it is the last one on its connection: Tomcat takes a hundred
		 * requests on each.
		 */
		boolean last() {
			return this.head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close");
		}

	}

}
