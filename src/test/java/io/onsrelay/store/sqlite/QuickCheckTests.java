package io.onsrelay.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class QuickCheckTests {

	@TempDir
	private Path directory;

	@Test
	void runWhenTimeIsOverEndsAndSaysSo(CapturedOutput output) throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		QuickCheck check = new QuickCheck(database(), () -> asked.incrementAndGet() > 2);
		assertThat(check.run()).isEmpty();
		assertThat(asked).hasValue(3);
		assertThat(output).contains("was not complete after 20 s and found no damage so far");
	}

	@Test
	void runWhenThereIsTimeReadsTheWholeFile(CapturedOutput output) throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		QuickCheck check = new QuickCheck(database(), () -> asked.incrementAndGet() < 0);
		assertThat(check.run()).isEmpty();
		assertThat(asked).hasValueGreaterThan(3);
		assertThat(output).doesNotContain("not complete");
	}

	private DataSource database() {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.directory.resolve("large.db"));
		JdbcClient jdbc = JdbcClient.create(dataSource);
		jdbc.sql("CREATE TABLE word (word TEXT NOT NULL)").update();
		jdbc.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
				+ "INSERT INTO word SELECT printf('%08d', i) FROM n")
			.update();
		return dataSource;
	}

}
