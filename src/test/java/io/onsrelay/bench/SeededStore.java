package io.onsrelay.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A store with a long past, made in a minute: the service takes one message, and the rows
 * that it writes for it are copied, with new numbers, while it is stopped. Columns that
 * are not named here keep what the service wrote, so most changes of the schema need no
 * change here.
 */
final class SeededStore {

	private static final int CHUNK = 50_000;

	private final Bench bench;

	private final int journal;

	private final int pending;

	SeededStore(Bench bench) {
		this.bench = bench;
		this.journal = bench.scale().journal();
		this.pending = bench.scale().pending();
	}

	/**
	 * Makes the store.
	 * @param name the name of its directory
	 * @param setting a live destination and a dead one, {@code slack/dead}
	 * @param live the live destination
	 */
	void create(String name, Setting setting, StubDestination live) {
		long first = 1;
		try (Service service = this.bench.start(name, setting)) {
			new PacedLoad(service.port(), "/ons", 1).send(first, 1, 0);
			Bench.settle(live);
		}
		Stores stores = this.bench.stores();
		try (Connection connection = DriverManager.getConnection(stores.url(name));
				Statement statement = connection.createStatement()) {
			execute(statement, stores.hurry());
			statement.execute("CREATE TEMPORARY TABLE numbers (n BIGINT PRIMARY KEY)");
			for (int from = 2; from <= this.journal; from += CHUNK) {
				multiply(statement, from, Math.min(this.journal, from + CHUNK - 1));
			}
			execute(statement, stores.settle());
			Bench.say("%s: %d messages, %d deliveries pending", name, count(statement, "message", "true"),
					count(statement, "delivery", "state = 'pending'"));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void multiply(Statement statement, int from, int to) throws SQLException {
		statement.execute("BEGIN");
		statement.execute("DELETE FROM numbers");
		statement.execute("""
				INSERT INTO numbers
				WITH RECURSIVE next(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM next WHERE n < %d) SELECT n FROM next
				""".formatted(from, to));
		copy(statement, "message", "t.seq = 1",
				Map.of("seq", "n", "id", id(), "received_at", time(), "resource", resource("resource")));
		copy(statement, "message_body", "t.seq = 1",
				Map.of("seq", "n", "body", this.bench.stores().body("t.body", digits("n", 10))));
		copy(statement, "message_key", "t.message_id = (SELECT id FROM message WHERE seq = 1)",
				Map.of("key", this.bench.stores().freshKey(), "message_id", id(), "received_at", time()));
		Map<String, String> made = Map.of("id", "", "message_seq", "n", "received_at", time(), "ordering_key",
				resource("ordering_key"));
		copy(statement, "delivery", "t.message_seq = 1 AND t.destination <> 'slack/dead'", made);
		Map<String, String> waiting = new HashMap<>(made);
		int done = this.journal - this.pending;
		// The first of each resource is due, and the others wait behind it.
		waiting.put("due_at", "CASE WHEN n <= " + (done + BenchMessage.RESOURCES) + " THEN t.received_at END");
		waiting.put("lease", "NULL");
		copy(statement, "delivery", "t.message_seq = 1 AND t.destination = 'slack/dead' AND n > " + done, waiting);
		statement.execute("COMMIT");
	}

	private static String id() {
		return "'00000000-0000-7000-8000-' || " + digits("n", 12);
	}

	/**
	 * In words that every database knows.
	 */
	private static String digits(String number, int count) {
		return "substr(CAST(1%s + %s AS TEXT), 2)".formatted("0".repeat(count), number);
	}

	/**
	 * A millisecond apart, the last one as old as the message that is copied.
	 */
	private String time() {
		return "t.received_at - " + this.journal + " + n";
	}

	/**
	 * The message that is copied is of resource 00001.
	 */
	private static String resource(String column) {
		return "substr(t.%1$s, 1, length(t.%1$s) - 5) || %2$s".formatted(column,
				digits("(n %% %d)".formatted(BenchMessage.RESOURCES), 5));
	}

	/**
	 * Copies rows for each number.
	 * @param values the expressions of the columns that differ; the database gives a
	 * value where the expression is empty
	 */
	private static void copy(Statement statement, String table, String condition, Map<String, String> values)
			throws SQLException {
		List<String> columns = columns(statement, table).stream()
			.filter((column) -> !"".equals(values.get(column)))
			.toList();
		List<String> copies = columns.stream().map((column) -> values.getOrDefault(column, "t." + column)).toList();
		statement.executeUpdate("INSERT INTO %s (%s) SELECT %s FROM %s AS t, numbers WHERE %s".formatted(table,
				String.join(", ", columns), String.join(", ", copies), table, condition));
	}

	private static List<String> columns(Statement statement, String table) throws SQLException {
		List<String> columns = new ArrayList<>();
		try (ResultSet none = statement.executeQuery("SELECT * FROM %s WHERE false".formatted(table))) {
			for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
				columns.add(none.getMetaData().getColumnName(column));
			}
		}
		return columns;
	}

	private static void execute(Statement statement, List<String> texts) throws SQLException {
		for (String text : texts) {
			statement.execute(text);
		}
	}

	private static long count(Statement statement, String table, String condition) throws SQLException {
		try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE " + condition)) {
			row.next();
			return row.getLong(1);
		}
	}

}
