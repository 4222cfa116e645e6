package io.onsrelay.config.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;

import org.springframework.core.io.Resource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;

/**
 * A file of the configuration, to name places in it.
 */
final class FileText {

	private static final int BYTE_ORDER_MARK = 0xFE;

	private final String file;

	private final byte[] bytes;

	/**
	 * Creates the text of a file.
	 * @param file the path as the user gave it, or the name of a resource
	 * @param bytes the contents
	 */
	FileText(String file, byte[] bytes) {
		this.file = file;
		this.bytes = bytes;
	}

	static FileText read(Resource resource) throws IOException {
		String file = resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
		try (InputStream stream = resource.getInputStream()) {
			return new FileText(file, stream.readAllBytes());
		}
		catch (IOException ex) {
			boolean denied = ex instanceof AccessDeniedException || (resource.isFile() && !resource.isReadable());
			throw new InvalidConfigurationException(List
				.of(new Mistake(file, denied ? "the process may not read this file." : "the file can't be read.",
						"Check its owner and its mode: the process runs as the user %s."
							.formatted(System.getProperty("user.name")))));
		}
	}

	/**
	 * Return the name of the file.
	 * @return the path as the user gave it, or the name of a resource
	 */
	String file() {
		return this.file;
	}

	/**
	 * Return the place of the first byte that is no UTF-8.
	 * @return the place; empty if there is none, or the file says that it is UTF-16
	 */
	Optional<String> notUtf8() {
		if (this.bytes.length > 1 && ((this.bytes[0] & this.bytes[1]) & 0xFF) == BYTE_ORDER_MARK) {
			return Optional.empty();
		}
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CharBuffer decoded = CharBuffer.allocate(this.bytes.length);
		CoderResult result = decoder.decode(ByteBuffer.wrap(this.bytes), decoded, true);
		return result.isError() ? Optional.of(after(decoded.flip().toString())) : Optional.empty();
	}

	/**
	 * Return the place of the last character of a text.
	 * @param chars how many characters precede it
	 * @return the place
	 */
	String place(int chars) {
		String text = new String(this.bytes, StandardCharsets.UTF_8);
		return after(text.substring(0, Math.min(chars, text.length())));
	}

	/**
	 * Return how a place is named.
	 * @param line the line, from 1
	 * @param column the column, from 1
	 * @return the name of the place
	 */
	String place(int line, int column) {
		return "%s, line %d, column %d".formatted(this.file, line, column);
	}

	private String after(String before) {
		int line = (int) before.chars().filter((letter) -> letter == '\n').count() + 1;
		return place(line, before.length() - before.lastIndexOf('\n'));
	}

}
