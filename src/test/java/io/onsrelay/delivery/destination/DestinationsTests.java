package io.onsrelay.delivery.destination;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.audit.RecordedChanges;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.delivery.LaneReports.LaneReport;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Dialect;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Destinations}. The lane of the fixture is that of slack/ops.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class DestinationsTests {

	private static final Outcome FAILURE = Outcome.retry(Outcome.Reason.SERVER, "HTTP 500: overloaded");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final SteadyClock steady = new SteadyClock(this.clock, this.clock::nanoTime);

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final LaneReports reports = new LaneReports();

	private LaneFixture lane;

	private Destinations destinations;

	private DestinationUpkeep upkeep;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.destinations = destinations(this.lane);
		this.upkeep = new DestinationUpkeep(this.lane.store, this.lane.wiring.pauses, this.lane.wiring.tallies,
				this.clock);
	}

	private Destinations destinations(LaneFixture lane) {
		return new Destinations(lane.store,
				new DeliveryMetrics(new SimpleMeterRegistry(), new BacklogQuery(lane.store, this.steady), this.clock),
				this.reports, lane.wiring.pauses, lane.wiring.tallies, RecordedChanges.into(lane.store, this.clock),
				Set.of(LaneFixture.OPS), this.steady);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void pausedDestinationIsNotCalledUntilItIsResumed() {
		this.lane.enqueueOfEach(3);
		assertThat(this.destinations.pause(LaneFixture.OPS, "ada", "new token")).isPresent();
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).isEmpty();
		assertThat(report().state()).isEqualTo(DestinationState.PAUSED);
		assertThat(report().pause()).isEqualTo(new DestinationPause(this.clock.instant(), "ada", "new token"));
		assertThat(report().pending()).isEqualTo(3);
		this.destinations.resume(LaneFixture.OPS, "eve");
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsOnly("delivered");
		assertThat(report().state()).isEqualTo(DestinationState.WORKING);
	}

	@Test
	void pauseReleasesWhatIsClaimedAndNotBegun() {
		this.lane.enqueueOfEach(20);
		this.lane.runHolding();
		int begun = this.lane.inFlight.size();
		this.destinations.pause(LaneFixture.OPS, "ada", "x");
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).hasSize(begun);
		assertThat(this.lane.store.count("delivery WHERE lease IS NOT NULL")).isZero();
	}

	@Test
	void pauseHoldsAtEveryReplicaAndAfterARestart() {
		try (LaneFixture other = another()) {
			this.destinations.pause(LaneFixture.OPS, "ada", "x");
			this.lane.enqueueOfEach(1);
			other.wiring.pauses.refresh();
			other.runUntilIdle();
			this.lane.runUntilIdle();
			assertThat(this.notifier.calls()).isEmpty();
			destinations(other).resume(LaneFixture.OPS, "eve");
			this.upkeep.run();
			this.lane.runUntilIdle();
			assertThat(this.notifier.calls()).hasSize(1);
		}
	}

	/**
	 * On SQLite, which has one process, it stands for the next start.
	 */
	private LaneFixture another() {
		if (this.dialect == Dialect.SQLITE) {
			this.destinations.pause(LaneFixture.OPS, "ada", "x");
			this.lane.close();
			this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
			this.lane.wiring.pauses.refresh();
			assertThat(this.lane.wiring.pauses.paused()).containsExactly(LaneFixture.OPS);
			this.destinations = destinations(this.lane);
			this.upkeep = new DestinationUpkeep(this.lane.store, this.lane.wiring.pauses, this.lane.wiring.tallies,
					this.clock);
			return this.lane;
		}
		return new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
	}

	@Test
	void timeOfPauseDoesNotCountWhenADeliveryIsGivenUp() {
		this.notifier.answersAlways(FAILURE);
		this.lane.enqueueOfEach(1);
		this.clock.move(Duration.ofHours(12));
		this.lane.run();
		this.destinations.pause(LaneFixture.OPS, "ada", "x");
		this.clock.move(Duration.ofDays(3));
		this.destinations.resume(LaneFixture.OPS, "ada");
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).as("12 hours old").containsExactly("pending");
		this.clock.move(Duration.ofHours(12).plusMinutes(6));
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).as("24 hours old").containsExactly("dead");
	}

	@Test
	void pauseIsTakenOnceAndIsAnAuditRecord() {
		this.destinations.pause(LaneFixture.OPS, "ada", "new token");
		assertThat(this.destinations.pause(LaneFixture.OPS, "eve", "mine")).isEmpty();
		this.destinations.resume(LaneFixture.OPS, "eve");
		assertThat(this.destinations.resume(LaneFixture.OPS, "eve")).isEmpty();
		List<String> records = this.lane.store.read((jdbc) -> jdbc.sql("SELECT body FROM audit_record ORDER BY seq")
			.query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
			.list());
		assertThat(records).hasSize(2);
		assertThat(records.getFirst()).contains("\"who\":\"ada\"")
			.contains("\"action\":\"destination.paused\"")
			.contains("\"target\":\"slack/ops\"")
			.contains("\"reason\":\"new token\"");
		assertThat(records.getLast()).contains("\"who\":\"eve\"").contains("\"action\":\"destination.resumed\"");
	}

	@Test
	void lanesAreWokenWhenAPauseBeginsAndEnds() {
		List<Destination> woken = new ArrayList<>();
		this.lane.wiring.pauses.onChange(woken::add);
		this.destinations.pause(LaneFixture.OPS, "ada", "x");
		this.lane.wiring.pauses.refresh();
		this.destinations.resume(LaneFixture.OPS, "ada");
		assertThat(woken).containsExactly(LaneFixture.OPS, LaneFixture.OPS);
	}

	@Test
	void gaugeShowsAForgottenPause() {
		this.lane.wiring.metrics.watchPauses(LaneFixture.OPS, () -> this.lane.wiring.pauses.lasting(LaneFixture.OPS));
		assertThat(suspended()).isZero();
		this.destinations.pause(LaneFixture.OPS, "ada", "x");
		this.clock.move(Duration.ofHours(2));
		assertThat(suspended()).isEqualTo(7200);
	}

	private double suspended() {
		return this.lane.meters.get("relay.delivery.suspended").gauge().value();
	}

	@Test
	void reportShowsCircuitRateAndWhatHappenedLast() {
		this.notifier.answers(FAILURE, Outcome.delivered());
		this.lane.enqueueOfEach(2);
		this.clock.move(Duration.ofSeconds(3));
		this.lane.runUntilIdle();
		Instant probeAt = this.clock.instant().plusSeconds(5);
		this.reports.add(LaneFixture.OPS, () -> new LaneReport(CircuitState.OPEN, probeAt, Duration.ofSeconds(1), 2));
		for (int i = 0; i < 2; i++) {
			DestinationReport report = report();
			assertThat(report.state()).isEqualTo(DestinationState.DOWN);
			assertThat(report.circuit()).isEqualTo(new DestinationReport.Circuit("open", probeAt));
			assertThat(report.interval()).isEqualTo(Duration.ofSeconds(1));
			assertThat(report.inFlight()).isEqualTo(2);
			assertThat(report.lastDelivery())
				.isEqualTo(new DestinationReport.LastDelivery(this.clock.instant(), Duration.ofSeconds(3)));
			assertThat(report.lastFailure())
				.isEqualTo(new DestinationReport.LastFailure(this.clock.instant(), "server", "HTTP 500: overloaded"));
			this.upkeep.write();
		}
	}

	@Test
	void destinationThatAsksToBeCalledLaterIsRateLimited() {
		this.notifier.answers(new Outcome.Retry(Outcome.Reason.RATE_LIMITED, "slow down", Duration.ofMinutes(10)));
		this.lane.enqueueOfEach(1);
		this.lane.run();
		assertThat(report().state()).isEqualTo(DestinationState.RATE_LIMITED);
		assertThat(report().waitsUntil()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@Test
	void hoursOfAllReplicasAreAddedUp() {
		Instant hour = Instant.parse("2026-03-01T12:00:00Z");
		this.notifier.answers(FAILURE, Outcome.delivered());
		this.lane.enqueueOfEach(2);
		this.lane.runUntilIdle();
		this.upkeep.write();
		this.clock.move(Duration.ofHours(1));
		this.lane.runUntilIdle();
		assertThat(this.destinations.lastDay()).containsOnlyKeys(LaneFixture.OPS);
		List<HourlyCount> day = this.destinations.lastDay().get(LaneFixture.OPS);
		assertThat(day).hasSize(25)
			.endsWith(new HourlyCount(hour, 1, 1, 0), new HourlyCount(hour.plusSeconds(3600), 1, 0, 0));
		this.upkeep.write();
		this.upkeep.write();
		assertThat(this.destinations.lastDay().get(LaneFixture.OPS)).isEqualTo(day);
		this.clock.move(Duration.ofHours(30));
		assertThat(this.destinations.lastDay().get(LaneFixture.OPS))
			.allSatisfy((one) -> assertThat(one.delivered()).isZero());
	}

	private DestinationReport report() {
		return destinations(this.lane).find(LaneFixture.OPS).orElseThrow();
	}

}
