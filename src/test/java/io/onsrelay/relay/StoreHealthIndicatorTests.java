package io.onsrelay.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class StoreHealthIndicatorTests {

	private static final Destination AUDIT = Destination.of("audit/default");

	private static final String APPEND = """
			INSERT INTO audit_record (destination, message_id, received_at, occurred_at, kind, malformed, headers, body,
				body_sha256)
			VALUES ('audit/default', :id, 1, 1, 'PLAIN', :malformed, '{}', :body, 'x')
			""";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private TestStore store;

	private MessageRelay relay;

	private StoreHealthIndicator indicator;

	@BeforeEach
	void open() {
		this.store = TestStore.on(TestStore.ownDatabaseOf(this.directory, this.dialect));
		AcceptWork work = new AcceptWork(new Journal(this.store, new MessageParser(), Duration.ofDays(7)),
				new Outbox(this.clock),
				Map.of(AUDIT,
						(jdbc, notifications) -> notifications.values()
							.forEach((notification) -> jdbc.sql(APPEND)
								.param("id", notification.message().id().toString())
								.param("malformed", false)
								.param("body", new byte[0])
								.update())));
		this.relay = MessageRelays.over(this.store, work, MessageRelayTests::route);
		this.indicator = new StoreHealthIndicator(this.store, work, Set.of(AUDIT), this.clock);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void healthWhenAMessageCanBeKeptIsUpAndKeepsNone() {
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(Stream.of("message", "message_body", "message_key", "delivery", "audit_record"))
			.allSatisfy((table) -> assertThat(this.store.count(table)).as(table).isZero());
		long writtenAt = this.store
			.read((jdbc) -> jdbc.sql("SELECT written_at FROM store_probe").query(Long.class).single());
		assertThat(writtenAt).isEqualTo(this.clock.millis());
	}

	@Test
	void healthWhenTheRowOfTheProbeIsGoneWritesItAnew() {
		update("DELETE FROM store_probe");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.store.count("store_probe")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "message_body", "message_key", "delivery", "audit_record", "store_probe" })
	void healthWhenATableIsMissingIsDownUntilItIsThere(String table, CapturedOutput output) {
		update("ALTER TABLE %s RENAME TO elsewhere".formatted(table));
		assertThat(nextHealth().getStatus()).isEqualTo(Status.DOWN);
		Health down = nextHealth();
		assertThat(down.getStatus()).isEqualTo(Status.DOWN);
		assertThat(String.valueOf(down.getDetails().get("reason"))).contains(table);
		update("ALTER TABLE elsewhere RENAME TO %s".formatted(table));
		assertThat(nextHealth().getStatus()).isEqualTo(Status.UP);
		assertThat(output).containsOnlyOnce("No message can be stored, so nothing is acknowledged until one can: ")
			.containsOnlyOnce("Messages can be stored again")
			.doesNotContain("\tat ");
	}

	@Test
	void healthWhenAConstraintRefusesEveryMessageIsDownUntilItIsGone() {
		switch (this.dialect) {
			case SQLITE -> update(
					"CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'refused by all'); END");
			case POSTGRESQL -> update("ALTER TABLE message ADD CONSTRAINT refuse CHECK (seq < 0)");
		}
		assertThat(nextHealth().getStatus()).isEqualTo(Status.DOWN);
		update(switch (this.dialect) {
			case SQLITE -> "DROP TRIGGER refuse";
			case POSTGRESQL -> "ALTER TABLE message DROP CONSTRAINT refuse";
		});
		assertThat(nextHealth().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenOneUnitOfWorkIsRefusedStaysUp(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> update("INSERT INTO message (id) VALUES (NULL)"));
			assertThat(nextHealth().getStatus()).isEqualTo(Status.UP);
			assertThat(this.relay.accept(MessageFixtures.text("m" + i, "text", this.clock.instant())))
				.isEqualTo(AcceptResult.ACCEPTED);
		}
		assertThat(output).doesNotContain("can be stored");
	}

	@Test
	void healthWhenStoreIsClosedIsDownWithTheReason() {
		this.store.close();
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails()).containsEntry("reason", "The store is closed");
	}

	@Test
	void healthWhenCheckedOftenProbesOnceASecond() {
		health();
		this.store.close();
		assertThat(health().getStatus()).as("the last result is reused").isEqualTo(Status.UP);
		assertThat(nextHealth().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenClockIsSetBackProbesAgain() {
		health();
		this.store.close();
		this.clock.move(Duration.ofHours(-1));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	private Health health() {
		return this.indicator.health();
	}

	/**
	 * Return the health a second later.
	 */
	private Health nextHealth() {
		this.clock.move(Duration.ofSeconds(1));
		return health();
	}

	private void update(String sql) {
		this.store.write((jdbc) -> jdbc.sql(sql).update());
	}

}
