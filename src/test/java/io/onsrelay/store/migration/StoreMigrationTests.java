package io.onsrelay.store.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.schema.Schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StoreMigrationTests {

	private static final int MESSAGES = 450;

	private static final Set<String> NOT_COPIED = Set.of("flyway_schema_history", "store_probe", "message_summary",
			"message_term", "message_index");

	@TempDir
	private Path directory;

	private final List<String> verified = new ArrayList<>();

	private String from = "";

	private String to = "";

	private int failAfter = Integer.MAX_VALUE;

	@BeforeEach
	void fill() {
		this.from = "jdbc:sqlite:" + this.directory.resolve("relay.db");
		this.to = TestPostgres.urlOf(this.directory);
		try (TestStore source = TestStore.in(this.directory)) {
			source.write(StoreMigrationTests::fill);
		}
	}

	@AfterEach
	void sourceIsUnchanged() {
		try (TestStore source = TestStore.in(this.directory)) {
			assertThat(source.count("message")).as("the file is unchanged").isEqualTo(MESSAGES - 1);
		}
	}

	@Test
	void runCopiesEveryRowOfEveryTable() {
		run();
		assertThat(this.verified).containsExactlyElementsOf(StoreMigration.TABLES.keySet());
		assertThat(text("SELECT id FROM message WHERE seq = 7")).isEqualTo("id-7");
		assertThat(text("SELECT string_agg(destination, ' ' ORDER BY not_before) FROM destination_throttle"))
			.isEqualTo("b/Z b/a b/é a/_");
		assertThat(text("SELECT detail FROM attempt")).isEqualTo("a\uFFFDb");
		assertThat(text("SELECT encode(body, 'hex') FROM message_body")).isEqualTo("00ff10");
	}

	@Test
	void runContinuesSequencesBehindDeletedRows() {
		run();
		assertThat(
				text("""
						INSERT INTO message (id, received_at, occurred_at, kind, malformed) VALUES ('next', 1, 1, 'PLAIN', false)
						RETURNING seq
						"""))
			.isEqualTo(Integer.toString(MESSAGES + 1));
	}

	@Test
	void runWhenInterruptedResumes() {
		this.failAfter = 200;
		assertThatIllegalStateException().isThrownBy(this::run);
		assertThat(text("SELECT count(*) FROM message")).isEqualTo("200");
		this.failAfter = Integer.MAX_VALUE;
		run();
		assertThat(text("SELECT count(*) FROM message")).isEqualTo(Integer.toString(MESSAGES - 1));
	}

	@Test
	void runWhenTargetWasChangedMeanwhileFails() {
		this.failAfter = 200;
		assertThatIllegalStateException().isThrownBy(this::run);
		text("UPDATE message SET kind = 'EVENT' WHERE seq = 7 RETURNING id");
		this.failAfter = Integer.MAX_VALUE;
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::run)
			.withMessageContaining("The table message is not the same");
	}

	@Test
	void runWhenCompleteFails() {
		run();
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::run)
			.withMessageContaining("is complete");
	}

	@Test
	void runWhenTargetHasRowsFails() {
		text("INSERT INTO credential (name, hash, created_at) VALUES ('ingest', 'x', 1) RETURNING name");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::run)
			.withMessageContaining("rows in the table credential");
	}

	@Test
	void runWhenSourceIsOfANewerReleaseNamesBothVersions() {
		try (TestStore source = TestStore.in(this.directory)) {
			source.write((jdbc) -> jdbc.sql("""
					INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
						execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)
					""").update());
		}
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::run)
			.withMessage(
					"--from: the store has schema version 99, and this release of ons-relay knows versions up to %d",
					Schema.newest(Dialect.SQLITE));
	}

	@Test
	void runWhenServiceUsesTheFileFails() {
		try (TestStore service = TestStore.in(this.directory)) {
			assertThat(service.dialect()).isEqualTo(Dialect.SQLITE);
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::run)
				.withMessageContaining("another process uses");
		}
	}

	@Test
	void runWhenFileIsMissingFailsAndCreatesNone() {
		this.from = "jdbc:sqlite:" + this.directory.resolve("other.db");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::run)
			.withMessageContaining("no such file");
		assertThat(this.directory.resolve("other.db")).doesNotExist();
	}

	@Test
	void tablesAreComplete() {
		List<String> tables = target().sql("""
				SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()
				""").query((row, _) -> row.getString(1)).list();
		assertThat(tables).filteredOn((table) -> !NOT_COPIED.contains(table))
			.containsExactlyInAnyOrderElementsOf(StoreMigration.TABLES.keySet());
	}

	private void run() {
		new StoreMigration(new StoreMigration.Progress() {
			@Override
			public void copied(String table, long rows, long total) {
				if (rows >= StoreMigrationTests.this.failAfter) {
					throw new IllegalStateException("interrupted");
				}
			}

			@Override
			public void verified(String table, String sha256) {
				StoreMigrationTests.this.verified.add(table);
			}
		}).run(this.from, this.to, null, null);
	}

	private JdbcClient target() {
		return JdbcClient.create(TestPostgres.databaseOf(this.directory).migrating());
	}

	private String text(String query) {
		return target().sql(query).query(String.class).single();
	}

	private static int fill(JdbcClient jdbc) {
		for (int i = 1; i <= MESSAGES; i++) {
			jdbc.sql("INSERT INTO message (id, received_at, occurred_at, kind, malformed) VALUES (?, ?, ?, 'PLAIN', 1)")
				.params("id-" + i, i, i)
				.update();
		}
		jdbc.sql("DELETE FROM message WHERE seq = ?").param(MESSAGES).update();
		jdbc.sql("INSERT INTO message_body (seq, headers, body) VALUES (7, '{}', ?)")
			.param(new byte[] { 0, -1, 16 })
			.update();
		jdbc.sql("INSERT INTO message_key (key, message_id, received_at) VALUES (?, 'id-7', 7)")
			.param(new byte[] { -1, 0 })
			.update();
		jdbc.sql("""
				INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
					pending_since, state, due_at, attempts)
				VALUES (7, 'a/b', 'all', 'key', 1, 1, 1, 'pending', 1, 1)
				""").update();
		jdbc.sql("""
				INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
				VALUES (1, 1, 1, 1, 'retry', 'server', ?)
				""").param("a\0b").update();
		jdbc.sql("""
				INSERT INTO destination_throttle (destination, not_before, noted_at)
				VALUES ('b/a', 2, 1), ('b/Z', 1, 1), ('a/_', 4, 1), ('b/é', 3, 1)
				""").update();
		jdbc.sql("INSERT INTO clock_offset (id, millis) VALUES (1, 90000000)").update();
		jdbc.sql("""
				INSERT INTO audit_record (destination, message_id, received_at, occurred_at, kind, malformed, headers,
					body, body_sha256)
				VALUES ('audit/default', 'id-7', 1, 1, 'PLAIN', 0, '{}', x'00', 'x')
				""").update();
		jdbc.sql("INSERT INTO credential (name, hash, created_at) VALUES ('ingest', 'h', 1)").update();
		jdbc.sql("INSERT INTO topic (id, known_since, last_message_at) VALUES ('t', 1, 2)").update();
		jdbc.sql("INSERT INTO topic_gap (topic_id, day, longest) VALUES ('t', 1, 2)").update();
		jdbc.sql("INSERT INTO subscription (id, topic_id, state) VALUES ('s', 't', 'PENDING')").update();
		jdbc.sql("INSERT INTO notice_key (id, secret_key) VALUES (1, 'k')").update();
		jdbc.sql("INSERT INTO canary (id, secret_key, topic_id, due_at, since) VALUES (1, 'k', 't', 1, 2)").update();
		jdbc.sql("INSERT INTO confirmation (url_digest, received_at, state) VALUES ('d', 1, 'refused')").update();
		jdbc.sql("""
				INSERT INTO alertmanager_alert (destination, incident_key, alert, fires_until)
				VALUES ('alertmanager/main', 'alarm:k', '{}', 1)
				""").update();
		jdbc.sql("""
				INSERT INTO incident_resolution (destination, incident_key, resolved_at, recorded_at)
				VALUES ('pagerduty/primary', 'alarm:k', 1, 2)
				""").update();
		jdbc.sql("""
				INSERT INTO signature_construction (topic, version, construction, verified, first_at, last_at)
				VALUES ('ocid1.onstopic.x', '2.0', 'plain-none-sha256', 3, 1, 2)
				""").update();
		return jdbc.sql("""
				INSERT INTO slack_thread (destination, ordering_key, channel, ts, title, started_at, resolved)
				VALUES ('slack/ops', 'key', 'C1', '1.2', 't', 1, 0)
				""").update();
	}

}
