package io.onsrelay.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.audit.scan.StoreVerification;
import io.onsrelay.audit.scan.VerificationOptions;
import io.onsrelay.audit.verification.OutsideCheckpoints;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two replicas that share a database seal what both add, and one of them is killed.
 */
class AuditReplicasTests {

	private static final String RUNS = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(600)'";

	private static final String WAITS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

	private static final String KILL = """
			SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE state = 'active' AND query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()
			""";

	@TempDir
	private Path directory;

	private AuditedStore first;

	private AuditedStore second;

	@BeforeEach
	void open() {
		this.first = new AuditedStore(this.directory, Dialect.POSTGRESQL, 1);
		this.second = new AuditedStore(this.directory, Dialect.POSTGRESQL, 2);
	}

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@Test
	void bothSealInTurnsWhatBothAdd() {
		List<CompletableFuture<?>> adding = new ArrayList<>();
		for (AuditedStore replica : List.of(this.first, this.second)) {
			adding.add(CompletableFuture.runAsync(() -> IntStream.range(0, 40).forEach((i) -> {
				replica.accept(1 + i % 7);
				replica.seal(3);
			})));
		}
		adding.forEach(CompletableFuture::join);
		while (this.first.seal(100) + this.second.seal(100) > 0) {
			assertThat(verify().findings()).isEmpty();
		}
		assertEveryRecordIsOneLeaf();
	}

	@Test
	void oneThatIsKilledInTheMiddleOfABatchLeavesItToTheOther() {
		this.first.accept(30);
		this.first.seal(10);
		CompletableFuture<Integer> killed = CompletableFuture
			.supplyAsync(() -> this.first.store.write(AuditLog.sealing((jdbc) -> {
				int sealed = this.first.log.sealNext(jdbc, 15);
				jdbc.sql("SELECT pg_sleep(600)").query().listOfRows();
				return sealed;
			})));
		Awaitility.await().until(() -> count(RUNS) > 0);
		this.second.accept(5);
		CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> this.second.seal(1000));
		Awaitility.await().until(() -> count(WAITS) > 0);
		assertThat(this.second.head().size()).as("what the others see of the batch").isEqualTo(10);
		Awaitility.await().until(() -> {
			count(KILL);
			return killed.isDone();
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(killed::join);
		assertThat(other.join()).isEqualTo(25);
		this.first.accept(2);
		assertThat(this.first.seal(1000)).isEqualTo(2);
		assertEveryRecordIsOneLeaf();
	}

	private long count(String sql) {
		return this.second.store.read((jdbc) -> jdbc.sql(sql).query(Long.class).single());
	}

	private VerificationReport verify() {
		return new StoreVerification(this.second.store::read,
				new VerificationOptions(Set.of(), OutsideCheckpoints.none(), 1, () -> {
				}, (_, _) -> {
				}, this.second.clock))
			.run();
	}

	private void assertEveryRecordIsOneLeaf() {
		assertThat(verify().findings()).isEmpty();
		assertThat(this.first.store.count("audit_unsealed")).isZero();
		long records = this.first.store.count("audit_record");
		List<Long> indexes = this.first.store
			.read((jdbc) -> jdbc.sql("SELECT leaf FROM audit_leaf ORDER BY leaf").query(Long.class).list());
		assertThat(indexes).isEqualTo(LongStream.range(0, records).boxed().toList());
		assertThat(this.first.head().size()).isEqualTo(records);
		assertThat(this.first.computedHead()).isEqualTo(this.first.head());
	}

}
