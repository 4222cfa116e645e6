package io.onsrelay.process;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.standin.Fault;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.UnrulyTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Destinations that are in every trouble there is, all at the same time, beside two that
 * are well.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class UnrulyTargetsIT {

	private static final int RESOURCES = 20;

	private static final int ROUND = 100;

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(RESOURCES, ROUND / RESOURCES);

	private static final int CONNECTIONS = 4;

	/**
	 * How many calls each target is to disturb before it recovers: enough for its circuit
	 * to open.
	 */
	private static final int TROUBLED = 6;

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final List<UnrulyTarget> targets = Arrays.stream(Fault.values())
		.map((fault) -> new UnrulyTarget(fault, this.relay.pagerDuty().endpoint()))
		.toList();

	@AfterEach
	void close() {
		this.targets.forEach(UnrulyTarget::close);
	}

	@Test
	void everythingArrivesOnceTargetsRecoverAndOthersAreAsFastAsEver() {
		this.relay.use(Launcher.ofHeap("128m"));
		RelayProcess process = this.relay.start(configuration());
		assertThat(this.relay.post(MARKS).over(CONNECTIONS)).hasSameSizeAs(MARKS);
		this.relay.awaitDelivered(RelayExtension.SLACK, ROUND);
		RelayExtension.await("trouble")
			.untilAsserted(() -> assertThat(this.targets).allMatch((target) -> target.troubled() >= TROUBLED));
		assertThat(process.ready()).isTrue();
		LatencySamples lags = this.relay.store().lags(RelayExtension.SLACK, 0);
		System.out.printf("slack/ops beside nine targets in trouble: %s%n", lags);
		this.targets.forEach(UnrulyTarget::recover);
		this.targets.forEach(this::assertArrived);
		assertThat(this.relay.pagerDuty().events()).as("redirects are not followed").isEmpty();
		assertThat(this.relay.store().deadLetters()).isEmpty();
		assertThat(process.output()).doesNotContain("OutOfMemoryError", StandInPagerDuty.ROUTING_KEY);
	}

	private void assertArrived(UnrulyTarget target) {
		this.relay.awaitDelivered(name(target), ROUND);
		new Arrivals(name(target), target.accepted().stream().map(SequencedEvent::in).toList()).areAllOf(MARKS)
			.areInOrder();
	}

	private String configuration() {
		return """
				relay:
				  ingest.password: an-invented-password
				  routes: [{name: all, condition: '{}', to: [slack/ops, %s]}]
				  notifier.pagerduty:
				%s
				  delivery.destinations.pagerduty:
				%s
				""".formatted(each("%s", ", "),
				each("    %2$s: {routing-key: %3$s, endpoint: '%4$s', timeout: 500ms}", "\n"),
				each("    %2$s: {rate: unlimited}", "\n"));
	}

	private String each(String format, String delimiter) {
		return this.targets.stream()
			.map((target) -> format.formatted(name(target), shortName(target), StandInPagerDuty.ROUTING_KEY,
					target.origin()))
			.collect(Collectors.joining(delimiter));
	}

	private static String name(UnrulyTarget target) {
		return "pagerduty/" + shortName(target);
	}

	private static String shortName(UnrulyTarget target) {
		return target.trouble().name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
