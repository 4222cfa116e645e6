package io.onsrelay.audit.sink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class SinkWorkerTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Long> written = new ArrayList<>();

	/** The checkpoint that can't be written; 0 for none. */
	private long faulty;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void everyCheckpointIsWrittenInOrder() {
		SinkWorker worker = worker();
		worker.runOnce();
		append(45);
		while (worker.runOnce().isZero()) {
			assertThat(pending()).isPositive();
		}
		assertThat(this.written).hasSize(45).isSorted().startsWith(1L).endsWith(45L);
		assertThat(pending()).isZero();
		worker.runOnce();
		assertThat(this.written).hasSize(45);
	}

	@Test
	void sinkThatIsNewBeginsWithTheNewest() {
		append(5);
		worker().runOnce();
		append(1);
		worker().runOnce();
		assertThat(this.written).containsExactly(5L, 6L);
	}

	@Test
	void failureIsCountedAndTriedAgainFromWhereItStopped(CapturedOutput output) {
		SinkWorker worker = worker();
		worker.runOnce();
		append(4);
		this.faulty = 3;
		assertThat(worker.runOnce()).isPositive();
		assertThat(this.written).containsExactly(1L, 2L);
		assertThat(this.meters.get("relay.audit.sink.failures").tag("sink", "file").counter().count()).isOne();
		assertThat(pending()).isEqualTo(2);
		worker.runOnce();
		assertThat(output).containsOnlyOnce(
				"Checkpoint 3 of the audit log can't be written to file:test, and is tried again: it is full");
		this.faulty = 0;
		worker.runOnce();
		assertThat(this.written).containsExactly(1L, 2L, 3L, 4L);
		assertThat(output).contains("Checkpoints of the audit log are written to file:test again");
	}

	@Test
	void waitsGrowWithFailures() {
		SinkWorker worker = worker();
		worker.runOnce();
		append(1);
		this.faulty = 1;
		Duration longest = Duration.ZERO;
		for (int i = 0; i < 60; i++) {
			Duration wait = worker.runOnce();
			longest = (wait.compareTo(longest) > 0) ? wait : longest;
			assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
		}
		assertThat(longest).isGreaterThan(Duration.ofMinutes(2));
	}

	@Test
	void restartGoesOnWhereItStopped() {
		worker().runOnce();
		append(4);
		this.faulty = 3;
		worker().runOnce();
		this.store.close();
		this.store = TestStore.in(this.directory, this.dialect);
		this.faulty = 0;
		worker().runOnce();
		assertThat(this.written).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void oneReplicaAtTheTimeHasSink() {
		worker().runOnce();
		append(1);
		SinkTable stopped = new SinkTable(this.store, "file:test");
		assertThat(stopped.claim(this.clock.instant())).isTrue();
		worker().runOnce();
		assertThat(this.written).hasSize(this.store.isShared() ? 0 : 1);
		this.clock.move(SinkTable.LEASE);
		worker().runOnce();
		assertThat(this.written).containsExactly(1L);
	}

	@Test
	void leaseOfClockThatWasWrongDoesNotHold() {
		worker().runOnce();
		append(1);
		new SinkTable(this.store, "file:test").claim(this.clock.instant().plus(Duration.ofDays(100)));
		worker().runOnce();
		assertThat(this.written).containsExactly(1L);
	}

	private SinkWorker worker() {
		return new SinkWorker(new CheckpointSink() {
			@Override
			public String kind() {
				return "file";
			}

			@Override
			public String name() {
				return "file:test";
			}

			@Override
			public void put(StoredCheckpoint checkpoint) throws IOException {
				if (checkpoint.number() == SinkWorkerTests.this.faulty) {
					throw new IOException("it is full");
				}
				SinkWorkerTests.this.written.add(checkpoint.number());
			}
		}, this.store, new SinkMetrics(this.meters, "file"), new Random(1), this.clock);
	}

	private double pending() {
		return this.meters.get("relay.audit.sink.pending").tag("sink", "file").gauge().value();
	}

	private void append(int count) {
		this.store.write((jdbc) -> {
			long last = jdbc.sql("SELECT coalesce(max(number), 0) FROM audit_checkpoint").query(Long.class).single();
			for (long number = last + 1; number <= last + count; number++) {
				jdbc.sql(
						"INSERT INTO audit_checkpoint (number, size, root, made_at, note) VALUES (:number, 0, :root, :at, 'note')")
					.param("number", number)
					.param("root", new byte[32])
					.param("at", Instant.EPOCH.toEpochMilli())
					.update();
			}
			return count;
		});
	}

}
