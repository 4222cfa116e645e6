package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.standin.FreePort;

/**
 * The PostgreSQL that the replicas share, read from outside. It can be stopped and
 * started again, on the same port and with what it has kept.
 */
final class SharedStore implements AutoCloseable {

	private static final String STANDBY = "standby";

	private final Path directory;

	private EmbeddedPostgres server;

	private boolean killed;

	SharedStore(Path directory) {
		this.directory = directory;
		this.server = start(FreePort.any());
	}

	/**
	 * Starts a standby with a copy of the data, without which no commit returns from now
	 * on.
	 * @param copy where its data goes
	 * @return the standby
	 */
	SharedStore standby(Path copy) {
		int port = port();
		close();
		try {
			FileSystemUtils.copyRecursively(this.directory, copy);
			Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
			Files.createFile(copy.resolve("standby.signal"));
			Files.writeString(copy.resolve("postgresql.auto.conf"),
					"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=%s'\n".formatted(port,
							STANDBY));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server = start(port);
		SharedStore standby = new SharedStore(copy);
		jdbc().sql("ALTER SYSTEM SET synchronous_standby_names = '%s'".formatted(STANDBY)).update();
		jdbc().sql("SELECT pg_reload_conf()").query(Boolean.class).single();
		Awaitility.await().until(() -> count("pg_stat_replication WHERE sync_state = 'sync'") == 1);
		return standby;
	}

	/**
	 * Kills all processes of the server at once: nothing more is written.
	 */
	void kill() {
		try {
			long pid = Long.parseLong(Files.readAllLines(this.directory.resolve("postmaster.pid")).getFirst().trim());
			ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
			List<ProcessHandle> children = postmaster.descendants().toList();
			this.killed = true;
			postmaster.destroyForcibly();
			children.forEach(ProcessHandle::destroyForcibly);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes the standby the primary.
	 */
	void promote() {
		jdbc().sql("SELECT pg_promote()").query(Boolean.class).single();
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
	 * Renames a table.
	 */
	void rename(String table, String name) {
		jdbc().sql("ALTER TABLE %s RENAME TO %s".formatted(table, name)).update();
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
		return marks("""
				SELECT coalesce(audit_record.body, message_body.body) AS body
				FROM audit_record LEFT JOIN message_body ON message_body.seq = message_seq
				WHERE destination <> 'ons-relay' ORDER BY audit_record.seq
				""");
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
		if (this.killed) {
			return;
		}
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
