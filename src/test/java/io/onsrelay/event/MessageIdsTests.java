package io.onsrelay.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageIds}.
 */
class MessageIdsTests {

	private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00.123Z"));

	private final MessageIds ids = new MessageIds(this.clock, new Random(1));

	@Test
	void nextIsUuidOfVersion7WithTheTime() {
		MessageId id = this.ids.next();
		assertThat(id.value().version()).isEqualTo(7);
		assertThat(id.value().variant()).isEqualTo(2);
		assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(this.clock.millis());
	}

	@Test
	void nextWhenTimePassesSortsAfterAsText() {
		List<String> given = Stream.generate(() -> {
			this.clock.move(Duration.ofMillis(1));
			return this.ids.next().toString();
		}).limit(100).toList();
		assertThat(given).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void nextWhenTimeStandsStillSortsAfterAsText() {
		List<String> given = Stream.generate(() -> this.ids.next().toString()).limit(10_000).toList();
		assertThat(given).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void nextWhenClockIsSetBackSortsAfterAsText() {
		String before = this.ids.next().toString();
		this.clock.move(Duration.ofHours(-2));
		assertThat(this.ids.next().toString()).isGreaterThan(before);
	}

	@Test
	void nextWhenRandomDiffersDiffers() {
		MessageIds others = new MessageIds(this.clock, new Random(2));
		assertThat(others.next()).isNotEqualTo(this.ids.next());
	}

	@Test
	void nextWhenCalledByManyThreadsGivesNoIdTwice() throws ExecutionException, InterruptedException {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<List<MessageId>>> given = IntStream.range(0, 8)
				.mapToObj((thread) -> threads.submit(() -> Stream.generate(this.ids::next).limit(2_000).toList()))
				.toList();
			Stream.Builder<MessageId> all = Stream.builder();
			for (Future<List<MessageId>> part : given) {
				part.get().forEach(all);
			}
			assertThat(all.build()).hasSize(16_000).doesNotHaveDuplicates();
		}
	}

}
