package io.onsrelay.delivery.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.AcceptWork.RoutedMessage;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.queue.Claim;
import io.onsrelay.delivery.queue.Claims;
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
 * Claiming what is due and releasing it, on a real store with a backlog, two commits to
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

	private @Nullable Claims claiming;

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
		AcceptWork accepting = new AcceptWork(journal, new Outbox(this.clock), Map.of());
		for (int from = 0; from < this.backlog; from += UNIT) {
			List<RoutedMessage> messages = IntStream.range(from, from + UNIT).mapToObj(this::message).toList();
			this.store.write((jdbc) -> accepting.run(jdbc, messages));
		}
		this.claiming = new Claims(this.store, this.clock);
	}

	/**
	 * Claims and releases.
	 * @return how many were claimed
	 */
	@Benchmark
	public int claim() {
		List<Claim> claimed = Objects.requireNonNull(this.claiming)
			.claim(OPS, SETTINGS, this.claims, this.claims)
			.stream()
			.flatMap(List::stream)
			.toList();
		this.claiming.release(claimed);
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

	private RoutedMessage message(int number) {
		Instant now = this.clock.instant();
		Message message = MessageFixtures.event("event-" + number, "resource-" + number / 10, now, now);
		return new RoutedMessage(message,
				List.of(new Notification(message, OPS, "lifecycle", PresentationOverrides.NONE)));
	}

}
