package io.onsrelay.audit.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.StoredEntries;

/**
 * What a log says of itself at one moment: a verification looks at what there was then,
 * while the service appends more.
 *
 * @param trees how many rows the table of the tree has
 * @param size the size of the tree; 0 where its row is missing
 * @param frontier its subtrees; {@code null} where its row is missing
 * @param cut the leaf before which records may be deleted
 * @param cutFrontier the subtrees before the cut; {@code null} where the cut is not
 * recorded
 * @param cutAt when the log was cut
 * @param firstLeaf the first index; {@code null} if there are no leaves
 * @param lastLeaf the last index; {@code null} if there are no leaves
 * @param lastCheckpoint the highest number of a checkpoint; 0 if there is none
 * @param lastRecord the highest number of a record; {@link Long#MIN_VALUE} if there is
 * none
 */
@SuppressWarnings("ArrayRecordComponent") // rows as they are, which may be no frontiers;
											// never compared
record LogState(int trees, long size, byte @Nullable [] frontier, long cut, byte @Nullable [] cutFrontier, long cutAt,
		@Nullable Long firstLeaf, @Nullable Long lastLeaf, long lastCheckpoint, long lastRecord) {

	private static final String READ = """
			SELECT audit_tree.size, audit_tree.frontier, cut, audit_cut.frontier AS cut_frontier, cut_at,
				(SELECT count(*) FROM audit_tree) AS trees,
				(SELECT min(leaf) FROM audit_leaf) AS first_leaf,
				(SELECT max(leaf) FROM audit_leaf) AS last_leaf,
				(SELECT max(number) FROM audit_checkpoint) AS last_checkpoint,
				(SELECT max(seq) FROM audit_record) AS last_record
			FROM (SELECT 1 AS id) AS one
			LEFT JOIN audit_tree ON audit_tree.id = one.id
			LEFT JOIN audit_cut ON audit_cut.size = audit_tree.cut
			""";

	static LogState read(JdbcClient jdbc) {
		return jdbc.sql(READ).query((row, _) -> of(row)).single();
	}

	private static LogState of(ResultSet row) throws SQLException {
		Long lastRecord = StoredEntries.number(row, "last_record");
		return new LogState(row.getInt("trees"), row.getLong("size"), row.getBytes("frontier"), row.getLong("cut"),
				row.getBytes("cut_frontier"), row.getLong("cut_at"), StoredEntries.number(row, "first_leaf"),
				StoredEntries.number(row, "last_leaf"), row.getLong("last_checkpoint"),
				Optional.ofNullable(lastRecord).orElse(Long.MIN_VALUE));
	}

	/**
	 * Return the index behind the last leaf.
	 */
	long end() {
		return (this.lastLeaf != null) ? this.lastLeaf + 1 : 0;
	}

}
