package io.onsrelay.store.migration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.store.postgres.NulCharacters;

/**
 * Copies a table from SQLite to PostgreSQL in the order of its primary key, which is the
 * same on both sides.
 *
 * @param name the name of the table
 * @param columns its columns, those of the primary key first
 * @param key how many columns the primary key has
 */
record TableCopy(String name, List<Column> columns, int key) {

	private static final String COLUMNS = """
			SELECT column_name, data_type FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position
			""";

	/**
	 * Reads the columns of a table from PostgreSQL.
	 */
	static TableCopy of(Connection target, String name, List<String> keys) throws SQLException {
		List<Column> columns = new ArrayList<>();
		try (PreparedStatement statement = target.prepareStatement(COLUMNS)) {
			statement.setString(1, name);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					columns.add(new Column(row.getString(1), ColumnType.of(row.getString(2))));
				}
			}
		}
		List<Column> keyFirst = new ArrayList<>();
		keys.forEach((key) -> keyFirst.addAll(columns.stream().filter((column) -> column.name().equals(key)).toList()));
		columns.stream().filter((column) -> !keys.contains(column.name())).forEach(keyFirst::add);
		return new TableCopy(name, List.copyOf(keyFirst), keys.size());
	}

	/**
	 * Counts the rows.
	 */
	long count(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM " + this.name);
				ResultSet row = statement.executeQuery()) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * Copies the rows after the last one that the target has.
	 * @return how many rows were copied; 0 where the table is complete
	 */
	int copyNext(Connection source, Connection target, int limit) throws SQLException {
		List<@Nullable Object> last = last(target);
		String from = last.isEmpty() ? "" : " WHERE (%s) > (%s)".formatted(keys(Column::name), keys((_) -> "?"));
		String query = "SELECT %s FROM %s%s ORDER BY %s LIMIT %d".formatted(names(), this.name, from,
				keys(Column::name), limit);
		String insert = "INSERT INTO %s (%s) VALUES (%s)".formatted(this.name, names(), all((_) -> "?"));
		try (PreparedStatement rows = source.prepareStatement(query);
				PreparedStatement copies = target.prepareStatement(insert)) {
			set(rows, last);
			int copied = 0;
			try (ResultSet row = rows.executeQuery()) {
				while (row.next()) {
					set(copies, values(row, this.columns));
					copies.addBatch();
					copied++;
				}
			}
			copies.executeBatch();
			return copied;
		}
	}

	/**
	 * Return the primary key of the last row; empty where there is no row. Text is
	 * ordered by its bytes, as in SQLite.
	 */
	private List<@Nullable Object> last(Connection target) throws SQLException {
		String query = "SELECT %s FROM %s ORDER BY %s LIMIT 1".formatted(keys(Column::name), this.name,
				keys((column) -> column.ordered() + " DESC"));
		try (PreparedStatement statement = target.prepareStatement(query); ResultSet row = statement.executeQuery()) {
			return row.next() ? values(row, this.columns.subList(0, this.key)) : List.of();
		}
	}

	/**
	 * Digests every value of every row.
	 * @param connection a connection to SQLite or PostgreSQL
	 * @param postgres whether it is PostgreSQL
	 * @return the SHA-256 in hexadecimal, equal where the contents are equal
	 */
	String digest(Connection connection, boolean postgres) throws SQLException {
		MessageDigest digest = sha256();
		String query = "SELECT %s FROM %s ORDER BY %s".formatted(names(), this.name,
				keys(postgres ? Column::ordered : Column::name));
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setFetchSize(200);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					values(row, this.columns).forEach((value) -> add(digest, value));
				}
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void add(MessageDigest digest, @Nullable Object value) {
		byte[] bytes = switch (value) {
			case null -> new byte[0];
			case byte[] own -> own;
			default -> value.toString().getBytes(StandardCharsets.UTF_8);
		};
		digest.update(ByteBuffer.allocate(Integer.BYTES).putInt((value != null) ? bytes.length : -1).array());
		digest.update(bytes);
	}

	private static List<@Nullable Object> values(ResultSet row, List<Column> columns) throws SQLException {
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			values.add(columns.get(i).type().read(row, i + 1));
		}
		return values;
	}

	private static void set(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
		for (int i = 0; i < values.size(); i++) {
			statement.setObject(i + 1, values.get(i));
		}
	}

	private String names() {
		return all(Column::name);
	}

	private String all(Function<Column, String> each) {
		return this.columns.stream().map(each).collect(Collectors.joining(", "));
	}

	private String keys(Function<Column, String> each) {
		return this.columns.stream().limit(this.key).map(each).collect(Collectors.joining(", "));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type the type of its values
	 */
	record Column(String name, ColumnType type) {

		/**
		 * Return the expression by which PostgreSQL orders as SQLite does.
		 */
		String ordered() {
			return (this.type == ColumnType.TEXT) ? this.name + " COLLATE \"C\"" : this.name;
		}

	}

	/**
	 * The type of a column, whose values are read alike from both databases.
	 */
	enum ColumnType {

		NUMBER, FLAG, TEXT, BYTES;

		static ColumnType of(String type) {
			return switch (type) {
				case "bigint", "integer" -> NUMBER;
				case "boolean" -> FLAG;
				case "text" -> TEXT;
				case "bytea" -> BYTES;
				default -> throw new IllegalStateException("No copy is defined for columns of type " + type);
			};
		}

		@Nullable Object read(ResultSet row, int index) throws SQLException {
			Object value = switch (this) {
				case NUMBER -> row.getLong(index);
				case FLAG -> row.getBoolean(index);
				case TEXT -> NulCharacters.replace(row.getString(index));
				case BYTES -> row.getBytes(index);
			};
			return row.wasNull() ? null : value;
		}

	}

}
