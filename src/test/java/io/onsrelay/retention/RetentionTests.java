package io.onsrelay.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class RetentionTests {

	@Parameter
	private Dialect dialect;

	private static final Duration RETENTION = Duration.ofDays(30);

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private LaneFixture lane;

	private Retention retention;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.retention = new Retention(this.lane.journal, this.lane.wiring.outbox, this.lane.store, RETENTION,
				this.clock);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void oldMessagesGoWithAllThatBelongsToThem() {
		this.lane.enqueueOfEach(3);
		this.lane.runUntilIdle();
		this.clock.move(RETENTION.plusMillis(1));
		this.lane.enqueue("young", "a");
		this.retention.runOnce();
		assertThat(this.lane.store.count("message")).isOne();
		assertThat(this.lane.store.count("message_body")).isOne();
		assertThat(this.lane.store.count("delivery")).isOne();
		assertThat(this.lane.store.count("attempt")).isZero();
		assertThat(this.lane.store.count("message_key")).isOne();
	}

	@Test
	void messagesThatAreStillToBeDeliveredAreKept() {
		this.lane.enqueue("waiting", "a");
		this.lane.enqueue("dead", "b");
		this.notifier.answers(Outcome.retry(Reason.UNEXPECTED, "?"), Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.run();
		this.clock.move(RETENTION.plusMillis(1));
		this.retention.runOnce();
		assertThat(this.lane.states()).containsExactly("pending");
		this.clock.move(Duration.ofHours(1));
		this.lane.runUntilIdle();
		this.retention.runOnce();
		assertThat(this.lane.store.count("message")).isZero();
	}

	@Test
	void manyGoInSmallBatchesAndPendingOnesDelayNone() {
		this.lane.store.write((jdbc) -> {
			for (int i = 0; i < 250; i++) {
				if (i < 120) {
					this.lane.enqueueing(LaneFixture.notification(old(i))).run(jdbc);
				}
				else {
					this.lane.journal.append(jdbc, List.of(old(i)));
				}
			}
			return 0;
		});
		Instant now = this.clock.instant();
		assertThat(this.retention.runOnce()).isEqualTo(now.plusMillis(50));
		assertThat(this.retention.runOnce()).isEqualTo(now.plusMillis(50));
		assertThat(this.lane.store.count("message")).isEqualTo(170);
		assertThat(this.retention.runOnce()).isAfter(now.plusSeconds(60));
		assertThat(this.lane.store.count("message")).isEqualTo(120);
	}

	private Message old(int number) {
		return MessageFixtures.event("old" + number, "r" + number, this.clock.instant(),
				this.clock.instant().minus(RETENTION).minusSeconds(1));
	}

}
