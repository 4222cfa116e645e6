package io.onsrelay.store.groupcommit;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.onsrelay.TestClock;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class StoreHealthIndicatorTests {

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private TestStore store;

	private StoreHealthIndicator indicator;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory);
		this.indicator = new StoreHealthIndicator(this.store, this.clock);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void healthWhenProbeCommitsIsUp() {
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		long writtenAt = this.store
			.read((jdbc) -> jdbc.sql("SELECT written_at FROM store_probe").query(Long.class).single());
		assertThat(writtenAt).isEqualTo(this.clock.millis());
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
		this.clock.move(Duration.ofSeconds(1));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
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

}
