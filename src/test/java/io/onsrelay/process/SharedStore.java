package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL that the replicas share, read from outside. It can be stopped and
 * started again, on the same port and with what it has kept.
 */
final class SharedStore implements AutoCloseable {

	private final Path directory;

	private EmbeddedPostgres server;

	SharedStore(Path directory) {
		this.directory = directory;
		this.server = start(0);
	}

	private EmbeddedPostgres start(int port) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(this.directory)
				.setCleanDataDirectory(false)
				.setPort(port)
				.setServerConfig("fsync", "on")
				.setServerConfig("shared_buffers", "64MB")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops it, which ends every connection, and starts it again.
	 */
	void restart() {
		int port = port();
		close();
		this.server = start(port);
	}

	int port() {
		return this.server.getPort();
	}

	/**
	 * Creates a user that may log in and not write.
	 */
	void createReader(String name) {
		jdbc().sql("CREATE ROLE %s LOGIN".formatted(name)).update();
		jdbc().sql("ALTER ROLE %s SET default_transaction_read_only = on".formatted(name)).update();
	}

	/**
	 * Return the marks in the journal, in its order.
	 */
	List<SequencedEvent> journal() {
		return marks("SELECT body FROM message_body ORDER BY seq");
	}

	/**
	 * Return the marks in the audit store, in its order.
	 */
	List<SequencedEvent> audit() {
		return marks("SELECT body FROM audit_record ORDER BY seq");
	}

	/**
	 * Counts rows.
	 * @param rows a table, and a condition
	 */
	int count(String rows) {
		return jdbc().sql("SELECT count(*) FROM " + rows).query(Integer.class).single();
	}

	private List<SequencedEvent> marks(String query) {
		return jdbc().sql(query)
			.query((row, _) -> SequencedEvent.in(new String(row.getBytes("body"), StandardCharsets.UTF_8)))
			.list();
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(this.server.getPostgresDatabase());
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
