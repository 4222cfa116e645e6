package io.onsrelay.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.audit.RecordedChanges;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.event.Content;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.PollInterval;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
class ReplaysTests {

	private static final int MOST = 1_000;

	private static final DeadLetterFilter AUTH = new DeadLetterFilter(null, Reason.AUTH, null, null, false);

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private LaneFixture lane;

	private ReplayWorker worker;

	private Replays replays;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.worker = worker(this.lane.store, Set.of(LaneFixture.OPS));
		this.replays = replays(this.lane.store, this.worker, Set.of(LaneFixture.OPS));
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void planCountsExactlyAndChangesNothing() {
		die(230, Reason.AUTH);
		die(3, Reason.CLIENT);
		this.clock.move(Duration.ofSeconds(1));
		ReplayPlan plan = this.replays.plan(AUTH);
		assertThat(plan.matching()).isEqualTo(230);
		assertThat(plan.removed()).isZero();
		assertThat(plan.destinations()).containsOnly(Map.entry(LaneFixture.OPS, 230L));
		assertThat(plan.snapshot()).isEqualTo(new ReplaySnapshot(230, this.clock.instant()));
		assertThat(plan.most()).isEqualTo(MOST);
		assertThat(states()).containsOnly("dead");
	}

	@Test
	void planTellsWhatHasNoDestinationAnyMore() {
		die(2, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		ReplayPlan plan = replays(this.lane.store, this.worker, Set.of(Destination.of("slack/new"))).plan(AUTH);
		assertThat(plan.matching()).isZero();
		assertThat(plan.removed()).isEqualTo(2);
	}

	@Test
	void filterKnowsKindTypeAndText() {
		die(1, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		assertThat(matching(Content.Kind.EVENT, null, null)).isOne();
		assertThat(matching(Content.Kind.ALARM, null, null)).isZero();
		assertThat(matching(null, "COM.oraclecloud.computeapi.instanceaction.end", null)).isOne();
		assertThat(matching(null, "com.oraclecloud.computeapi.instanceaction", null)).isZero();
		assertThat(matching(null, null, "100% OF it_")).isOne();
		assertThat(matching(null, null, "100_ of")).as("no wildcard").isZero();
		assertThat(matching(null, null, "' OR 1=1 --")).isZero();
	}

	private long matching(Content.@Nullable Kind kind, @Nullable String type, @Nullable String text) {
		return this.replays.plan(new DeadLetterFilter(null, null, null, null, false, kind, type, text)).matching();
	}

	@Test
	void submitReplaysInPortionsAndTellsTheOutcome() {
		die(230, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		assertThat(replay).returns(ReplayState.RUNNING, Replay::state).returns(230L, Replay::matching);
		assertThat(this.worker.runOnce()).isTrue();
		assertThat(find(replay)).returns(100L, Replay::replayed).returns(100L, Replay::pending);
		runAll();
		this.notifier.answersAlways(Outcome.delivered());
		this.lane.runUntilIdle();
		assertThat(find(replay)).returns(ReplayState.COMPLETE, Replay::state)
			.returns(this.clock.instant(), Replay::endedAt)
			.returns(230L, Replay::replayed)
			.returns(230L, Replay::delivered)
			.returns(0L, Replay::dead)
			.returns(0L, Replay::expired);
	}

	@Test
	void submitTwiceUnderOneKeyIsOneReplay() {
		die(2, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		ReplayRequest request = new ReplayRequest(AUTH, this.replays.plan(AUTH).snapshot(), 10);
		Replay first = this.replays.submit(request, "key", "ada");
		runAll();
		Replay second = this.replays.submit(request, "key", "ada");
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(second.replayed()).isEqualTo(2);
		assertThat(this.replays.submit(request, "key", "bob").id()).as("a key is of its user").isNotEqualTo(first.id());
		assertThatExceptionOfType(ReplayKeyException.class)
			.isThrownBy(() -> this.replays.submit(new ReplayRequest(AUTH, request.snapshot(), 9), "key", "ada"))
			.withMessageContaining("belongs to replay 1");
		assertThat(this.replays.list(Long.MAX_VALUE, 10)).hasSize(2);
	}

	@Test
	void submitOfManyClicksAtATimeIsOneReplay() {
		die(2, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		ReplayRequest request = new ReplayRequest(AUTH, this.replays.plan(AUTH).snapshot(), 10);
		List<Runnable> clicks = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			clicks.add(() -> this.replays.submit(request, "key", "ada"));
		}
		this.lane.store.together(clicks);
		assertThat(this.lane.store.count("replay")).isOne();
	}

	@Test
	void whatDiesAgainOrLaterIsNotInTheSnapshot() {
		this.notifier.answersAlways(Outcome.rejected(Reason.AUTH, "no"));
		die(3, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		ReplayRequest request = new ReplayRequest(AUTH, this.replays.plan(AUTH).snapshot(), MOST);
		this.clock.move(Duration.ofSeconds(1));
		die(2, Reason.AUTH);
		Replay replay = this.replays.submit(request, "key", "ada");
		assertThat(replay.matching()).isEqualTo(3);
		this.worker.runOnce();
		this.lane.runUntilIdle();
		runAll();
		assertThat(find(replay)).returns(3L, Replay::replayed).returns(3L, Replay::dead);
		assertThat(this.lane.attempts()).containsExactly(2L, 2L, 2L, 1L, 1L);
	}

	@Test
	void limitIsKept() {
		die(5, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", 2);
		runAll();
		assertThat(find(replay)).returns(2L, Replay::matching)
			.returns(2L, Replay::replayed)
			.returns(ReplayState.COMPLETE, Replay::state);
		assertThat(states()).containsExactly("pending", "pending", "dead", "dead", "dead");
	}

	@Test
	void submitOfWhatCanNotBeMeantIsRejected() {
		ReplaySnapshot snapshot = new ReplaySnapshot(1, this.clock.instant());
		assertInvalid(new ReplayRequest(AUTH, snapshot, 0), "key", "limit must be between 1 and 1000");
		assertInvalid(new ReplayRequest(AUTH, snapshot, MOST + 1), "key", "relay.replay.max-deliveries");
		assertInvalid(new ReplayRequest(AUTH, snapshot, 1), "", "The idempotency key");
		assertInvalid(new ReplayRequest(AUTH, snapshot, 1), "a b", "The idempotency key");
		assertInvalid(new ReplayRequest(AUTH, snapshot, 1), "x".repeat(101), "The idempotency key");
		assertInvalid(new ReplayRequest(AUTH, new ReplaySnapshot(1, this.clock.instant().plusSeconds(1)), 1), "key",
				"of the future");
		assertThat(this.lane.store.count("replay")).isZero();
	}

	private void assertInvalid(ReplayRequest request, String key, String message) {
		assertThatExceptionOfType(InvalidReplayException.class)
			.isThrownBy(() -> this.replays.submit(request, key, "ada"))
			.withMessageContaining(message);
	}

	@Test
	void stopEndsItAfterThePortion() {
		die(150, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		this.worker.runOnce();
		assertThat(this.replays.stop(replay.id(), "bob")).isTrue();
		assertThat(this.replays.stop(replay.id(), "eve")).isFalse();
		assertThat(this.replays.stop(99, "eve")).isFalse();
		runAll();
		assertThat(find(replay)).returns(ReplayState.STOPPED, Replay::state)
			.returns("bob", Replay::stoppedBy)
			.returns(100L, Replay::replayed);
	}

	@Test
	void restartGoesOnWhereItWas() {
		die(150, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		this.worker.runOnce();
		this.lane.close();
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.worker = worker(this.lane.store, Set.of(LaneFixture.OPS));
		this.replays = replays(this.lane.store, this.worker, Set.of(LaneFixture.OPS));
		runAll();
		assertThat(find(replay)).returns(150L, Replay::replayed).returns(150L, Replay::pending);
	}

	@Test
	void portionThatAnotherReplicaHasDoneIsDoneOnce() {
		die(150, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		List<Boolean> done = new ArrayList<>();
		// Both read how far it is before one of them goes on
		this.lane.store.together(List.of(() -> done.add(this.worker.runOnce()), () -> done.add(this.worker.runOnce())));
		assertThat(done).containsExactlyInAnyOrder(true, false);
		assertThat(find(replay)).returns(100L, Replay::replayed);
	}

	@Test
	void letterThatIsReplayedMeanwhileIsNotCounted() {
		die(3, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		letters(this.lane.store, Set.of(LaneFixture.OPS)).replay(2, "bob");
		runAll();
		assertThat(find(replay)).returns(3L, Replay::matching).returns(2L, Replay::replayed);
	}

	@Test
	void expiredMessagesTakeTheirResultAlong() {
		die(2, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		runAll();
		this.lane.store.write((jdbc) -> this.lane.journal.delete(jdbc, List.of(1L)));
		assertThat(find(replay)).returns(1L, Replay::expired).returns(1L, Replay::pending);
		assertThat(this.lane.store.count("replay_delivery")).isOne();
	}

	@Test
	void submissionAndStopAreInTheAuditLog() {
		die(1, Reason.AUTH);
		this.clock.move(Duration.ofSeconds(1));
		Replay replay = submit("key", MOST);
		submit("key", MOST);
		this.replays.stop(replay.id(), "bob");
		List<String> records = this.lane.store.read((jdbc) -> jdbc.sql("SELECT body FROM audit_record ORDER BY seq")
			.query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
			.list());
		assertThat(records).satisfiesExactly(
				(submitted) -> assertThat(submitted).contains("\"who\":\"ada\"", "replay.submitted",
						"\"reason\":\"AUTH\"", "\"matching\":1"),
				(stopped) -> assertThat(stopped).contains("\"who\":\"bob\"", "replay.stopped", "replay/1"));
	}

	private Replay submit(String key, int limit) {
		return this.replays.submit(new ReplayRequest(AUTH, this.replays.plan(AUTH).snapshot(), limit), key, "ada");
	}

	private Replay find(Replay replay) {
		return this.replays.find(replay.id()).orElseThrow();
	}

	private void runAll() {
		while (this.worker.runOnce()) {
			this.clock.move(Duration.ofMillis(50));
		}
	}

	private List<String> states() {
		return this.lane.states();
	}

	private void die(int letters, Reason reason) {
		this.notifier.answersAlways(Outcome.rejected(reason, "100% of it_"));
		int before = (int) this.lane.store.count("message");
		for (int i = before; i < before + letters; i++) {
			this.lane.enqueue("e" + i, "resource" + i);
		}
		this.lane.runUntilIdle();
	}

	private DeadLetters letters(Store store, Set<Destination> known) {
		return new DeadLetters(store, this.lane.journal, (_) -> {
		}, known, RecordedChanges.into(store, this.clock), new SteadyClock(this.clock, this.clock::nanoTime));
	}

	private ReplayWorker worker(TestStore store, Set<Destination> known) {
		return new ReplayWorker(store, letters(store, known), Duration.ofDays(30), PollInterval.none(), this.clock);
	}

	private Replays replays(TestStore store, ReplayWorker worker, Set<Destination> known) {
		return new Replays(store, letters(store, known), worker, MOST, RecordedChanges.into(store, this.clock),
				this.clock);
	}

}
