package io.onsrelay.delivery.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.audit.RecordedChanges;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.delivery.queue.Backlog;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

@ParameterizedClass
@EnumSource(Dialect.class)
class DeadLettersTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final List<Destination> told = new ArrayList<>();

	private LaneFixture lane;

	private DeadLetters letters;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.letters = knowing(Set.of(LaneFixture.OPS));
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void listTellsWhatWasGivenUpAndWhy() {
		die("e1", "a", Reason.CLIENT);
		assertThat(this.letters.list(DeadLetterFilter.UNACKNOWLEDGED, 0, 10))
			.containsExactly(new DeadLetter(1, 1, LaneFixture.OPS, "all", Message.Records.ALL, "resource:a",
					this.clock.instant(), this.clock.instant(), 1, Reason.CLIENT, "no", null));
		assertThat(this.letters.find(1)).isPresent();
		assertThat(this.letters.find(2)).isEmpty();
	}

	@Test
	void listNamesTheRecordsOfAPart() {
		Message batch = MessageFixtures.text("m1", "[1,2,3]", this.clock.instant());
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.store.write(this.lane.enqueueing(batch, List.of(LaneFixture.notification(batch).part(1))));
		this.lane.runUntilIdle();
		assertThat(this.letters.list(DeadLetterFilter.UNACKNOWLEDGED, 0, 10)).singleElement()
			.extracting(DeadLetter::records)
			.isEqualTo(new Message.Records("2"));
	}

	@Test
	void listFiltersAndPages() {
		die("e1", "a", Reason.CLIENT);
		Instant later = this.clock.instant().plusSeconds(60);
		this.clock.moveTo(later);
		die("e2", "b", Reason.AUTH);
		die("e3", "c", Reason.AUTH);
		assertThat(ids(new DeadLetterFilter(null, Reason.AUTH, null, null, false))).containsExactly(2L, 3L);
		assertThat(ids(new DeadLetterFilter(null, null, later, null, false))).containsExactly(2L, 3L);
		assertThat(ids(new DeadLetterFilter(null, null, null, later, false))).containsExactly(1L);
		assertThat(ids(new DeadLetterFilter(Destination.of("slack/other"), null, null, null, false))).isEmpty();
		assertThat(this.letters.list(DeadLetterFilter.UNACKNOWLEDGED, 1, 1)).extracting(DeadLetter::id)
			.containsExactly(2L);
	}

	@Test
	void attemptsTellTheWholeStory() {
		this.notifier.answers(Outcome.retry(Reason.SERVER, "HTTP 500"), Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.enqueue("e1", "a");
		this.clock.moveTo(this.lane.run().orElseThrow());
		this.lane.run();
		assertThat(this.letters.attempts(1))
			.extracting(AttemptRecord::number, AttemptRecord::outcome, AttemptRecord::reason)
			.containsExactly(tuple(1, "retry", "server"), tuple(2, "dead", "client"));
		assertThat(this.letters.attempts(1).getLast().startedAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void replayDeliversUnderTheSameKeyAndCountsAttemptsOn() {
		die("e1", "a", Reason.CLIENT);
		assertThat(this.letters.replay(1, "ada")).isTrue();
		assertThat(this.told).containsExactly(LaneFixture.OPS);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered");
		assertThat(this.notifier.notifications()).extracting(Notification::idempotencyKey)
			.hasSize(2)
			.containsOnly(this.notifier.notifications().getFirst().idempotencyKey());
		assertThat(this.letters.attempts(1)).extracting(AttemptRecord::number)
			.as("the one that delivered adds nothing")
			.containsExactly(1);
		assertThat(this.lane.attempts()).containsExactly(2L);
		assertThat(this.letters.replay(1, "ada")).as("it is no dead letter any more").isFalse();
	}

	@Test
	void replayOfAnOldLetterIsNotGivenUpAtOnce() {
		die("e1", "a", Reason.CLIENT);
		this.clock.move(Duration.ofDays(3));
		this.letters.replay(1, "ada");
		this.notifier.answers(Outcome.retry(Reason.SERVER, "HTTP 500"));
		this.lane.run();
		assertThat(this.lane.states()).containsExactly("pending");
	}

	@Test
	void replayOfAWholeSequenceKeepsItsOrder() {
		for (String event : List.of("e1", "e2", "e3")) {
			die(event, "a", Reason.CLIENT);
		}
		this.lane.enqueue("e4", "a");
		this.lane.runHolding();
		assertThat(this.letters.replay(DeadLetterFilter.UNACKNOWLEDGED, "ada")).isEqualTo(3);
		assertThat(this.lane.runHolding()).isPresent();
		assertThat(this.lane.inFlight).as("one of a sequence at a time").hasSize(1);
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls().subList(3, 7)).containsExactly(List.of("e4"), List.of("e1"), List.of("e2"),
				List.of("e3"));
	}

	@Test
	void replayTakesAllThatMatchHoweverMany() {
		this.notifier.answersAlways(Outcome.rejected(Reason.AUTH, "token_revoked"));
		this.lane.enqueueOfEach(230);
		this.lane.runUntilIdle();
		this.notifier.answersAlways(Outcome.delivered());
		assertThat(this.letters.replay(new DeadLetterFilter(LaneFixture.OPS, Reason.AUTH, null, null, false), "ada"))
			.isEqualTo(230);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(230).containsOnly("delivered");
	}

	@Test
	void replayWhenDestinationIsNotConfiguredAnyMoreLeavesItWhereItCanBeSeen() {
		die("e1", "a", Reason.CLIENT);
		this.letters = knowing(Set.of(Destination.of("slack/new")));
		assertThat(this.letters.replay(1, "ada")).isFalse();
		assertThat(this.letters.replay(DeadLetterFilter.UNACKNOWLEDGED, "ada")).isZero();
		assertThat(ids(DeadLetterFilter.UNACKNOWLEDGED)).containsExactly(1L);
	}

	@Test
	void acknowledgedIsKeptAndNoLongerCounted() {
		die("e1", "a", Reason.CLIENT);
		die("e2", "b", Reason.CLIENT);
		assertThat(counted()).isEqualTo(2);
		assertThat(this.letters.acknowledge(1, "ada", "the channel is closed")).isTrue();
		assertThat(counted()).isOne();
		assertThat(ids(DeadLetterFilter.UNACKNOWLEDGED)).containsExactly(2L);
		assertThat(ids(new DeadLetterFilter(null, null, null, null, true))).containsExactly(1L);
		assertThat(ids(new DeadLetterFilter(null, null, null, null, null))).containsExactly(1L, 2L);
		assertThat(this.letters.find(1).orElseThrow().acknowledgement())
			.isEqualTo(new AcknowledgementRecord(this.clock.instant(), "ada", "the channel is closed"));
		assertThat(this.letters.find(2).orElseThrow().acknowledgement()).isNull();
	}

	@Test
	void acknowledgedAgainKeepsWhoDidItFirst() {
		die("e1", "a", Reason.CLIENT);
		this.letters.acknowledge(1, "ada", "first");
		assertThat(this.letters.acknowledge(1, "bob", "second")).isFalse();
		assertThat(this.letters.acknowledge(new DeadLetterFilter(null, null, null, null, null), "bob", "third"))
			.isZero();
		assertThat(this.letters.find(1).orElseThrow().acknowledgement()).extracting(AcknowledgementRecord::by)
			.isEqualTo("ada");
		assertThat(this.letters.acknowledge(2, "ada", "there is none")).isFalse();
	}

	@Test
	void acknowledgeTakesAllThatMatchHoweverManyAndConfiguredOrNot() {
		this.notifier.answersAlways(Outcome.rejected(Reason.AUTH, "token_revoked"));
		this.lane.enqueueOfEach(230);
		this.lane.runUntilIdle();
		die("another", "a", Reason.CLIENT);
		this.letters = knowing(Set.of());
		assertThat(this.letters.acknowledge(new DeadLetterFilter(LaneFixture.OPS, Reason.AUTH, null, null, false),
				"ada", "known"))
			.isEqualTo(230);
		assertThat(counted()).isOne();
	}

	@Test
	void replayOfAcknowledgedThatDiesAgainIsCountedAgain() {
		die("e1", "a", Reason.CLIENT);
		this.letters.acknowledge(1, "ada", "known");
		assertThat(this.letters.replay(DeadLetterFilter.UNACKNOWLEDGED, "ada")).isZero();
		assertThat(this.letters.replay(1, "ada")).isTrue();
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("dead");
		assertThat(counted()).isOne();
		assertThat(this.letters.find(1).orElseThrow().acknowledgement()).isNull();
	}

	@Test
	void deleteTakesWhatIsAcknowledgedWithItsAttemptsAndLeavesTheMessage() {
		die("e1", "a", Reason.CLIENT);
		assertThat(this.letters.delete(1, "ada")).isFalse();
		this.letters.acknowledge(1, "ada", "known");
		assertThat(this.letters.delete(1, "ada")).isTrue();
		assertThat(this.letters.delete(1, "ada")).isFalse();
		assertThat(this.lane.states()).isEmpty();
		assertThat(this.lane.store.count("attempt")).isZero();
		assertThat(this.lane.store.count("message")).isOne();
	}

	@Test
	void eachChangeIsInTheLogWithMessageAndOperator() {
		die("e1", "a", Reason.CLIENT);
		String message = this.lane.store
			.read((jdbc) -> jdbc.sql("SELECT id FROM message").query(String.class).single());
		try (LogCapture log = new LogCapture()) {
			this.letters.acknowledge(1, "ada", "known");
			this.letters.replay(1, "bob");
			this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
			this.lane.runUntilIdle();
			this.letters.acknowledge(1, "ada", "known too");
			this.letters.delete(1, "eve");
			assertThat(log.text()).contains(
					"Dead letter 1 for slack/ops (message %s) was acknowledged by ada: known".formatted(message),
					"Dead letter 1 for slack/ops (message %s) is replayed by bob".formatted(message),
					"Dead letter 1 for slack/ops (message %s) was deleted by eve".formatted(message));
		}
	}

	@Test
	void eachChangeIsARecordOfTheAuditLog() {
		die("e1", "a", Reason.CLIENT);
		String message = this.lane.store
			.read((jdbc) -> jdbc.sql("SELECT id FROM message").query(String.class).single());
		this.letters.acknowledge(1, "ada", "known");
		this.letters.acknowledge(1, "ada", "again");
		this.letters.replay(1, "bob");
		this.letters.replay(1, "bob");
		this.notifier.answers(Outcome.rejected(Reason.AUTH, "no"));
		this.lane.runUntilIdle();
		this.letters.delete(1, "eve");
		this.letters.acknowledge(1, "ada", "gone");
		this.letters.delete(1, "eve");
		String now = this.clock.instant().toString();
		String before = """
				"before":{"destination":"slack/ops","message":"%s","state":"dead","reason":"%s","deadLetteredAt":"%s",\
				"attempts":%d""";
		assertThat(RecordedChanges.of(this.lane.store)).satisfiesExactly(
				(acknowledged) -> assertThat(acknowledged)
					.isEqualTo("{\"who\":\"ada\",\"action\":\"dead-letter.acknowledged\",\"target\":\"delivery/1\","
							+ before.formatted(message, "client", now, 1)
							+ "},\"after\":{\"acknowledgedAt\":\"%s\"},\"reason\":\"known\"}".formatted(now)),
				(replayed) -> assertThat(replayed)
					.startsWith("{\"who\":\"bob\",\"action\":\"dead-letter.replayed\",\"target\":\"delivery/1\","
							+ before.formatted(message, "client", now, 1) + ",\"acknowledgement\":{")
					.contains("\"comment\":\"known\"")
					.endsWith("},\"after\":{\"state\":\"pending\"},\"reason\":null}"),
				(acknowledged) -> assertThat(acknowledged).contains("dead-letter.acknowledged",
						before.formatted(message, "auth", now, 2), "\"reason\":\"gone\""),
				(deleted) -> assertThat(deleted)
					.startsWith("{\"who\":\"eve\",\"action\":\"dead-letter.deleted\",\"target\":\"delivery/1\","
							+ before.formatted(message, "auth", now, 2) + ",\"acknowledgement\":{")
					.endsWith("},\"after\":null,\"reason\":null}"));
	}

	@Test
	void changeOfManyIsARecordOfEach() {
		for (int i = 0; i < DeadLetters.BATCH + 1; i++) {
			die("e" + i, "r" + i, Reason.CLIENT);
		}
		this.letters.replay(3, "ada");
		assertThat(this.letters.acknowledge(DeadLetterFilter.UNACKNOWLEDGED, "ada", "known"))
			.isEqualTo(DeadLetters.BATCH);
		assertThat(this.letters.replay(new DeadLetterFilter(null, null, null, null, true), "ada"))
			.isEqualTo(DeadLetters.BATCH);
		assertThat(RecordedChanges.of(this.lane.store)).hasSize(2 * DeadLetters.BATCH + 1);
	}

	@Test
	void changeThatCanNotBeRecordedIsNotMade() {
		die("e1", "a", Reason.CLIENT);
		DeadLetters failing = new DeadLetters(this.lane.store, this.lane.journal, this.told::addAll,
				Set.of(LaneFixture.OPS), new OperatorChanges(new AuditLog(this.lane.store::isShared), () -> {
					throw new IllegalStateException("the record fails");
				}, this.clock), new SteadyClock(this.clock, this.clock::nanoTime));
		assertThatIllegalStateException().isThrownBy(() -> failing.replay(1, "ada"));
		assertThatIllegalStateException().isThrownBy(() -> failing.acknowledge(1, "ada", "known"));
		assertThat(this.letters.find(1)).get().extracting(DeadLetter::acknowledgement).isNull();
		assertThat(this.told).isEmpty();
	}

	private long counted() {
		return new BacklogQuery(this.lane.store, this.clock).count().stream().mapToLong(Backlog::dead).sum();
	}

	private DeadLetters knowing(Set<Destination> destinations) {
		return new DeadLetters(this.lane.store, this.lane.journal, this.told::addAll, destinations,
				RecordedChanges.into(this.lane.store, this.clock), new SteadyClock(this.clock, this.clock::nanoTime));
	}

	private void die(String event, String resource, Reason reason) {
		this.notifier.answers(Outcome.rejected(reason, "no"));
		this.lane.enqueue(event, resource);
		this.lane.runUntilIdle();
	}

	private List<Long> ids(DeadLetterFilter filter) {
		return this.letters.list(filter, 0, 10).stream().map(DeadLetter::id).toList();
	}

}
