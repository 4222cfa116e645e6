package io.onsrelay.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingPaceTests {

	private static final Duration PORTION = Duration.ofMillis(20);

	private final List<Duration> rests = new ArrayList<>();

	private Duration now = Duration.ZERO;

	private Duration written = Duration.ZERO;

	private final ReadingPace pace = new ReadingPace(() -> this.written, () -> this.now.toNanos(), (rest) -> {
		this.rests.add(rest);
		this.now = this.now.plus(rest);
	});

	@Test
	void readingBesideIdleStoreDoesNotRest() {
		read(50, PORTION, 0.4);
		assertThat(this.rests).isEmpty();
	}

	@Test
	void readingBesideBusyStoreRestsNineTimesAsLongAsItWorked() {
		read(50, PORTION, 0.9);
		assertThat(this.rests).hasSizeBetween(45, 46).containsOnly(PORTION.multipliedBy(9));
	}

	@Test
	void readingGoesOnWithoutRestsOnceTheStoreIsIdleAgain() {
		read(10, PORTION, 0.9);
		this.rests.clear();
		read(1, PORTION, 0);
		this.rests.clear();
		read(50, PORTION, 0);
		assertThat(this.rests).isEmpty();
	}

	@Test
	void oneRestIsNoLongerThanASecond() {
		read(2, Duration.ofSeconds(3), 1);
		assertThat(this.rests).containsOnly(Duration.ofSeconds(1));
	}

	private void read(int portions, Duration portion, double writing) {
		for (int i = 0; i < portions; i++) {
			Duration start = this.now;
			this.now = this.now.plus(portion);
			this.pace.afterPortion();
			this.written = this.written.plusNanos((long) (this.now.minus(start).toNanos() * writing));
		}
	}

}
