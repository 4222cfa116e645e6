package io.onsrelay.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/**
 * The codings of a body, which a gateway on the way may apply. ONS applies none. See
 * https://www.rfc-editor.org/rfc/rfc9110#name-content-codings.
 */
enum ContentCoding {

	/**
	 * No coding.
	 */
	IDENTITY {

		@Override
		InputStream decoding(byte[] coded) {
			return new ByteArrayInputStream(coded);
		}

	},

	/**
	 * The format of gzip, with one member or several.
	 */
	GZIP {

		@Override
		InputStream decoding(byte[] coded) throws IOException {
			return new GZIPInputStream(new ByteArrayInputStream(coded));
		}

	},

	/**
	 * The zlib format; some senders leave out its header.
	 */
	DEFLATE {

		@Override
		InputStream decoding(byte[] coded) {
			Inflater inflater = new Inflater(!hasZlibHeader(coded));
			return new InflaterInputStream(new ByteArrayInputStream(coded), inflater) {

				@Override
				public void close() throws IOException {
					super.close();
					inflater.end();
				}

			};
		}

	};

	/**
	 * What {@code Accept-Encoding} and explanations name.
	 */
	static final String SUPPORTED = "gzip, deflate, identity";

	private static final int ZLIB_METHOD = 8;

	private static final int ZLIB_CHECK = 31;

	/**
	 * Decodes a body.
	 * @param coded the body as it was sent
	 * @return what it decodes to, to be closed; reading it fails if the body is not coded
	 * like this
	 * @throws IOException if the body does not begin like this coding
	 */
	abstract InputStream decoding(byte[] coded) throws IOException;

	/**
	 * Return the coding of a request's body.
	 * @param request the request
	 * @return the coding; empty if it is not supported, as is more than one
	 */
	static Optional<ContentCoding> of(HttpServletRequest request) {
		List<String> names = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
			.stream()
			.flatMap((value) -> Stream.of(value.split(",")))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.filter((name) -> !name.isEmpty() && !name.equals("identity"))
			.toList();
		if (names.isEmpty()) {
			return Optional.of(IDENTITY);
		}
		return (names.size() > 1) ? Optional.empty() : switch (names.getFirst()) {
			case "gzip", "x-gzip" -> Optional.of(GZIP);
			case "deflate" -> Optional.of(DEFLATE);
			default -> Optional.empty();
		};
	}

	// See https://www.rfc-editor.org/rfc/rfc1950#page-5
	private static boolean hasZlibHeader(byte[] coded) {
		return coded.length >= 2 && (coded[0] & 0x0f) == ZLIB_METHOD
				&& ((coded[0] & 0xff) << 8 | (coded[1] & 0xff)) % ZLIB_CHECK == 0;
	}

}
