package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.delivery.queue.NextDue;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.Backoff;
import io.onsrelay.timing.SteadyClock;

/**
 * A lane over a real store, with a clock that is moved by hand and calls that end when
 * the test says so.
 */
public final class LaneFixture implements AutoCloseable {

	public static final Destination OPS = Destination.of("slack/ops");

	static final Duration LEASE = Duration.ofMinutes(2);

	static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

	static final Duration PROBE_AFTER = Duration.ofSeconds(5);

	private static final Map<String, PresentationOverrides> OVERRIDES = Map.of("lifecycle",
			PresentationOverrides.of(Severity.CRITICAL));

	private static final CircuitSettings CIRCUIT = new CircuitSettings(10, PROBE_AFTER, Duration.ofMinutes(1));

	final TestClock clock;

	/** By which the lane goes. */
	final SteadyClock steady;

	public final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	public final Queue<Runnable> inFlight = new ArrayDeque<>();

	public final TestStore store;

	public final Journal journal;

	public final LaneWiring wiring;

	private Lane lane;

	LaneFixture(Path directory, TestClock clock, Notifier notifier) {
		this(directory, Dialect.SQLITE, clock, notifier);
	}

	public LaneFixture(Path directory, Dialect dialect, TestClock clock, Notifier notifier) {
		this.clock = clock;
		this.steady = new SteadyClock(clock, clock::nanoTime);
		this.store = TestStore.in(directory, dialect);
		this.journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		this.wiring = new LaneWiring(this.store, this.journal, this.steady, this.meters,
				(route) -> OVERRIDES.getOrDefault(route, PresentationOverrides.NONE));
		this.lane = serve(notifier, Duration.ZERO);
		this.wiring.metrics.watch(OPS, () -> this.lane.circuit().state());
	}

	/**
	 * Serves the destination from now on with this notifier and at this rate.
	 */
	Lane serve(Notifier notifier, Duration interval) {
		RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)), GIVE_UP_AFTER,
				new Random(42));
		this.lane = this.wiring.lane(OPS, notifier, new LaneSettings(4, interval, notifier.batching(), LEASE), policy,
				CIRCUIT);
		return this.lane;
	}

	Lane lane() {
		return this.lane;
	}

	Message event(String eventId, String resource) {
		return event(eventId, resource, this.clock.instant());
	}

	Message event(String eventId, String resource, Instant occurredAt) {
		return MessageFixtures.event(eventId, resource, occurredAt, this.clock.instant());
	}

	public void enqueue(String eventId, String resource) {
		enqueue(event(eventId, resource));
	}

	/**
	 * Enqueues one event of each of so many resources.
	 */
	public void enqueueOfEach(int resources) {
		List<Message> messages = IntStream.range(0, resources).mapToObj((i) -> event("e" + i, "resource" + i)).toList();
		this.wiring.accept(messages.stream().map(LaneFixture::notification).toList());
	}

	void enqueue(Message message) {
		enqueue(notification(message));
	}

	void enqueue(Notification notification) {
		this.wiring.accept(notification);
	}

	/**
	 * A unit of work as the relay makes it.
	 */
	public UnitOfWork<AcceptWork.Accepted> enqueueing(Notification notification) {
		return this.wiring.accepting.accept(notification.message(), List.of(notification));
	}

	/**
	 * A unit of work as the relay makes it for the parts of a batch.
	 */
	public UnitOfWork<AcceptWork.Accepted> enqueueing(Message batch, List<Notification> parts) {
		return this.wiring.accepting.accept(batch, parts);
	}

	public static Notification notification(Message message) {
		return new Notification(message, OPS, "all", PresentationOverrides.NONE);
	}

	/**
	 * Runs the lane once and ends the calls that it began.
	 * @return when to look again
	 */
	public Optional<Instant> run() {
		Optional<Instant> next = runHolding();
		if (this.inFlight.isEmpty()) {
			return next;
		}
		finishCalls();
		return this.wiring.claims.nextDue(OPS).map(NextDue::time);
	}

	/**
	 * Runs the lane until nothing is left to do at the present time.
	 */
	public void runUntilIdle() {
		Optional<Instant> next;
		do {
			finishCalls();
			next = runHolding();
		}
		while (!this.inFlight.isEmpty() || next.filter((time) -> !time.isAfter(this.clock.instant())).isPresent());
	}

	/**
	 * Runs the lane, but leaves its calls in flight.
	 */
	public Optional<Instant> runHolding() {
		return this.lane.runOnce(this.inFlight::add, () -> {
		});
	}

	void finishCalls() {
		while (!this.inFlight.isEmpty()) {
			this.inFlight.remove().run();
		}
	}

	/**
	 * Ends all calls at the same time, so that they are recorded together.
	 */
	void finishCallsTogether() {
		this.store.together(this.inFlight);
		this.inFlight.clear();
	}

	public List<String> states() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT state FROM delivery ORDER BY id").query(String.class).list());
	}

	public List<Long> attempts() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT attempts FROM delivery ORDER BY id").query(Long.class).list());
	}

	/**
	 * The number of the delivery that is due first, counted from one.
	 */
	long firstDue() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT id FROM delivery WHERE due_at IS NOT NULL ORDER BY due_at, id")
				.query(Long.class)
				.list()
				.getFirst());
	}

	/**
	 * How many deliveries are claimed.
	 */
	long leased() {
		return this.store.count("delivery WHERE lease IS NOT NULL");
	}

	/**
	 * What is kept of the attempts, one line each.
	 */
	List<String> attemptsMade() {
		return this.store.read((jdbc) -> jdbc.sql("""
				SELECT concat_ws(' ', delivery_id, number, outcome, reason, detail) FROM attempt
				ORDER BY delivery_id, number
				""").query(String.class).list());
	}

	double gauge(String name) {
		return this.meters.get(name).tags("notifier", "slack", "destination", "ops").gauge().value();
	}

	@Override
	public void close() {
		this.store.close();
	}

}
