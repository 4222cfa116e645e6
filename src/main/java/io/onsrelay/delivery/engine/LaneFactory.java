package io.onsrelay.delivery.engine;

import java.util.List;
import java.util.random.RandomGenerator;

import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.delivery.queue.Claims;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.timing.SteadyClock;

/**
 * Creates the lane of each destination.
 */
final class LaneFactory {

	private final DeliveryProperties properties;

	private final Claims claims;

	private final NotificationLoader notifications;

	private final AttemptRecorder recorder;

	private final DestinationPauses pauses;

	private final SteadyClock clock;

	private final RandomGenerator random;

	LaneFactory(DeliveryProperties properties, Claims claims, NotificationLoader notifications,
			AttemptRecorder recorder, DestinationPauses pauses, SteadyClock clock, RandomGenerator random) {
		this.properties = properties;
		this.claims = claims;
		this.notifications = notifications;
		this.recorder = recorder;
		this.pauses = pauses;
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Creates the lanes.
	 * @param notifiers the configured destinations, and the notifier of each
	 * @return one lane for each destination
	 * @throws io.onsrelay.config.InvalidConfigurationException if the settings contradict
	 * each other, or name a destination that is not called
	 */
	List<Lane> create(NotifierRegistry notifiers) {
		this.properties.requireConsistency(notifiers);
		return notifiers.called()
			.entrySet()
			.stream()
			.map((called) -> create(called.getKey(), called.getValue()))
			.toList();
	}

	private Lane create(Destination destination, Notifier notifier) {
		Deliverer deliverer = new Deliverer(notifier, this.notifications,
				this.properties.retryPolicy(destination, this.random), this.recorder, this.pauses, this.clock);
		DestinationCircuit circuit = new DestinationCircuit(destination.toString(), this.properties.circuit(),
				this.clock);
		return new Lane(destination, this.properties.laneSettings(destination, notifier), this.claims, deliverer,
				circuit, this.pauses, this.clock);
	}

}
