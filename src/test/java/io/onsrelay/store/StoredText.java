package io.onsrelay.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches everything that a database keeps for a text.
 */
public final class StoredText {

	private StoredText() {
	}

	/**
	 * Return where a text is stored, whatever the type of the column.
	 * @param store the store
	 * @param text the text
	 * @return the columns that hold it, as {@code table.column}
	 */
	public static List<String> columnsWith(TestStore store, String text) {
		return store.read((jdbc) -> {
			List<String> columns = new ArrayList<>();
			for (String table : tables(jdbc, store.dialect())) {
				for (Map<String, @Nullable Object> row : jdbc.sql("SELECT * FROM " + table).query().listOfRows()) {
					row.forEach((column, value) -> {
						if (value != null && bytesAsText(value).contains(text)) {
							columns.add(table + "." + column);
						}
					});
				}
			}
			return columns;
		});
	}

	private static List<String> tables(JdbcClient jdbc, Dialect dialect) {
		return jdbc.sql(switch (dialect) {
			case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table'";
			case POSTGRESQL -> "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
		}).query((row, _) -> row.getString(1)).list();
	}

	private static String bytesAsText(Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : value.toString();
	}

}
