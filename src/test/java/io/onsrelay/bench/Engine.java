package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What the jar under measurement can be told: the comparison with an older one is what
 * shows whether a change pays.
 *
 * @param hasLimits whether destinations have limits of their own
 */
record Engine(boolean hasLimits) {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	static Engine of(Path jar) {
		try (JarFile file = new JarFile(jar.toFile())) {
			ZipEntry entry = file.getEntry(METADATA);
			String metadata = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
			return new Engine(metadata.contains("\"relay.delivery.destinations\""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
