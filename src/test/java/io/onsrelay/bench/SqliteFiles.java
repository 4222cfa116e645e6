package io.onsrelay.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Files of SQLite.
 *
 * @param directory where they are
 */
record SqliteFiles(Path directory) implements Stores {

	@Override
	public String url(String name) {
		return "jdbc:sqlite:" + this.directory.resolve(name).resolve("relay.db");
	}

	@Override
	public String freshKey() {
		return "randomblob(32)";
	}

	@Override
	public String body(String body, String number) {
		return "CAST(replace(CAST(%s AS TEXT), '0000000001', %s) AS BLOB)".formatted(body, number);
	}

	@Override
	public List<String> hurry() {
		return List.of("PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000");
	}

	@Override
	public List<String> settle() {
		return List.of("PRAGMA wal_checkpoint(TRUNCATE)");
	}

	@Override
	public void close() {
		// The directory stays, to be looked at.
	}

}
