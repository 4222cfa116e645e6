package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.delivery.queue.Claims;
import io.onsrelay.delivery.queue.ClockOffset;
import io.onsrelay.delivery.queue.Completions;
import io.onsrelay.delivery.queue.DueTimeRepair;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.redaction.Redaction;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires lanes over a store as the configuration of the engine does.
 */
public final class LaneWiring {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	public final Outbox outbox;

	public final AcceptWork accepting;

	final Claims claims;

	final BacklogQuery backlogs;

	public final DeliveryMetrics metrics;

	final StartupRecovery recovery;

	final ClockStepHandler clockSteps;

	public final DestinationPauses pauses;

	public final DestinationTallies tallies = new DestinationTallies();

	private final Store store;

	private final SteadyClock clock;

	private final NotificationLoader notifications;

	private final AttemptRecorder recorder;

	LaneWiring(Store store, Journal journal, SteadyClock clock, MeterRegistry meters, OverridesByRoute overrides) {
		this.store = store;
		this.clock = clock;
		this.outbox = new Outbox(clock);
		this.accepting = new AcceptWork(journal, this.outbox, Map.of());
		this.claims = new Claims(store, clock);
		this.backlogs = new BacklogQuery(store, clock);
		this.pauses = new DestinationPauses(store, clock);
		this.metrics = new DeliveryMetrics(meters, this.backlogs, clock);
		DueTimeRepair dueTimes = new DueTimeRepair(store, clock);
		this.recovery = new StartupRecovery(dueTimes, LONGEST_WAIT);
		this.clockSteps = new ClockStepHandler(new ClockOffset(store), clock);
		this.notifications = new NotificationLoader(journal, overrides);
		this.recorder = new AttemptRecorder(new Completions(store, clock), this.metrics, this.tallies, clock,
				new Subjects(new Redaction(List.of())));
	}

	/**
	 * Does what lanes do before the first of them runs.
	 */
	void startUp() {
		this.clockSteps.followClock();
		this.recovery.run();
	}

	Lane lane(Destination destination, Notifier notifier, LaneSettings settings, RetryPolicy policy,
			CircuitSettings circuit) {
		Deliverer deliverer = new Deliverer(notifier, this.notifications, policy, this.recorder, this.pauses,
				this.clock);
		return new Lane(destination, settings, this.claims, deliverer,
				new DestinationCircuit(destination.toString(), circuit, this.clock), this.pauses, this.clock);
	}

	/**
	 * Accepts a message as the relay does.
	 */
	void accept(Notification notification) {
		this.store.write(this.accepting.accept(notification.message(), List.of(notification)));
	}

	/**
	 * Accepts messages in one unit of work.
	 */
	void accept(List<Notification> notifications) {
		this.store.write((jdbc) -> this.accepting.run(jdbc,
				notifications.stream()
					.map((one) -> new AcceptWork.RoutedMessage(one.message(), List.of(one)))
					.toList()));
	}

}
