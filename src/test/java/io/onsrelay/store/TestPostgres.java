package io.onsrelay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL, started with the first test that wants one and ended with the JVM.
 * Each directory has a database of its own there, made as a copy of one that is migrated
 * once; it goes when its directory is gone.
 */
public final class TestPostgres {

	private static final String USER = "postgres";

	private static final String TEMPLATE = "relay_template";

	private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

	private final EmbeddedPostgres server;

	private final JdbcClient jdbc;

	private int count;

	private TestPostgres() {
		try {
			this.server = EmbeddedPostgres.builder().setServerConfig("shared_buffers", "32MB").start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.jdbc = JdbcClient.create(this.server.getPostgresDatabase());
		this.jdbc.sql("CREATE DATABASE " + TEMPLATE).update();
		Flyway.configure()
			.dataSource(url(TEMPLATE), USER, USER)
			.locations("classpath:db/migration/postgresql")
			.load()
			.migrate();
	}

	/**
	 * Return the address of a migrated database for whoever has this directory.
	 */
	public static String urlOf(Path directory) {
		return Started.SERVER.url(Started.SERVER.nameOf(directory));
	}

	/**
	 * Return the address of a database that is not there.
	 */
	static String urlOfNone() {
		return Started.SERVER.url("none");
	}

	static Database databaseOf(Path directory) {
		return PostgresDatabase.open(urlOf(directory), USER, null);
	}

	private synchronized String nameOf(Path directory) {
		DATABASES.entrySet().removeIf((entry) -> {
			boolean gone = !Files.exists(entry.getKey());
			if (gone) {
				this.jdbc.sql("DROP DATABASE %s WITH (FORCE)".formatted(entry.getValue())).update();
			}
			return gone;
		});
		return DATABASES.computeIfAbsent(directory, (_) -> {
			String name = "relay_" + this.count++;
			this.jdbc.sql("CREATE DATABASE %s TEMPLATE %s".formatted(name, TEMPLATE)).update();
			return name;
		});
	}

	private String url(String database) {
		return this.server.getJdbcUrl(USER, database);
	}

	/**
	 * Begins with the first who asks.
	 */
	private static final class Started {

		private static final TestPostgres SERVER = new TestPostgres();

	}

}
