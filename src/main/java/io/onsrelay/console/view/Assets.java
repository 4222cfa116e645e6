package io.onsrelay.console.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

import io.onsrelay.event.Sha256;

/**
 * The files that pages load: their style, their script, htmx and an icon. There are no
 * others. A file is read when it is asked for first, and its address changes with its
 * content.
 */
final class Assets {

	static final String PATH = "/console/";

	private static final int VERSION_CHARS = 12;

	private static final String OWN = "console/";

	private static final Map<String, String> FILES = Map.of("console.css", OWN + "console.css", "console.js",
			OWN + "console.js", "icon.svg", OWN + "icon.svg", "htmx.js",
			"META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js");

	private static final Map<String, MediaType> TYPES = Map.of("css", MediaType.valueOf("text/css;charset=UTF-8"), "js",
			MediaType.valueOf("text/javascript;charset=UTF-8"), "svg", MediaType.valueOf("image/svg+xml"));

	private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

	/**
	 * Return the path of a file.
	 * @param name its name
	 * @return the path within the application, with the version of the file
	 */
	String path(String name) {
		return PATH + name + "?v=" + find(name).orElseThrow().version();
	}

	Optional<Asset> find(String name) {
		return Optional.ofNullable(FILES.get(name)).map((file) -> this.loaded.computeIfAbsent(name, (_) -> load(file)));
	}

	private static Asset load(String file) {
		try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException(file + " is missing");
			}
			byte[] content = in.readAllBytes();
			MediaType type = TYPES.get(StringUtils.getFilenameExtension(file));
			return new Asset(content, (type != null) ? type : MediaType.APPLICATION_OCTET_STREAM,
					Sha256.hex(content).substring(0, VERSION_CHARS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file.
	 *
	 * @param content its bytes
	 * @param type its type
	 * @param version the beginning of its digest
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Asset(byte[] content, MediaType type, String version) {
	}

}
