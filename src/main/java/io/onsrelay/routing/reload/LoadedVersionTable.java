package io.onsrelay.routing.reload;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The version of the routes that was loaded last, by any replica.
 */
final class LoadedVersionTable {

	private static final String FIND = "SELECT version FROM loaded_routes WHERE id = 1";

	private static final String REPLACE = """
			INSERT INTO loaded_routes (id, version, loaded_at) VALUES (1, :version, :at)
			ON CONFLICT (id) DO UPDATE SET version = excluded.version, loaded_at = excluded.loaded_at
			""";

	private LoadedVersionTable() {
	}

	static Optional<String> find(JdbcClient jdbc) {
		return jdbc.sql(FIND).query(String.class).optional();
	}

	static void replace(JdbcClient jdbc, String version, long at) {
		jdbc.sql(REPLACE).param("version", version).param("at", at).update();
	}

}
