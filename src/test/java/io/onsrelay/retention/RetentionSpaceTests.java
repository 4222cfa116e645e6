package io.onsrelay.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An SQLite file shrinks; PostgreSQL uses its space again by itself.
 */
class RetentionSpaceTests {

	private static final Duration RETENTION = Duration.ofDays(30);

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	@Test
	void spaceIsReturnedToTheDisk() {
		try (LaneFixture lane = new LaneFixture(this.directory, Dialect.SQLITE, this.clock, new ScriptedNotifier(1))) {
			Retention retention = new Retention(lane.journal, lane.wiring.outbox, lane.store, RETENTION, this.clock);
			for (int i = 0; i < 60; i++) {
				String id = "big" + i;
				lane.store.write((jdbc) -> lane.journal.append(jdbc,
						List.of(MessageFixtures.text(id, "x".repeat(60_000), this.clock.instant().minus(RETENTION)))));
			}
			long before = pages(lane);
			this.clock.move(Duration.ofMillis(1));
			for (int i = 0; i < 10; i++) {
				retention.runOnce();
			}
			assertThat(pages(lane)).isLessThan(before / 5);
		}
	}

	private static long pages(LaneFixture lane) {
		return lane.store.read((jdbc) -> jdbc.sql("PRAGMA page_count").query(Long.class).single());
	}

}
