package io.onsrelay.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AcceptTrialTests {

	@TempDir
	private Path directory;

	/**
	 * SQLite defers nothing but foreign keys, of which messages have none.
	 */
	@Test
	void runFindsConstraintsOfPostgresqlThatOnlyTheCommitChecks() {
		try (TestStore store = TestStore.on(TestStore.ownDatabaseOf(this.directory, Dialect.POSTGRESQL))) {
			store.write((jdbc) -> jdbc.sql("""
					ALTER TABLE message ADD COLUMN other BIGINT DEFAULT -7
						REFERENCES message (seq) DEFERRABLE INITIALLY DEFERRED
					""").update());
			AcceptWork work = new AcceptWork(new Journal(store, new MessageParser(), Duration.ofDays(7)),
					new Outbox(TestClock.standing()), Map.of());
			AcceptTrial trial = new AcceptTrial(work, Set.of(), Instant.EPOCH, true);
			assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> store.write(trial))
				.withMessageContaining("foreign key");
		}
	}

}
