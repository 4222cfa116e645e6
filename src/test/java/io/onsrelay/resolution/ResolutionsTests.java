package io.onsrelay.resolution;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Resolutions}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class ResolutionsTests {

	private static final Destination PRIMARY = Destination.of("pagerduty/primary");

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Parameter
	private Dialect dialect;

	private final TestClock clock = TestClock.standing();

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void afterWhenNothingWasResolvedIsEmpty() {
		assertThat(resolutions().after("alarm:k", NOON)).isEmpty();
	}

	@Test
	void afterIsWhatWasResolvedLaterAcrossRestart() {
		resolutions().record("alarm:k", NOON);
		close();
		open();
		assertThat(resolutions().after("alarm:k", NOON.minusMillis(1))).contains(NOON);
		assertThat(resolutions().after("alarm:k", NOON)).as("at the same time").isEmpty();
		assertThat(resolutions().after("alarm:k", NOON.plusMillis(1))).isEmpty();
	}

	@Test
	void afterWhenKeyOrDestinationIsAnotherIsEmpty() {
		resolutions().record("alarm:k", NOON);
		assertThat(resolutions().after("alarm:l", Instant.EPOCH)).isEmpty();
		assertThat(new Resolutions(Destination.of("pagerduty/other"), this.store, this.clock).after("alarm:k",
				Instant.EPOCH))
			.isEmpty();
	}

	@Test
	void recordWhenLaterResolveIsKnownKeepsIt() {
		resolutions().record("alarm:k", NOON);
		resolutions().record("alarm:k", NOON.minusSeconds(60));
		assertThat(resolutions().after("alarm:k", Instant.EPOCH)).contains(NOON);
		resolutions().record("alarm:k", NOON.plusSeconds(60));
		assertThat(resolutions().after("alarm:k", Instant.EPOCH)).contains(NOON.plusSeconds(60));
		assertThat(this.store.count("incident_resolution")).isEqualTo(1);
	}

	@Test
	void recordWhenKeyIsLongKeepsKeysApart() {
		resolutions().record("k".repeat(300) + "1", NOON);
		assertThat(resolutions().after("k".repeat(300) + "1", Instant.EPOCH)).contains(NOON);
		assertThat(resolutions().after("k".repeat(300) + "2", Instant.EPOCH)).isEmpty();
	}

	@Test
	void recordWhenKeyHoldsNulKeepsIt() {
		resolutions().record("database:a\0b", NOON);
		assertThat(resolutions().after("database:a\0b", Instant.EPOCH)).contains(NOON);
	}

	@Test
	void recordWhenTimeIsFarAheadHoldsBackNothingForLong() {
		resolutions().record("alarm:k", Instant.parse("9999-01-01T00:00:00Z"));
		Instant now = this.clock.instant();
		assertThat(resolutions().after("alarm:k", now.plus(Duration.ofHours(2)))).isEmpty();
		assertThat(resolutions().after("alarm:k", now)).contains(now.plus(Duration.ofHours(1)));
	}

	@Test
	void recordForgetsWhatIsOlderThanThirtyDays() {
		resolutions().record("alarm:k", NOON);
		this.clock.move(Duration.ofDays(31));
		resolutions().record("alarm:l", NOON);
		assertThat(this.store.count("incident_resolution")).isEqualTo(1);
	}

	@Test
	void recordKeepsNoMoreThanTheLimit() {
		Resolutions few = new Resolutions(new ResolutionTable(PRIMARY, this.store, 3), this.clock);
		for (int i = 0; i < 10; i++) {
			this.clock.move(Duration.ofSeconds(1));
			few.record("alarm:" + i, NOON);
		}
		assertThat(this.store.count("incident_resolution")).isEqualTo(3);
		assertThat(few.after("alarm:9", Instant.EPOCH)).contains(NOON);
	}

	@Test
	void recordWhenStoreIsSharedIsSeenByOtherReplicas() {
		if (this.dialect.isShared()) {
			try (TestStore other = TestStore.in(this.directory, this.dialect)) {
				resolutions().record("alarm:k", NOON);
				assertThat(new Resolutions(PRIMARY, other, this.clock).after("alarm:k", Instant.EPOCH)).contains(NOON);
			}
		}
	}

	private Resolutions resolutions() {
		return new Resolutions(PRIMARY, this.store, this.clock);
	}

}
