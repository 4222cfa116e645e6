package io.onsrelay.audit.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.tree.TreeHash;

/**
 * The table {@code audit_checkpoint}. Rows are added, and never changed.
 */
public final class CheckpointTable {

	private static final String COLUMNS = "number, size, root, made_at, note";

	private CheckpointTable() {
	}

	/**
	 * Return the newest checkpoint.
	 * @param jdbc the database
	 * @return the one with the highest number; empty if there is none
	 */
	public static Optional<StoredCheckpoint> last(JdbcClient jdbc) {
		return jdbc.sql("SELECT " + COLUMNS + " FROM audit_checkpoint ORDER BY number DESC LIMIT 1")
			.query((row, _) -> read(row))
			.optional();
	}

	/**
	 * Return the next checkpoints.
	 * @param jdbc the database
	 * @param number the number before the first of them
	 * @param limit how many at most
	 * @return checkpoints in the order of their numbers
	 */
	public static List<StoredCheckpoint> after(JdbcClient jdbc, long number, int limit) {
		return jdbc
			.sql("SELECT " + COLUMNS + " FROM audit_checkpoint WHERE number > :number ORDER BY number LIMIT :limit")
			.param("number", number)
			.param("limit", limit)
			.query((row, _) -> read(row))
			.list();
	}

	static void append(JdbcClient jdbc, StoredCheckpoint checkpoint) {
		jdbc.sql("""
				INSERT INTO audit_checkpoint (number, size, root, made_at, note)
				VALUES (:number, :size, :root, :madeAt, :note)
				""")
			.param("number", checkpoint.number())
			.param("size", checkpoint.size())
			.param("root", checkpoint.root().bytes())
			.param("madeAt", checkpoint.madeAt().toEpochMilli())
			.param("note", checkpoint.note())
			.update();
	}

	private static StoredCheckpoint read(ResultSet row) throws SQLException {
		return new StoredCheckpoint(row.getLong("number"), row.getLong("size"), TreeHash.of(row.getBytes("root")),
				Instant.ofEpochMilli(row.getLong("made_at")), row.getString("note"));
	}

}
