package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.TestClock;
import io.onsrelay.audit.RecordedChanges;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.AcceptWork.RoutedMessage;
import io.onsrelay.delivery.engine.SimulatedProcess.Call;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.SimulatedStore;
import io.onsrelay.store.SimulatedStore.Fault;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.Backoff;
import io.onsrelay.timing.SteadyClock;

/**
 * One schedule of arrivals, failures, kills and restarts, drawn from a seed: the engine
 * is the real one, the clock, the randomness, the faults of the store and the receivers
 * are not.
 */
final class Simulation {

	static final Destination FREE = Destination.of("stub/free");

	static final Destination PACED = Destination.of("stub/paced");

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration LEASE = Duration.ofMinutes(2);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final int STEPS = 120;

	private static final int RESOURCES = 4;

	private static final int LARGEST_GROUP = 3;

	private final Random random;

	private final SimulatedStore store;

	private final TestClock clock = TestClock.standing();

	private final Journal journal;

	private final Map<Destination, SimulatedReceiver> receivers = new LinkedHashMap<>();

	private final List<SimulatedProcess> processes = new ArrayList<>();

	private final List<Message> sent = new ArrayList<>();

	private final SimulationRecord record;

	private boolean troubled = true;

	private long lastPacedCall = Long.MIN_VALUE / 2;

	/**
	 * Creates a simulation.
	 * @param seed what the schedule is drawn from
	 * @param store the store, which is emptied
	 * @param processes how many processes share the store
	 */
	Simulation(long seed, SimulatedStore store, int processes) {
		this.random = new Random(seed);
		this.store = store;
		this.journal = new Journal(store, new MessageParser(), Duration.ofDays(7));
		store.setShared(processes > 1);
		store.reset(this::fault);
		this.receivers.put(FREE, new SimulatedReceiver(this.random, Batching.NONE));
		this.receivers.put(PACED, new SimulatedReceiver(this.random, new Batching(3, 5)));
		this.record = new SimulationRecord(this.receivers);
		for (int i = 0; i < processes; i++) {
			this.processes.add(start());
		}
	}

	/**
	 * Plays the schedule, lets the trouble end, and delivers what is left.
	 */
	SimulationRecord play() {
		for (int i = 0; i < STEPS; i++) {
			step(this.random.nextInt(100));
		}
		this.troubled = false;
		this.receivers.values().forEach((receiver) -> receiver.setAway(false));
		this.sent.forEach((message) -> post(List.of(message)));
		// Enough for a rate of a call a second and some failures.
		for (int i = 0; i < 3000 && this.record.pending(this.store) > 0; i++) {
			Optional<Duration> wait = runLanes();
			if (this.processes.stream().allMatch((process) -> process.inFlight.isEmpty())) {
				this.clock.move(wait.filter(Duration::isPositive).orElse(Duration.ofMillis(1)));
			}
			this.processes.forEach((process) -> {
				while (!process.inFlight.isEmpty()) {
					endCall(process, 0);
				}
			});
		}
		this.record.finish(this.store);
		return this.record;
	}

	private void step(int draw) {
		if (draw < 30) {
			arrive();
		}
		else if (draw < 34 && !this.sent.isEmpty()) {
			post(List.of(this.sent.get(this.random.nextInt(this.sent.size()))));
		}
		else if (draw < 58) {
			runLanes();
		}
		else if (draw < 84) {
			endSomeCall(someProcess());
		}
		else if (draw < 94) {
			this.clock.move(Duration.ofMillis(1 + this.random.nextInt((draw < 93) ? 3_000 : 150_000)));
		}
		else if (draw < 96) {
			this.receivers.values().forEach((receiver) -> receiver.setAway(this.random.nextBoolean()));
		}
		else {
			disturb(draw);
		}
	}

	private void disturb(int draw) {
		switch (draw) {
			case 96 -> kill(this.random.nextInt(this.processes.size()));
			case 97 -> stop(this.random.nextInt(this.processes.size()));
			case 98 -> this.clock.set(this.random.nextBoolean() ? HOUR : HOUR.negated());
			default -> replay();
		}
	}

	/**
	 * One or more messages arrive at the same time, now and then one of them twice.
	 */
	private void arrive() {
		this.clock.move(Duration.ofMillis(1));
		List<Message> messages = new ArrayList<>();
		for (int i = this.random.nextInt(LARGEST_GROUP); i >= 0; i--) {
			int number = this.sent.size();
			messages.add(MessageFixtures.event("m" + number, "resource" + this.random.nextInt(RESOURCES),
					// Not of the clock that is set: what happens, happens in order.
					Instant.EPOCH.plusSeconds(number), this.clock.instant()));
			this.sent.add(messages.getLast());
		}
		if (this.random.nextInt(10) == 0) {
			messages.add(messages.get(this.random.nextInt(messages.size())));
		}
		post(messages);
	}

	private void post(List<Message> messages) {
		int failures = this.store.failed();
		List<AcceptWork.Accepted> seqs = new ArrayList<>();
		try {
			this.store.write((jdbc) -> {
				seqs.addAll(
						someProcess().wiring.accepting.run(jdbc, messages.stream().map(Simulation::routed).toList()));
				return seqs;
			});
			forEach(messages, seqs, (message, seq) -> this.record.acknowledged(message, seq.isNew()));
		}
		catch (StoreUnavailableException ex) {
			forEach(messages, seqs,
					(message, seq) -> this.record.refused(message, seq.isNew() && this.store.failed() > failures));
		}
	}

