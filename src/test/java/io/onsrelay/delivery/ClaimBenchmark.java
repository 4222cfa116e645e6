package io.onsrelay.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.TestStore;

/**
 * Claiming what is due and giving it back, on a real store with a backlog, two commits to
 * disk included. Ten deliveries wait on each resource.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClaimBenchmark {

	private static final Destination OPS = Destination.of("slack/ops");

	private static final LaneSettings SETTINGS = new LaneSettings(16, Duration.ZERO, Batching.NONE,
			Duration.ofMinutes(2));

	private static final int UNIT = 1000;

	private final Clock clock = Clock.systemUTC();

	private @Nullable Path directory;

	private @Nullable TestStore store;

	private @Nullable Outbox outbox;

	/**
	 * How many deliveries wait.
	 */
	@Param({ "1000", "100000" })
	public int backlog;

	/**
	 * How many are claimed at once.
	 */
	@Param({ "1", "100" })
	public int claims;

	/**
	 * Fills the store.
	 * @throws IOException if there is no place for it
	 */
	@Setup
	public void fill() throws IOException {
		this.directory = Files.createTempDirectory("claim");
		this.store = TestStore.in(this.directory);
		Journal journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		Outbox outbox = new Outbox(this.store, this.clock);
		for (int from = 0; from < this.backlog; from += UNIT) {
			int first = from;
			this.store.write((jdbc) -> {
				List<Message> messages = IntStream.range(first, first + UNIT).mapToObj(this::message).toList();
				List<OptionalLong> seqs = journal.append(jdbc, messages);
				Map<Long, List<Notification>> notifications = new HashMap<>();
				for (int i = 0; i < UNIT; i++) {
					notifications.put(seqs.get(i).orElseThrow(),
							List.of(new Notification(messages.get(i), OPS, "lifecycle", PresentationOverrides.NONE)));
				}
				outbox.enqueue(jdbc, notifications);
				return first;
			});
		}
		this.outbox = outbox;
	}

	/**
	 * Claims and gives back.
	 * @return how many were claimed
	 */
	@Benchmark
	public int claim() {
		List<Claim> claimed = Objects.requireNonNull(this.outbox)
			.claim(OPS, SETTINGS, this.claims, this.claims)
			.stream()
			.flatMap(List::stream)
			.toList();
		this.outbox.release(claimed);
		return claimed.size();
	}

	/**
	 * Removes the store.
	 * @throws IOException if it can't be removed
	 */
	@TearDown
	public void remove() throws IOException {
		Objects.requireNonNull(this.store).close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private Message message(int number) {
		Instant now = this.clock.instant();
		return MessageFixtures.event("event-" + number, "resource-" + number / 10, now, now);
	}

}
