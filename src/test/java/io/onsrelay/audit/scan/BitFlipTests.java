package io.onsrelay.audit.scan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.verification.LogSource;
import io.onsrelay.audit.verification.OutsideCheckpoints;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single bits of a log are changed, in every column of its tables, and each change is
 * found.
 */
class BitFlipTests {

	private static final int FLIPS = Integer.getInteger("relay.flips", 10_000);

	private static final List<String> TABLES = List.of("audit_record", "message_body", "audit_leaf", "audit_tree",
			"audit_cut", "audit_checkpoint");

	@Test
	void everyChangedBitIsFound(@TempDir Path directory) throws Exception {
		SigningKey key = SigningKey.generate();
		VerifierKey known;
		try (SignedLog log = new SignedLog(directory, Dialect.SQLITE, key)) {
			log.grow(1).cut();
			log.accept(2);
			log.checkpoint();
			log.erase(log.messageOf(4));
			// The journal may keep messages longer than the log
			log.tamper(
					"DELETE FROM message_body WHERE seq NOT IN (SELECT message_seq FROM audit_record WHERE message_seq IS NOT NULL)");
			known = log.verifierKey();
		}
		flip(directory, known);
	}

	private static void flip(Path directory, VerifierKey known) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("relay.db"))) {
			connection.setAutoCommit(false);
			List<Cell> cells = cells(connection);
			Random random = new Random(20);
			Single source = new Single(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			StoreVerification verification = new StoreVerification(source,
					new VerificationOptions(Set.of(known), OutsideCheckpoints.none(), 1, () -> {
					}, (_, _) -> {
					}, Clock.systemUTC()));
			assertThat(verification.run().findings()).isEmpty();
			connection.rollback();
			List<String> missed = new ArrayList<>();
			int flipped = 0;
			for (int i = 0; flipped < FLIPS; i++) {
				Cell cell = cells.get(i % cells.size());
				int bit = random.nextInt(cell.bits());
				if (!cell.flip(connection, bit)) {
					continue;
				}
				flipped++;
				VerificationReport report = verification.run();
				connection.rollback();
				if (report.isFine()) {
					missed.add(cell + " bit " + bit);
				}
			}
			assertThat(missed).isEmpty();
		}
	}

	private static List<Cell> cells(Connection connection) throws Exception {
		List<Cell> cells = new ArrayList<>();
		for (String table : TABLES) {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT rowid AS row_number, * FROM " + table)) {
				while (rows.next()) {
					for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
						byte[] bytes = rows.getBytes(i);
						if (bytes != null && (rows.getObject(i) instanceof Number || bytes.length > 0)) {
							cells.add(new Cell(table, rows.getMetaData().getColumnName(i), rows.getLong(1),
									rows.getObject(i)));
						}
					}
				}
			}
		}
		return cells;
	}

	/**
	 * A value of a table.
	 */
	private record Cell(String table, String column, long row, Object value) {

		int bits() {
			return switch (this.value) {
				case Number _ -> Long.SIZE;
				case String text -> 8 * text.getBytes(StandardCharsets.UTF_8).length;
				default -> 8 * ((byte[]) this.value).length;
			};
		}

		/**
		 * Changes a bit.
		 * @return whether the table takes the value: a key may be there already
		 */
		boolean flip(Connection connection, int bit) throws Exception {
			boolean text = this.value instanceof String;
			try (PreparedStatement update = connection.prepareStatement("UPDATE %s SET %s = %s WHERE rowid = ?"
				.formatted(this.table, this.column, text ? "CAST(? AS TEXT)" : "?"))) {
				if (this.value instanceof Number number) {
					update.setLong(1, number.longValue() ^ (1L << bit));
				}
				else {
					byte[] bytes = text ? ((String) this.value).getBytes(StandardCharsets.UTF_8)
							: ((byte[]) this.value).clone();
					bytes[bit / 8] ^= (byte) (1 << (bit % 8));
					update.setBytes(1, bytes);
				}
				update.setLong(2, this.row);
				update.executeUpdate();
				return true;
			}
			// A key or a check of the table
			catch (java.sql.SQLException ex) {
				assertThat(ex.getMessage()).contains("CONSTRAINT");
				connection.rollback();
				return false;
			}
		}

		@Override
		public String toString() {
			return this.table + "." + this.column + " of row " + this.row;
		}

	}

	/**
	 * One connection, whose changes are not committed.
	 */
	private record Single(JdbcClient jdbc) implements LogSource {

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			return query.apply(this.jdbc);
		}

	}

}
