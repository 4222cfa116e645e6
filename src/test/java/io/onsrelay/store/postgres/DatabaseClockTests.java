package io.onsrelay.store.postgres;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.store.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseClockTests {

	@TempDir
	private Path directory;

	private final AtomicLong nanoseconds = new AtomicLong(-7);

	private DataSource dataSource;

	@BeforeEach
	void open() {
		this.dataSource = TestPostgres.databaseOf(this.directory).reading();
	}

	@Test
	void instantIsTheDatabasesTime() {
		try (DatabaseClock clock = new DatabaseClock(this.dataSource, System::nanoTime).started()) {
			assertThat(clock.instant()).as("the server runs on this machine")
				.isCloseTo(Clock.systemUTC().instant(), Assertions.within(1, ChronoUnit.SECONDS));
		}
	}

	@Test
	void instantIsExtrapolatedBetweenReadings() {
		DatabaseClock clock = new DatabaseClock(this.dataSource, this.nanoseconds::get);
		Instant before = clock.instant();
		this.nanoseconds.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(clock.instant()).isEqualTo(before.plusSeconds(5));
	}

	@Test
	void refreshCorrectsTheExtrapolation() {
		DatabaseClock clock = new DatabaseClock(this.dataSource, this.nanoseconds::get);
		Instant before = clock.instant();
		this.nanoseconds.addAndGet(Duration.ofHours(1).toNanos());
		clock.refresh();
		assertThat(clock.instant()).isCloseTo(before, Assertions.within(30, ChronoUnit.SECONDS));
	}

	@Test
	void refreshWhenTheRoundTripWasLongReadsAgainSoon() {
		long step = Duration.ofSeconds(1).toNanos();
		DatabaseClock clock = new DatabaseClock(this.dataSource, () -> this.nanoseconds.addAndGet(step));
		Duration wait = Duration.between(clock.instant(), clock.refresh().orElseThrow());
		assertThat(wait).isLessThan(Duration.ofSeconds(9));
	}

}
