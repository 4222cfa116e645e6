package io.onsrelay.store.schema;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A script of this release that brings the tables to a version.
 *
 * @param version the version
 * @param description what it does, as Flyway reads it from the name
 * @param resource the script
 */
record MigrationScript(int version, String description, Resource resource) {

	private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");

	/**
	 * Lists the scripts of this release.
	 * @param location where they are; one that does not exist has none
	 * @return the scripts
	 */
	static List<MigrationScript> in(String location) {
		try {
			return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(location + "/V*__*.sql"))
				.map(MigrationScript::of)
				.toList();
		}
		catch (FileNotFoundException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MigrationScript of(Resource resource) {
		Matcher name = NAME.matcher(Objects.requireNonNull(resource.getFilename()));
		if (!name.matches()) {
			throw new IllegalStateException("%s is no name of a migration".formatted(resource.getFilename()));
		}
		return new MigrationScript(Integer.parseInt(name.group(1)), name.group(2).replace('_', ' '), resource);
	}

	/**
	 * Return the checksum as Flyway computes it: that of all lines, without what ends
	 * them.
	 * @return the checksum
	 */
	int checksum() {
		CRC32 checksum = new CRC32();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.resource.getInputStream(), StandardCharsets.UTF_8))) {
			lines.lines().forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (int) checksum.getValue();
	}

}
