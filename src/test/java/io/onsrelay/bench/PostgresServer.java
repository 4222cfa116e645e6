package io.onsrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;

import io.onsrelay.standin.FreePort;

/**
 * Databases of one PostgreSQL on this machine, which syncs every commit to the disk as it
 * does by default.
 */
final class PostgresServer implements Stores {

	private static final String USER = "postgres";

	private final EmbeddedPostgres server;

	private final Set<String> names = new HashSet<>();

	PostgresServer() {
		// All that it prints would stand between the lines of the benchmark.
		((Logger) LoggerFactory.getLogger("io.zonky.test.db.postgres")).setLevel(Level.WARN);
		try {
			this.server = EmbeddedPostgres.builder()
				.setPort(FreePort.any())
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("full_page_writes", "on")
				.setServerConfig("shared_buffers", "512MB")
				.setServerConfig("max_wal_size", "4GB")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String url(String name) {
		String database = "relay_" + name;
		if (this.names.add(database)) {
			try (Connection connection = this.server.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE " + database);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.server.getJdbcUrl(USER, database);
	}

	@Override
	public String freshKey() {
		return "sha256(('copy ' || n)::bytea)";
	}

	@Override
	public String body(String body, String number) {
		return "convert_to(replace(convert_from(%s, 'UTF8'), '0000000001', %s), 'UTF8')".formatted(body, number);
	}

	@Override
	public List<String> hurry() {
		return List.of("SET synchronous_commit = off", "SET work_mem = '64MB'");
	}

	@Override
	public List<String> settle() {
		return List.of("SELECT setval(pg_get_serial_sequence('message', 'seq'), (SELECT max(seq) FROM message))",
				"VACUUM ANALYZE", "CHECKPOINT");
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