	/**
	 * Where nothing was committed there are no numbers.
	 */
	private static void forEach(List<Message> messages, List<AcceptWork.Accepted> seqs,
			BiConsumer<Message, AcceptWork.Accepted> consumer) {
		for (int i = 0; i < seqs.size(); i++) {
			consumer.accept(messages.get(i), seqs.get(i));
		}
	}

	private SimulatedProcess someProcess() {
		return this.processes.get(this.random.nextInt(this.processes.size()));
	}

	/**
	 * Runs each lane of each process once.
	 * @return after what time the first of them wants to run again
	 */
	private Optional<Duration> runLanes() {
		return this.processes.stream()
			.flatMap((process) -> process.lanes.values().stream().map((lane) -> runOnce(process, lane)))
			.flatMap(Optional::stream)
			.min(Comparator.naturalOrder());
	}

	private Optional<Duration> runOnce(SimulatedProcess process, Lane lane) {
		try {
			process.wiring.clockSteps.followClock();
			return lane.runOnce((task) -> begin(process, lane.destination(), task), () -> {
			}).map((next) -> Duration.between(process.clock.instant(), next));
		}
		catch (StoreUnavailableException ex) {
			this.clock.move(Duration.ofMillis(100));
			return Optional.empty();
		}
	}

	private void begin(SimulatedProcess process, Destination destination, Runnable task) {
		if (destination.equals(PACED)) {
			this.record.pacedCall(this.clock.nanoTime() - this.lastPacedCall >= INTERVAL.toNanos());
			this.lastPacedCall = this.clock.nanoTime();
		}
		process.inFlight.add(new Call(destination, task, this.clock.nanoTime()));
	}

	private void endSomeCall(SimulatedProcess process) {
		if (!process.inFlight.isEmpty()) {
			endCall(process, this.random.nextInt(process.inFlight.size()));
		}
	}

	/**
	 * A repetition is excused where the record of a call failed, or where the call took
	 * so long that its lease may have ended.
	 */
	private void endCall(SimulatedProcess process, int index) {
		Call call = process.inFlight.remove(index);
		int failures = this.store.failed();
		call.task().run();
		boolean late = this.clock.nanoTime() - call.begunAt() >= LEASE.dividedBy(2).toNanos();
		receiver(call.destination()).endCall(late || this.store.failed() > failures);
	}

	/**
	 * Some calls have arrived and some have not when the process is killed.
	 */
	private void kill(int index) {
		for (Call call : this.processes.get(index).inFlight) {
			SimulatedReceiver receiver = receiver(call.destination());
			receiver.setDying(true);
			try {
				if (this.random.nextBoolean()) {
					call.task().run();
				}
			}
			catch (SimulatedReceiver.ProcessDied ex) {
				this.record.killed();
			}
			receiver.endCall(true);
			receiver.setDying(false);
		}
		this.processes.set(index, start());
	}

	private void stop(int index) {
		SimulatedProcess process = this.processes.get(index);
		try {
			process.lanes.values().forEach(Lane::release);
			while (this.random.nextInt(3) > 0 && !process.inFlight.isEmpty()) {
				endSomeCall(process);
			}
			process.lanes.values().forEach(Lane::abandon);
		}
		catch (StoreUnavailableException ex) {
			// The next start does it.
			this.record.killed();
		}
		this.processes.set(index, start());
	}

	private void replay() {
		try {
			new DeadLetters(this.store, this.journal, (_) -> {
			}, this.receivers.keySet(), RecordedChanges.into(this.store, this.clock), someProcess().clock)
				.replay(DeadLetterFilter.UNACKNOWLEDGED, "operator");
		}
		catch (StoreUnavailableException ex) {
			// The operator asks again.
			this.record.killed();
		}
	}

	/**
	 * Starts a process. A clock that was set just before is followed by the others first:
	 * they look every second.
	 */
	private SimulatedProcess start() {
		boolean troubled = this.troubled;
		this.troubled = false;
		this.processes.forEach((process) -> process.wiring.clockSteps.followClock());
		SteadyClock steady = new SteadyClock(this.clock, this.clock::nanoTime);
		LaneWiring wiring = new LaneWiring(this.store, this.journal, steady, new SimpleMeterRegistry(),
				(_) -> PresentationOverrides.NONE);
		wiring.startUp();
		this.troubled = troubled;
		SimulatedProcess process = new SimulatedProcess(steady, wiring);
		this.receivers.keySet().forEach((destination) -> process.lanes.put(destination, lane(destination, wiring)));
		return process;
	}

	private SimulatedReceiver receiver(Destination destination) {
		return Objects.requireNonNull(this.receivers.get(destination));
	}

	private Lane lane(Destination destination, LaneWiring wiring) {
		SimulatedReceiver receiver = receiver(destination);
		RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
				Duration.ofHours(24), this.random);
		Duration interval = destination.equals(PACED) ? INTERVAL : Duration.ZERO;
		return wiring.lane(destination, receiver, new LaneSettings(3, interval, receiver.batching(), LEASE), policy,
				new CircuitSettings(4, INTERVAL, INTERVAL.multipliedBy(10)));
	}

	private Fault fault() {
		int draw = this.random.nextInt(100);
		return (!this.troubled || draw > 1) ? Fault.NONE : (draw == 0) ? Fault.BEFORE : Fault.AFTER;
	}

	private static RoutedMessage routed(Message message) {
		return new RoutedMessage(message, List.of(notification(message, FREE), notification(message, PACED)));
	}

	private static Notification notification(Message message, Destination destination) {
		return new Notification(message, destination, "all", PresentationOverrides.NONE);
	}

}
