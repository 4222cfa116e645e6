package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas on one outbox.
 */
class ReplicasTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private LaneFixture one;

	private LaneFixture other;

	@BeforeEach
	void open() {
		this.one = new LaneFixture(this.directory, Dialect.POSTGRESQL, this.clock, this.notifier);
		this.other = new LaneFixture(this.directory, Dialect.POSTGRESQL, this.clock, this.notifier);
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	@Test
	void enqueueWhenAnotherAddsToTheSameSequenceMakesOneOfThemDue() {
		CompletableFuture<AcceptWork.Accepted> first = enqueueSlowly("e1");
		CompletableFuture<Void> second = CompletableFuture.runAsync(() -> this.other.enqueue("e2", "a"));
		awaitWaiting();
		this.released.countDown();
		CompletableFuture.allOf(first, second).join();
		assertThat(due()).isOne();
		this.other.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e2"));
	}

	@Test
	void finishWhenAnotherAddsToTheSequenceReleasesWhatItAdded() {
		this.other.enqueue("e1", "a");
		this.other.runHolding();
		CompletableFuture<AcceptWork.Accepted> added = enqueueSlowly("e2");
		CompletableFuture<Void> finished = CompletableFuture.runAsync(this.other::finishCalls);
		awaitWaiting();
		this.released.countDown();
		CompletableFuture.allOf(added, finished).join();
		assertThat(due()).isOne();
	}

	@Test
	void claimWhenAnotherIsJustTakingSomethingTakesTheRest() {
		this.one.enqueueOfEach(2);
		CompletableFuture<Integer> taking = CompletableFuture.supplyAsync(() -> this.one.store.write((jdbc) -> {
			TestStore.keepOpen(jdbc);
			int locked = jdbc.sql("SELECT id FROM delivery ORDER BY id LIMIT 1 FOR UPDATE").query().listOfRows().size();
			TestStore.await(this.released);
			return locked;
		}));
		Awaitility.await().until(() -> this.other.store.count("pg_locks WHERE mode = 'RowShareLock' AND granted") > 0);
		this.other.run();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
		this.released.countDown();
		assertThat(taking.join()).isOne();
	}

	@Test
	void startUpLeavesToOthersWhatTheyHaveClaimed() {
		this.one.enqueue("e1", "a");
		this.one.runHolding();
		this.other.wiring.startUp();
		this.other.runUntilIdle();
		assertThat(this.notifier.calls()).isEmpty();
		this.clock.move(LaneFixture.LEASE);
		this.other.runUntilIdle();
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"));
	}

	@Test
	void reportWhenAnotherHasTheClaimMeanwhileIsIgnored() {
		this.one.enqueue("e1", "a");
		this.one.enqueue("e2", "a");
		this.one.runHolding();
		this.clock.move(LaneFixture.LEASE);
		this.other.runHolding();
		this.one.finishCalls();
		assertThat(this.other.states()).containsExactly("pending", "pending");
		this.other.finishCalls();
		this.other.runUntilIdle();
		assertThat(this.other.attempts()).containsExactly(1L, 1L);
		assertThat(this.notifier.calls()).containsExactly(List.of("e1"), List.of("e1"), List.of("e2"));
	}

	@Test
	void rateIsKeptByAllTogether() {
		this.one.serve(this.notifier, SECOND);
		this.other.serve(this.notifier, SECOND);
		this.one.enqueueOfEach(6);
		for (int calls = 1; calls <= 3; calls++) {
			this.one.runUntilIdle();
			this.other.runUntilIdle();
			assertThat(this.notifier.calls()).hasSize(calls);
			this.clock.move(SECOND);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT25H", "PT-25H" })
	void clockThatIsSetIsFollowedByAllAlike(Duration step) {
		this.notifier.answers(Outcome.retry(Outcome.Reason.SERVER, "HTTP 500"));
		this.one.enqueue("e1", "a");
		Instant next = this.one.run().orElseThrow();
		this.clock.set(step);
		this.one.wiring.clockSteps.followClock();
		this.other.wiring.clockSteps.followClock();
		assertThat(this.other.steady.instant()).isEqualTo(this.one.steady.instant()).isBefore(next);
		LaneFixture started = new LaneFixture(this.directory, Dialect.POSTGRESQL, this.clock, this.notifier);
		started.wiring.startUp();
		assertThat(started.steady.instant()).isEqualTo(this.one.steady.instant());
		assertThat(started.run()).contains(next);
		started.close();
	}

	/**
	 * Adds to the sequence, and commits when it is told to.
	 */
	private CompletableFuture<AcceptWork.Accepted> enqueueSlowly(String eventId) {
		CountDownLatch begun = new CountDownLatch(1);
		UnitOfWork<AcceptWork.Accepted> enqueueing = this.one.enqueueing(
				new Notification(this.one.event(eventId, "a"), LaneFixture.OPS, "all", PresentationOverrides.NONE));
		CompletableFuture<AcceptWork.Accepted> result = CompletableFuture
			.supplyAsync(() -> this.one.store.write(UnitOfWork.locking(enqueueing.locks(), (jdbc) -> {
				TestStore.keepOpen(jdbc);
				AcceptWork.Accepted seq = enqueueing.run(jdbc);
				begun.countDown();
				TestStore.await(this.released);
				return seq;
			})));
		TestStore.await(begun);
		return result;
	}

	private void awaitWaiting() {
		Awaitility.await()
			.until(() -> this.other.store.count("pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
	}

	private long due() {
		return this.other.store.count("delivery WHERE state = 'pending' AND due_at IS NOT NULL");
	}

}
