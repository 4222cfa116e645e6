package io.onsrelay.delivery.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Gauge;
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
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.store.Dialect;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The lane of the fixture is that of slack/ops; slack/old was removed.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class RemovedDestinationsTests {

	private static final Destination OLD = Destination.of("slack/old");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final List<Destination> told = new ArrayList<>();

	private LaneFixture lane;

	private RemovedDestinations removed;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.removed = new RemovedDestinations(this.lane.store, this.lane.journal,
				new BacklogQuery(this.lane.store, this.clock), this.told::addAll, Set.of(LaneFixture.OPS),
				RecordedChanges.into(this.lane.store, this.clock), steady());
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void listShowsWhatWaitsForEachDestination() {
		assertThat(this.removed.list()).containsExactly(new DestinationBacklog(LaneFixture.OPS, true, 0, null, 0));
		enqueueForOld("e1", "a");
		enqueueForOld("e2", "a");
		assertThat(this.removed.list()).containsExactly(new DestinationBacklog(OLD, false, 2, this.clock.instant(), 0),
				new DestinationBacklog(LaneFixture.OPS, true, 0, null, 0));
	}

	@Test
	void redirectKeepsTheOrderOfEachKey() {
		for (int i = 1; i <= 3; i++) {
			enqueueForOld("a" + i, "a");
			enqueueForOld("b" + i, "b");
			this.clock.move(Duration.ofSeconds(1));
		}
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(6, 0, 0));
		assertThat(this.told).hasSize(6).containsOnly(LaneFixture.OPS);
		assertThat(due(LaneFixture.OPS)).as("the heads").isEqualTo(2);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(6).containsOnly("delivered");
		assertThat(delivered("a")).containsExactly("a1", "a2", "a3");
		assertThat(delivered("b")).containsExactly("b1", "b2", "b3");
	}

	@Test
	void redirectPutsBehindWhatTheOtherDestinationDeliversNow() {
		this.lane.enqueue("now", "a");
		this.lane.runHolding();
		enqueueForOld("a1", "a");
		this.removed.redirect(OLD, LaneFixture.OPS, "ada");
		assertThat(due(LaneFixture.OPS)).isOne();
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("now"), List.of("a1"));
	}

	@Test
	void redirectTakesAllHoweverManyOfOneKey() {
		IntStream.range(0, 230).forEach((i) -> enqueueForOld("e" + i, "a"));
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(230, 0, 0));
		assertThat(due(LaneFixture.OPS)).isOne();
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls())
			.containsExactlyElementsOf(IntStream.range(0, 230).mapToObj((i) -> List.of("e" + i)).toList());
	}

	@Test
	void redirectOfOldMessagesIsNotGivenUpAtOnce() {
		enqueueForOld("e1", "a");
		this.clock.move(Duration.ofDays(3));
		this.removed.redirect(OLD, LaneFixture.OPS, "ada");
		this.notifier.answers(Outcome.retry(Reason.SERVER, "HTTP 500"));
		this.lane.run();
		assertThat(this.lane.states()).containsExactly("pending");
	}

	@Test
	void redirectOfWhatTheOtherDestinationHasByItselfDeliversItOnce() {
		Message message = MessageFixtures.event("e1", "a", this.clock.instant(), this.clock.instant());
		accept(message, List.of(to(OLD, message), to(LaneFixture.OPS, message)));
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(0, 1, 0));
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).hasSize(1);
		assertThat(this.removed.list()).as("nothing is left to do").hasSize(1);
		DeadLetters letters = new DeadLetters(this.lane.store, this.lane.journal, this.told::addAll, Set.of(),
				RecordedChanges.into(this.lane.store, this.clock), steady());
		assertThat(letters.list(new DeadLetterFilter(OLD, Reason.REMOVED, null, null, true), 0, 9)).singleElement()
			.extracting("acknowledgement.comment")
			.isEqualTo("redirected to slack/ops, which has the message by its own route");
	}

	@Test
	void redirectOfPartsThatTheOtherDestinationDoesNotHaveDeliversThem() {
		Message batch = MessageFixtures.text("m1", "[1,2,3]", this.clock.instant());
		Notification old = to(OLD, batch);
		accept(batch, List.of(old.part(0), old.part(1), to(LaneFixture.OPS, batch).part(1)));
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(1, 1, 0));
		this.lane.runUntilIdle();
		assertThat(this.notifier.notifications()).extracting((one) -> one.message().records().text())
			.containsExactlyInAnyOrder("1", "2");
	}

	@Test
	void redirectLeavesWhatAnotherReplicaDeliversAndWhatWaitsBehindIt() {
		enqueueForOld("a1", "a");
		enqueueForOld("a2", "a");
		enqueueForOld("b1", "b");
		long leaseEnd = this.clock.instant().plusSeconds(60).toEpochMilli();
		this.lane.store.write((jdbc) -> jdbc
			.sql("UPDATE delivery SET lease = 'x', lease_end = :end WHERE id = (SELECT min(id) FROM delivery)")
			.param("end", leaseEnd)
			.update());
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(1, 0, 2));
		this.clock.move(Duration.ofSeconds(61));
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada")).isEqualTo(new RemovalResult(2, 0, 0));
		this.lane.runUntilIdle();
		assertThat(delivered("a")).containsExactly("a1", "a2");
	}

	@Test
	void redirectThatIsInterruptedLeavesAHeadThatIsDue() {
		IntStream.range(0, 150).forEach((i) -> enqueueForOld("e" + i, "a"));
		RemovedDestinations interrupted = new RemovedDestinations(this.lane.store, this.lane.journal,
				new BacklogQuery(this.lane.store, this.clock), (_) -> {
					throw new IllegalStateException("the process ends");
				}, Set.of(LaneFixture.OPS), RecordedChanges.into(this.lane.store, this.clock), steady());
		try {
			interrupted.redirect(OLD, LaneFixture.OPS, "ada");
		}
		catch (IllegalStateException ex) {
			assertThat(due(OLD)).isOne();
		}
		assertThat(this.lane.store.count("delivery WHERE destination = 'slack/old'")).isEqualTo(50);
		assertThat(this.removed.redirect(OLD, LaneFixture.OPS, "ada").changed()).isEqualTo(50);
		assertThat(due(LaneFixture.OPS)).isOne();
	}

	@Test
	void redirectOfWhatIsConfiguredOrToWhatIsNotIsRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.removed.redirect(LaneFixture.OPS, LaneFixture.OPS, "ada"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.removed.redirect(OLD, OLD, "ada"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.removed.giveUp(LaneFixture.OPS, "ada"));
	}

	@Test
	void giveUpMakesDeadLettersThatSayWhyAndCanBeAcknowledged() {
		IntStream.range(0, 120).forEach((i) -> enqueueForOld("e" + i, "r" + i % 2));
		assertThat(this.removed.giveUp(OLD, "ada")).isEqualTo(new RemovalResult(120, 0, 0));
		assertThat(this.lane.states()).hasSize(120).containsOnly("dead");
		assertThat(this.removed.list()).contains(new DestinationBacklog(OLD, false, 0, null, 120));
		DeadLetters letters = new DeadLetters(this.lane.store, this.lane.journal, this.told::addAll,
				Set.of(LaneFixture.OPS), RecordedChanges.into(this.lane.store, this.clock), steady());
		DeadLetterFilter filter = new DeadLetterFilter(OLD, Reason.REMOVED, null, null, false);
		assertThat(letters.list(filter, 0, 1)).singleElement().satisfies((letter) -> {
			assertThat(letter.detail()).isEqualTo("slack/old is not configured any more; given up by ada");
			assertThat(letter.deadLetteredAt()).isEqualTo(this.clock.instant());
			assertThat(letter.attempts()).isZero();
		});
		assertThat(letters.replay(filter, "ada")).as("there is no lane").isZero();
		assertThat(letters.acknowledge(filter, "ada", "not needed")).isEqualTo(120);
		assertThat(this.removed.list()).hasSize(1);
	}

	@Test
	void eachChangeIsInTheLogWithMessageAndOperator() {
		enqueueForOld("e1", "a");
		List<String> messages = this.lane.store
			.read((jdbc) -> jdbc.sql("SELECT id FROM message ORDER BY seq").query(String.class).list());
		try (LogCapture log = new LogCapture()) {
			this.removed.redirect(OLD, LaneFixture.OPS, "ada");
			assertThat(log.text()).contains("Delivery 1 of message %s is redirected from slack/old to slack/ops by ada"
				.formatted(messages.getFirst()));
		}
	}

	@Test
	void redirectAndGivingUpAreRecordsOfTheAuditLog() {
		enqueueForOld("e1", "a");
		Message both = MessageFixtures.event("e2", "b", this.clock.instant(), this.clock.instant());
		accept(both, List.of(to(OLD, both), to(LaneFixture.OPS, both)));
		List<String> messages = this.lane.store
			.read((jdbc) -> jdbc.sql("SELECT id FROM message ORDER BY seq").query(String.class).list());
		this.removed.redirect(OLD, LaneFixture.OPS, "ada");
		enqueueForOld("e3", "c");
		this.removed.giveUp(OLD, "eve");
		this.removed.giveUp(OLD, "eve");
		assertThat(RecordedChanges.of(this.lane.store)).satisfiesExactly(
				(redirected) -> assertThat(redirected).isEqualTo("""
						{"who":"ada","action":"delivery.redirected","target":"delivery/1",\
						"before":{"destination":"slack/old","message":"%s","state":"pending"},\
						"after":{"destination":"slack/ops"},"reason":null}""".formatted(messages.getFirst())),
				(repeated) -> assertThat(repeated)
					.startsWith("{\"who\":\"ada\",\"action\":\"delivery.given-up\",\"target\":\"delivery/2\",")
					.contains(messages.get(1), "\"acknowledged\":true")
					.endsWith("\"reason\":\"redirected to slack/ops, which has the message by its own route\"}"),
				(givenUp) -> assertThat(givenUp)
					.startsWith("{\"who\":\"eve\",\"action\":\"delivery.given-up\",\"target\":\"delivery/4\",")
					.contains("\"before\":{\"destination\":\"slack/old\"", "\"acknowledged\":false"));
	}

	@Test
	void watchWarnsOnceAndShowsGauges() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		RemovedDestinationWatch watch = new RemovedDestinationWatch(this.removed,
				new DeliveryMetrics(meters, new BacklogQuery(this.lane.store, this.clock), this.clock), this.clock);
		watch.look();
		assertThat(meters.find("relay.delivery.orphaned").gauges()).isEmpty();
		enqueueForOld("e1", "a");
		try (LogCapture log = new LogCapture()) {
			watch.look();
			watch.look();
			assertThat(log.text())
				.containsOnlyOnce("1 deliveries wait for slack/old, which is not configured any more");
		}
		Gauge orphaned = meters.get("relay.delivery.orphaned").tags("notifier", "slack", "destination", "old").gauge();
		assertThat(orphaned.value()).isOne();
		this.removed.giveUp(OLD, "ada");
		this.clock.move(Duration.ofSeconds(10));
		assertThat(orphaned.value()).isZero();
		assertThat(meters.get("relay.delivery.dead").tags("destination", "old").gauge().value()).isOne();
	}

	private void enqueueForOld(String event, String resource) {
		Message message = MessageFixtures.event(event, resource, this.clock.instant(), this.clock.instant());
		accept(message, List.of(to(OLD, message)));
	}

	private void accept(Message message, List<Notification> notifications) {
		this.lane.store.write(this.lane.enqueueing(message, notifications));
	}

	private static Notification to(Destination destination, Message message) {
		return new Notification(message, destination, "all", PresentationOverrides.NONE);
	}

	private long due(Destination destination) {
		return this.lane.store.count("delivery WHERE state = 'pending' AND due_at IS NOT NULL AND destination = '%s'"
			.formatted(destination));
	}

	private List<String> delivered(String prefix) {
		return this.notifier.calls().stream().flatMap(List::stream).filter((id) -> id.startsWith(prefix)).toList();
	}

	private SteadyClock steady() {
		return new SteadyClock(this.clock, this.clock::nanoTime);
	}

}
