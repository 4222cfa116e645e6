package io.onsrelay.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A released version's store, as it is kept among the resources of the tests: the SQLite
 * file, and the rows of a PostgreSQL database with the version of its tables.
 */
record ReleasedStore(Path directory) {

	private static final String VERSION = "-- schema version ";

	private static final String END = "\\.";

	Path configuration() {
		return this.directory.resolve("relay.yaml");
	}

	private Path file() {
		return this.directory.resolve("store.db.gz");
	}

	private Path rows() {
		return this.directory.resolve("postgres.sql");
	}

	/**
	 * Keeps an SQLite file that no process uses.
	 */
	void keepFile(Path store) throws IOException, SQLException {
		Path copy = Files.createTempDirectory("ons-relay-release-").resolve("store.db");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
				Statement statement = connection.createStatement()) {
			statement.execute("VACUUM INTO '%s'".formatted(copy));
		}
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
			Files.copy(copy, out);
		}
		Files.delete(copy);
	}

	void copyFile(Path store) {
		try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file()))) {
			Files.copy(in, store);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Keeps the rows of a database.
	 */
	void keepRows(String url) throws IOException, SQLException {
		StringWriter text = new StringWriter();
		try (Connection connection = DriverManager.getConnection(url)) {
			String newest = strings(connection, "SELECT max(CAST(version AS INTEGER))::text FROM flyway_schema_history")
				.getFirst();
			text.append(VERSION).append(newest).append('\n');
			for (String table : tables(connection)) {
				String columns = String.join(", ", strings(connection, """
						SELECT column_name FROM information_schema.columns
						WHERE table_schema = 'public' AND table_name = '%s' AND is_generated = 'NEVER'
						ORDER BY ordinal_position""".formatted(table)));
				text.append("COPY %s (%s) FROM stdin;\n".formatted(table, columns));
				connection.unwrap(PGConnection.class)
					.getCopyAPI()
					.copyOut("COPY %s (%s) TO STDOUT".formatted(table, columns), text);
				text.append(END).append('\n');
			}
			for (String sequence : strings(connection, """
					SELECT format('SELECT setval(''%s'', %s);', sequencename, last_value) FROM pg_sequences
					WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename""")) {
				text.append(sequence).append('\n');
			}
		}
		Files.writeString(rows(), text.toString());
	}

	/**
	 * Fills an empty database: the tables are made by the migrations of the release, and
	 * the history of these is the release's own, so that a migration that was changed
	 * since is noticed.
	 */
	void copyRows(String url) {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				BufferedReader lines = Files.newBufferedReader(rows())) {
			Flyway.configure()
				.dataSource(url, null, null)
				.locations("classpath:db/migration/postgresql")
				.target(lines.readLine().substring(VERSION.length()))
				.load()
				.migrate();
			statement.execute("SET session_replication_role = replica");
			for (String table : tables(connection)) {
				statement.execute("TRUNCATE %s CASCADE".formatted(table));
			}
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("COPY ")) {
					connection.unwrap(PGConnection.class).getCopyAPI().copyIn(line, new StringReader(data(lines)));
				}
				else {
					statement.execute(line);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String data(BufferedReader lines) throws IOException {
		StringBuilder data = new StringBuilder();
		for (String line = lines.readLine(); !END.equals(line); line = lines.readLine()) {
			data.append(line).append('\n');
		}
		return data.toString();
	}

	private static List<String> tables(Connection connection) throws SQLException {
		return strings(connection,
				"SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
	}

	private static List<String> strings(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			List<String> strings = new ArrayList<>();
			while (rows.next()) {
				strings.add(rows.getString(1));
			}
			return strings;
		}
	}

}
