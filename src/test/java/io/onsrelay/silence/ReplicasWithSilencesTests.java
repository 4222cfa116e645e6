package io.onsrelay.silence;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork.Accepted;
import io.onsrelay.delivery.HoldBack;
import io.onsrelay.event.Message;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static io.onsrelay.silence.SilenceFixture.CHAT;
import static io.onsrelay.silence.SilenceFixture.INSTANCES;
import static io.onsrelay.silence.SilenceFixture.PAGER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas on one database: what is acknowledged after the commit of a silence is
 * decided by the silence.
 */
class ReplicasWithSilencesTests {

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final CountDownLatch released = new CountDownLatch(1);

	private SilenceFixture one;

	private SilenceFixture other;

	@BeforeEach
	void open() {
		this.one = new SilenceFixture(this.directory, Dialect.POSTGRESQL, this.clock);
		this.other = new SilenceFixture(this.directory, Dialect.POSTGRESQL, this.clock);
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	@Test
	void silenceOfAnotherReplicaAppliesToTheNextMessage() {
		this.other.silence(INSTANCES);
		assertThat(this.one.accept(this.one.event("e1", "a")).held()).containsExactly(CHAT, PAGER);
		this.other.silences.end(1, "ada");
		assertThat(this.one.accept(this.one.event("e2", "a")).held()).isEmpty();
	}

	@Test
	void silenceWaitsForTheCommitThatHasReadWithoutIt() {
		CompletableFuture<Accepted> accepted = acceptSlowly(this.one.event("e1", "a"));
		CompletableFuture<Silence> silence = CompletableFuture.supplyAsync(() -> this.other.silence(INSTANCES));
		awaitWaiting();
		assertThat(silence).isNotDone();
		this.released.countDown();
		assertThat(accepted.join().held()).isEmpty();
		silence.join();
		assertThat(this.one.accept(this.one.event("e2", "a")).held()).hasSize(2);
	}

	@Test
	void messageWaitsForTheCommitOfTheSilence() {
		CompletableFuture<Integer> silence = CompletableFuture
			.supplyAsync(() -> this.other.store.write(UnitOfWork.locking(Set.of(HoldBack.LOCK), (jdbc) -> {
				TestStore.keepOpen(jdbc);
				int rows = jdbc.sql("""
						INSERT INTO silence (condition, reason, created_by, created_at, ends_at)
						VALUES ('{}', 'patch', 'ada', 0, :until)
						""").param("until", this.clock.millis() + 60_000).update();
				TestStore.await(this.released);
				return rows;
			})));
		Awaitility.await()
			.until(() -> this.one.store.count("pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'") > 0);
		CompletableFuture<Accepted> accepted = CompletableFuture
			.supplyAsync(() -> this.one.accept(this.one.event("e1", "a")));
		awaitWaiting();
		this.released.countDown();
		assertThat(silence.join()).isOne();
		assertThat(accepted.join().held()).containsExactly(CHAT, PAGER);
	}

	@Test
	void replicasThatAcceptDoNotWaitForEachOther() {
		CompletableFuture<Accepted> slow = acceptSlowly(this.one.event("e1", "a"));
		assertThat(this.other.accept(this.other.event("e2", "b")).isNew()).isTrue();
		assertThat(slow).isNotDone();
		this.released.countDown();
		slow.join();
	}

	@Test
	void heldBackIsSentOnceWhereTwoReplicasSendIt() {
		Silence silence = this.one.silence(INSTANCES);
		for (int i = 0; i < 30; i++) {
			this.one.accept(this.one.event("e" + i, "r" + i));
		}
		CompletableFuture<SendResult> first = CompletableFuture
			.supplyAsync(() -> this.one.silences.sendAll(silence.id(), "ada"));
		SendResult second = this.other.silences.sendAll(silence.id(), "bob");
		assertThat(first.join().sent() + second.sent()).isEqualTo(60);
		assertThat(this.one.enqueued(CHAT)).hasSize(30);
	}

	/**
	 * Accepts a message, and commits when it is released.
	 */
	private CompletableFuture<Accepted> acceptSlowly(Message message) {
		CountDownLatch read = new CountDownLatch(1);
		UnitOfWork<Accepted> accept = this.one.work.accept(message, this.one.routes.apply(message));
		CompletableFuture<Accepted> accepted = CompletableFuture
			.supplyAsync(() -> this.one.store.write(new UnitOfWork<>() {
				@Override
				public Accepted run(JdbcClient jdbc) {
					TestStore.keepOpen(jdbc);
					Accepted result = accept.run(jdbc);
					read.countDown();
					TestStore.await(ReplicasWithSilencesTests.this.released);
					return result;
				}

				@Override
				public Collection<String> locks() {
					return accept.locks();
				}

				@Override
				public Collection<String> sharedLocks() {
					return accept.sharedLocks();
				}
			}));
		Awaitility.await().until(() -> read.getCount() == 0);
		return accepted;
	}

	private void awaitWaiting() {
		Awaitility.await().until(() -> this.other.store.count("pg_locks WHERE NOT granted") > 0);
	}

}
