package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.queue.Backlog;
import io.onsrelay.delivery.queue.NextDue;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class LaneTests {

	private static final Outcome FAILURE = Outcome.retry(Reason.SERVER, "HTTP 500");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private LaneFixture lane;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void runOnceWhenNotifierSkipsIsDoneWithReason(CapturedOutput output) {
		this.notifier.answers(Outcome.skipped(Reason.LATE, "it was resolved before"));
		this.lane.enqueue("e1", "r1");
		this.lane.enqueue("e2", "r1");
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered", "delivered");
		String recorded = this.lane.store
			.read((jdbc) -> jdbc.sql("SELECT reason || ': ' || detail FROM delivery ORDER BY id LIMIT 1")
				.query(String.class)
				.single());
		assertThat(recorded).isEqualTo("late: it was resolved before");
		assertThat(this.lane.attemptsMade()).isEmpty();
		assertThat(output).contains("is done without a call: late, it was resolved before");
		assertThat(this.lane.meters.get("relay.delivery.attempts")
			.tags("outcome", "delivered", "reason", "late")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void runOnceDeliversPartsOfBatchEachByItself() {
		Message batch = MessageFixtures.text("m1", "[1,2,3]", this.clock.instant());
		Notification whole = LaneFixture.notification(batch);
		BitSet others = new BitSet();
		others.set(0, 2);
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.store.write(this.lane.wiring.accepting.accept(batch, List.of(whole.part(2), whole.part(others))));
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("dead", "delivered");
		assertThat(this.notifier.notifications()).containsExactly(whole.part(2), whole.part(others));
		assertThat(this.notifier.notifications()).extracting(Notification::idempotencyKey)
			.containsExactly(batch.id() + "#3", batch.id() + "#1-2");
	}

	@Test
	void runOnceWhenSomethingIsDueDeliversIt() {
		this.lane.enqueue("e1", "a");
		assertThat(this.lane.run()).isEmpty();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(this.lane.wiring.backlogs.count()).isEmpty();
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@Test
	void mayClaimAgainWhenTheLaneHasRunAfterACall() {
		this.lane.enqueueOfEach(5);
		this.lane.runHolding();
		this.lane.runHolding();
		assertThat(this.lane.lane().mayClaim()).as("while all calls are in flight").isFalse();
		this.lane.finishCalls();
		this.lane.runHolding();
		assertThat(this.lane.lane().mayClaim()).isTrue();
	}

	@Test
	void callsThatEndTogetherAreRecordedEachForItself() {
		this.lane.enqueueOfEach(4);
		this.lane.enqueue("e4", "resource0");
		this.notifier.answers(Outcome.delivered(), FAILURE, new Outcome.Rejected(Reason.CLIENT, "HTTP 400"),
				new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(1)));
		this.lane.runHolding();
		this.lane.finishCallsTogether();
		assertThat(this.lane.states()).containsExactly("delivered", "pending", "dead", "pending", "pending");
		assertThat(this.lane.attemptsMade()).containsExactly("2 1 retry server HTTP 500", "3 1 dead client HTTP 400",
				"4 1 retry rate_limited HTTP 429");
		assertThat(this.lane.wiring.claims.nextDue(LaneFixture.OPS).map(NextDue::time))
			.contains(this.clock.instant().plus(Duration.ofMinutes(1)));
		this.clock.move(Duration.ofMinutes(1));
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered", "delivered", "dead", "delivered", "delivered");
	}

	@Test
	void runOnceWhenDestinationJudgesEachMessageRecordsEachForItself() {
		ScriptedNotifier all = new ScriptedNotifier(10);
		this.lane.serve(all, Duration.ZERO);
		this.lane.enqueueOfEach(20);
		all.answers(Outcome.each(List.of(Outcome.retry(Reason.SERVER, "HTTP 500"), Outcome.delivered(),
				Outcome.rejected(Reason.CLIENT, "too large"))));
		this.lane.runUntilIdle();
		List<String> carried = all.calls().getFirst();
		assertThat(carried).hasSizeGreaterThan(3);
		assertThat(this.lane.states()).filteredOn("delivered"::equals).hasSize(18);
		assertThat(this.lane.states().subList(0, 3)).containsExactly("pending", "delivered", "dead");
		assertThat(this.lane.attemptsMade()).containsExactly("1 1 retry server HTTP 500", "3 1 dead client too large");
		assertThat(all.calls()).as("what was not sent goes with the next call, in its order")
			.contains(carried.subList(3, carried.size()));
	}

	@Test
	void runOnceWhenDestinationTakesPartOfBatchKeepsOrderOfEachKey() {
		PartTakingNotifier stream = new PartTakingNotifier();
		this.lane.serve(stream, Duration.ZERO);
		List<String> resources = IntStream.range(0, 12).mapToObj((i) -> "r" + i).toList();
		for (String time : List.of("a", "b", "c")) {
			resources.forEach((resource) -> this.lane.enqueue(time + resource, resource));
			this.clock.move(Duration.ofMillis(1));
		}
		for (int i = 0; i < 20; i++) {
			this.lane.runUntilIdle();
			this.clock.move(Duration.ofSeconds(10));
		}
		assertThat(stream.partial).isGreaterThan(3);
		assertThat(stream.taken).hasSize(36).doesNotHaveDuplicates();
		assertThat(resources).allSatisfy((resource) -> assertThat(stream.taken).containsSubsequence("a" + resource,
				"b" + resource, "c" + resource));
	}

	@Test
	void callsThatCarryMoreThanAStatementHoldsAreRecorded() {
		ScriptedNotifier all = new ScriptedNotifier(5_600);
		this.lane.serve(all, Duration.ZERO);
		this.lane.enqueueOfEach(5_600);
		this.lane.runHolding();
		this.lane.finishCallsTogether();
		assertThat(all.notifications()).hasSize(5_600);
		assertThat(this.lane.store.count("delivery WHERE state = 'delivered'")).isEqualTo(5_600);
		assertThat(this.lane.store.count("delivery WHERE attempts = 1")).isEqualTo(5_600);
		assertThat(this.lane.store.count("attempt")).as("of those that did not deliver").isZero();
	}

	@Test
	void ofTwoCallsForOneDeliveryThatEndTogetherTheOneWithTheLeaseCounts() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		this.clock.move(LaneFixture.LEASE);
		this.lane.runHolding();
		this.lane.finishCallsTogether();
		assertThat(this.lane.states()).containsExactly("delivered");
		assertThat(this.lane.attempts()).containsExactly(1L);
		assertThat(this.lane.attemptsMade()).as("that of the other call").isEmpty();
	}

	@Test
	void runOnceHandsOverWhatTheRouteSays() {
		Message message = this.lane.event("e1", "a");
		this.lane.enqueue(
				new Notification(message, LaneFixture.OPS, "lifecycle", PresentationOverrides.of(Severity.CRITICAL)));
		this.lane.run();
		assertThat(this.notifier.notifications()).containsExactly(
				new Notification(message, LaneFixture.OPS, "lifecycle", PresentationOverrides.of(Severity.CRITICAL)));
	}

	@Test
	void runOnceWhenAttemptFailsTriesAgainLater() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		Instant next = this.lane.run().orElseThrow();
		assertThat(next).isBetween(this.clock.instant().plusMillis(1), this.clock.instant().plusSeconds(1));
		this.lane.run();
		assertThat(this.notifier.calls()).as("it is not due yet").hasSize(1);
		this.clock.moveTo(next);
		this.lane.run();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e1"));
		assertThat(this.notifier.notifications()).extracting(Notification::idempotencyKey)
			.as("the key is the same on every attempt")
			.hasSize(2)
			.containsOnly(this.notifier.notifications().getFirst().idempotencyKey());
	}

	@Test
	void runOnceWhenDestinationSendsRetryAfterWaitsThatLong() {
		this.notifier.answers(new Outcome.Retry(Reason.RATE_LIMITED, "HTTP 429", Duration.ofMinutes(10)));
		this.lane.enqueue("e1", "a");
		assertThat(this.lane.run()).contains(this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	@Test
	void runOnceWhenRejectedMakesDeadLetterAndGoesOnWithTheSequence() {
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "invalid_payload"));
		this.lane.enqueue("e1", "a");
		this.lane.enqueue("e2", "a");
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e2"));
		assertThat(this.lane.states()).containsExactly("dead", "delivered");
		assertThat(this.lane.wiring.backlogs.count())
			.containsExactly(new Backlog(LaneFixture.OPS, 0, null, 1, Duration.ZERO));
	}

	@Test
	void runOnceWhenTooOldGivesUp() {
		this.notifier.answers(FAILURE, FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.run();
		this.clock.move(LaneFixture.GIVE_UP_AFTER);
		this.lane.run();
		assertThat(this.lane.states()).containsExactly("dead");
	}

	@Test
	void runOnceWhenHeadOfSequenceFailsHoldsBackTheSequenceAndNothingElse() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("a1", "a");
		this.lane.enqueue("a2", "a");
		this.lane.enqueue("b1", "b");
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("a1"), List.of("b1"));
		this.clock.move(Duration.ofSeconds(1));
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls().subList(2, 4)).containsExactly(List.of("a1"), List.of("a2"));
	}

	@Test
	void runOnceWhenSeveralOfSequenceWaitDeliversThemByTheTimeTheyHappened() {
		this.lane.enqueue("first", "a");
		this.lane.enqueue(this.lane.event("late", "a", this.clock.instant().plusSeconds(9)));
		this.lane.enqueue(this.lane.event("early", "a", this.clock.instant().plusSeconds(1)));
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("first"), List.of("early"), List.of("late"));
	}

	@Test
	void runOnceWhenUpperAndLowerCaseNameOneResourceKeepsThemInOneSequence() {
		this.lane.enqueue("e1", "OCID1.INSTANCE.OC1.IAD.AAAA");
		this.lane.enqueue("e2", "ocid1.instance.oc1.iad.aaaa");
		this.lane.runHolding();
		assertThat(this.lane.inFlight).hasSize(1);
	}

	@Test
	void runOnceWhenAllCallsAreTakenClaimsNothing() {
		for (String resource : List.of("a", "b", "c", "d", "e")) {
			this.lane.enqueue(resource + "1", resource);
		}
		this.lane.runHolding();
		assertThat(this.lane.inFlight).as("the concurrency").hasSize(4);
		assertThat(this.lane.runHolding()).isEmpty();
		this.lane.finishCalls();
		this.lane.runHolding();
		assertThat(this.lane.inFlight).hasSize(1);
	}

	@Test
	void runOnceWhenDestinationIsFastClaimsAhead() {
		this.lane.enqueueOfEach(20);
		this.lane.run();
		this.lane.runHolding();
		assertThat(this.lane.inFlight).hasSize(4);
		assertThat(this.lane.leased()).as("those in flight and some ahead").isGreaterThan(4).isLessThan(16);
	}

	@Test
	void runOnceReadsTheMessagesOfSeveralCallsTogether() {
		this.lane.enqueueOfEach(20);
		this.lane.run();
		this.lane.runHolding();
		execute("DELETE FROM message_body");
		this.lane.finishCalls();
		assertThat(this.notifier.calls()).as("the second time, each call has its message").hasSize(8);
	}

	@Test
	void runOnceWhenAMessageCanNotBeReadDeliversTheOthers() {
		this.lane.enqueueOfEach(4);
		execute("UPDATE message_body SET headers = 'none' WHERE seq = (SELECT min(seq) FROM message_body)");
		this.lane.runHolding();
		this.lane.finishCalls();
		assertThat(this.lane.states()).containsExactly("pending", "delivered", "delivered", "delivered");
	}

	@Test
	void runOnceWhenClaimedAheadForTooLongReleasesIt() {
		this.lane.enqueueOfEach(20);
		this.lane.run();
		this.lane.runHolding();
		this.clock.move(LaneFixture.LEASE.dividedBy(2).plusMillis(1));
		this.lane.runHolding();
		assertThat(this.lane.leased()).isEqualTo(4);
		this.lane.finishCalls();
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).doesNotHaveDuplicates().hasSize(20);
	}

	@Test
	void runOnceWhenResultsCanNotBeRecordedBeginsNothingThatWasClaimedAhead(CapturedOutput output) {
		this.lane.enqueueOfEach(20);
		this.lane.run();
		this.lane.runHolding();
		this.lane.store.close();
		this.lane.finishCalls();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.lane::runHolding);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.lane::runHolding);
		assertThat(this.lane.inFlight).isEmpty();
		assertThat(output).as("once for all calls").containsOnlyOnce("can't record results").doesNotContain("\tat ");
	}

	@Test
	void runOnceWhenNotifierThrowsTriesAgain() {
		this.lane.serve((_) -> {
			throw new IllegalArgumentException("https://hooks.example.com/secret");
		}, Duration.ZERO);
		this.lane.enqueue("e1", "a");
		assertThat(this.lane.run()).isPresent();
		assertThat(this.lane.attemptsMade()).containsExactly("1 1 retry unexpected IllegalArgumentException");
	}

	@Test
	void runOnceWhenHolderDiedDeliversAgainAfterTheLease() {
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		assertThat(this.lane.runHolding()).contains(this.clock.instant().plus(LaneFixture.LEASE));
		this.lane.inFlight.clear();
		this.clock.move(LaneFixture.LEASE);
		this.lane.run();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@Test
	void runOnceWhenLeaseWasLostIgnoresTheFormerHolder() {
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "from the former holder"));
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		this.clock.move(LaneFixture.LEASE);
		this.lane.runHolding();
		assertThat(this.lane.inFlight).as("the former and the new holder").hasSize(2);
		this.lane.finishCalls();
		assertThat(this.lane.states()).containsExactly("delivered");
		assertThat(this.lane.meters.find("relay.delivery.attempts").tags("outcome", "dead").timer()).isNull();
	}

	@Test
	void abandonReleasesWhatIsInFlightWithoutCountingAnAttempt() {
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		this.lane.lane().abandon();
		this.notifier.answers(FAILURE);
		this.lane.finishCalls();
		assertThat(this.lane.attempts()).containsExactly(0L);
		this.lane.run();
		assertThat(this.lane.states()).containsExactly("delivered");
	}

	@Test
	void releaseAllWhenProcessStartsMakesEverythingDueThatWasClaimed() {
		this.lane.enqueue("e1", "a");
		this.lane.enqueue("e2", "a");
		this.lane.runHolding();
		this.lane.inFlight.clear();
		close();
		open();
		this.lane.wiring.startUp();
		if (this.dialect.isShared()) {
			this.lane.runUntilIdle();
			assertThat(this.notifier.calls()).as("others may be at it until their lease ends").isEmpty();
			this.clock.move(LaneFixture.LEASE);
		}
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e2"));
	}

	@Test
	void runOnceTellsWhatCameOfIt() {
		this.notifier.answers(FAILURE);
		this.lane.enqueue("e1", "a");
		this.clock.moveTo(this.lane.run().orElseThrow());
		this.lane.run();
		assertThat(this.lane.meters.get("relay.delivery.attempts")
			.tags("outcome", "retry", "reason", "server")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.lane.meters.get("relay.delivery.attempts")
			.tags("outcome", "delivered", "reason", "none")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.lane.meters.get("relay.delivery.lag")
			.tags("notifier", "slack", "destination", "ops")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void gaugesTellWhatIsLeft() {
		this.notifier.answers(Outcome.rejected(Reason.AUTH, "no"), FAILURE);
		this.lane.enqueue("e1", "a");
		this.lane.enqueue("e2", "b");
		this.lane.enqueue("e3", "b");
		this.lane.runUntilIdle();
		this.clock.move(Duration.ofSeconds(30));
		assertThat(this.lane.gauge("relay.delivery.pending")).isEqualTo(2);
		assertThat(this.lane.gauge("relay.delivery.oldest")).isEqualTo(30);
		assertThat(this.lane.gauge("relay.delivery.dead")).isEqualTo(1);
	}

	@Test
	void runOnceWhenResultsCanNotBeRecordedGoesOnAfterTheLease() {
		execute(switch (this.dialect) {
			case SQLITE -> """
					CREATE TRIGGER fail BEFORE UPDATE OF finished_at ON delivery
					BEGIN SELECT RAISE(ABORT, 'not now'); END
					""";
			case POSTGRESQL -> """
					CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
					BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = 'integrity_constraint_violation'; END $$;
					CREATE TRIGGER fail BEFORE UPDATE OF finished_at ON delivery FOR EACH ROW EXECUTE FUNCTION fail()
					""";
		});
		this.lane.enqueue("e1", "a");
		this.lane.runHolding();
		this.lane.finishCalls();
		assertThat(this.lane.states()).containsExactly("pending");
		execute((this.dialect == Dialect.SQLITE) ? "DROP TRIGGER fail" : "DROP TRIGGER fail ON delivery");
		this.clock.move(LaneFixture.LEASE);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered");
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e1"));
	}

	private void execute(String statement) {
		this.lane.store.write((jdbc) -> jdbc.sql(statement).update());
	}

	/**
	 * Of every other batch it refuses the first message and does not get the last, and it
	 * takes those in between.
	 */
	private static final class PartTakingNotifier extends ScriptedNotifier {

		private final List<String> taken = new ArrayList<>();

		private int partial;

		PartTakingNotifier() {
			super(10);
		}

		@Override
		public Outcome deliver(List<Notification> batch) {
			super.deliver(batch);
			List<String> ids = calls().getLast();
			if (ids.size() < 3 || calls().size() % 2 == 0) {
				this.taken.addAll(ids);
				return Outcome.delivered();
			}
			this.partial++;
			List<String> between = ids.subList(1, ids.size() - 1);
			this.taken.addAll(between);
			List<Outcome.OfOne> outcomes = new ArrayList<>(Collections.nCopies(between.size(), Outcome.delivered()));
			outcomes.addFirst(new Outcome.Retry(Reason.SERVER, "refused", null));
			return Outcome.each(outcomes);
		}

	}

}
