package io.onsrelay.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
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
import io.onsrelay.audit.checkpoint.Checkpoint.KeyRotation;
import io.onsrelay.audit.note.NoteVectors;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckpointWorker} and {@link CheckpointSigner}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class CheckpointWorkerTests {

	private static final String ORIGIN = "example.com/log";

	private static final String FIRST = "01".repeat(32);

	private static final String SECOND = "02".repeat(32);

	private static final String THIRD = "03".repeat(32);

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final AtomicLong size = new AtomicLong();

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
	void firstCheckpointIsMadeAtOnceAlsoOfEmptyLog() {
		worker(FIRST).run();
		assertThat(checkpoints()).singleElement().satisfies((checkpoint) -> {
			assertThat(checkpoint.number()).isOne();
			assertThat(checkpoint.origin()).isEqualTo(ORIGIN);
			assertThat(checkpoint.head()).isEqualTo(head(0));
			assertThat(checkpoint.madeAt()).isEqualTo(this.clock.instant());
			assertThat(checkpoint.rotation()).isEmpty();
		});
		assertThat(notes().getFirst().isSignedBy(verifierKey(FIRST))).isTrue();
	}

	@Test
	void checkpointsAreMadeAtTheIntervalAndAfterRecords() {
		CheckpointWorker worker = worker(FIRST);
		worker.run();
		this.clock.move(Duration.ofSeconds(59));
		this.size.set(999);
		worker.run();
		assertThat(checkpoints()).hasSize(1);
		this.size.set(1000);
		worker.run();
		assertThat(checkpoints()).hasSize(2);
		this.clock.move(Duration.ofSeconds(60));
		worker.run();
		assertThat(checkpoints()).extracting(Checkpoint::number).containsExactly(1L, 2L, 3L);
		assertThat(checkpoints()).extracting(Checkpoint::head).containsExactly(head(0), head(1000), head(1000));
	}

	@Test
	void clockThatWasSetBackDelaysNothing() {
		CheckpointWorker worker = worker(FIRST);
		worker.run();
		this.clock.set(Duration.ofDays(-1));
		worker.run();
		assertThat(checkpoints()).hasSize(2);
	}

	@Test
	void runSaysWhenToLookAgain() {
		assertThat(worker(FIRST).run()).contains(this.clock.instant().plusSeconds(1));
	}

	@Test
	void rowRepeatsWhatItsNoteSays() {
		this.size.set(7);
		worker(FIRST).run();
		StoredCheckpoint row = rows().getFirst();
		Checkpoint checkpoint = row.checkpoint();
		assertThat(row).isEqualTo(new StoredCheckpoint(checkpoint.number(), checkpoint.head().size(),
				checkpoint.head().root(), checkpoint.madeAt(), row.note()));
	}

	@Test
	void originThatIsNotConfiguredIsThatOfTheFirstCheckpoint() {
		CheckpointWorker first = worker(properties(FIRST, null, null));
		CheckpointWorker second = worker(properties(FIRST, null, null));
		first.run();
		next(second);
		next(worker(properties(FIRST, null, null)));
		assertThat(checkpoints()).hasSize(3)
			.extracting(Checkpoint::origin)
			.containsOnly(checkpoints().getFirst().origin())
			.allMatch((origin) -> origin.matches("ons-relay/[0-9a-f]{16}"));
		assertThat(checkpoints()).allMatch((checkpoint) -> checkpoint.rotation().isEmpty());
	}

	@Test
	void rotationIsOneCheckpointSignedByBothKeys(CapturedOutput output) {
		worker(FIRST).run();
		next(worker(properties(SECOND, FIRST, ORIGIN)));
		next(worker(properties(SECOND, FIRST, ORIGIN)));
		assertThat(checkpoints().get(1).rotation()).contains(new KeyRotation(verifierKey(FIRST), verifierKey(SECOND)));
		assertThat(signatures(notes().get(1))).isEqualTo(2);
		assertThat(notes().get(1).isSignedBy(verifierKey(FIRST))).isTrue();
		assertThat(notes().get(1).isSignedBy(verifierKey(SECOND))).isTrue();
		assertThat(checkpoints().get(2).rotation()).isEmpty();
		assertThat(signatures(notes().get(2))).isEqualTo(1);
		assertThat(notes().get(2).isSignedBy(verifierKey(SECOND))).isTrue();
		TrustedKeys trusted = new TrustedKeys(List.of(verifierKey(FIRST)));
		trusted.learn(notes());
		assertThat(trusted.keys()).containsExactlyInAnyOrder(verifierKey(FIRST), verifierKey(SECOND));
		assertThat(output)
			.containsOnlyOnce("The key of the audit log has changed. Checkpoint 2 is signed by both keys");
	}

	@Test
	void otherOriginIsRotationToo() {
		worker(FIRST).run();
		next(worker(properties(FIRST, null, "example.com/other")));
		KeyRotation rotation = checkpoints().getLast().rotation().orElseThrow();
		assertThat(rotation.previous()).isEqualTo(verifierKey(FIRST));
		assertThat(rotation.next().name()).isEqualTo("example.com/other");
		assertThat(notes().getLast().isSignedBy(rotation.next())).isTrue();
	}

	@Test
	void keyForWhichNoneVouchesIsTold(CapturedOutput output) {
		worker(FIRST).run();
		next(worker(properties(SECOND, THIRD, ORIGIN)));
		assertThat(checkpoints().getLast().rotation()).isEmpty();
		assertThat(output).contains("Checkpoint 2 of the audit log is signed by a key that did not sign the one before",
				verifierKey(SECOND).toString());
	}

	@Test
	void checkpointAfterOneThatWasAlteredIsMadeAll() {
		worker(FIRST).run();
		this.store.write((jdbc) -> jdbc.sql("UPDATE audit_checkpoint SET note = 'altered'").update());
		next(worker(FIRST));
		assertThat(rows()).hasSize(2);
		assertThat(rows().getLast().checkpoint().number()).isEqualTo(2);
	}

	@Test
	void nothingIsSignedThatContradictsTheLastCheckpoint(CapturedOutput output) {
		this.size.set(10);
		CheckpointWorker worker = worker(FIRST);
		worker.run();
		this.size.set(9);
		next(worker);
		next(worker);
		assertThat(checkpoints()).hasSize(1);
		assertThat(output).containsOnlyOnce(
				"The audit log was altered: checkpoint 1 covers 10 records, and the log has 9. No checkpoint is signed");
		assertThat(this.meters.get("relay.audit.checkpoint.age").gauge().value()).isEqualTo(120);
		this.size.set(10);
		this.store.write((jdbc) -> jdbc.sql("UPDATE audit_checkpoint SET root = :root")
			.param("root", new byte[TreeHash.LENGTH])
			.update());
		next(worker);
		assertThat(checkpoints()).hasSize(1);
		assertThat(output).contains("covers the same 10 records with another root");
	}

	@Test
	void keyIsToldOnceAndNoSecretEver(CapturedOutput output) {
		CheckpointWorker worker = worker(properties(FIRST, SECOND, ORIGIN));
		next(worker);
		next(worker);
		assertThat(output).containsOnlyOnce(verifierKey(FIRST).toString());
		for (String key : List.of(FIRST, SECOND)) {
			assertThat(output).doesNotContain(NoteVectors.pem(key).reveal().lines().toList().get(1).substring(22, 60));
		}
	}

	@Test
	void metersShowTheLastCheckpoint() {
		this.size.set(5);
		CheckpointWorker worker = worker(FIRST);
		worker.run();
		this.clock.move(Duration.ofSeconds(30));
		assertThat(this.meters.get("relay.audit.checkpoint.age").gauge().value()).isEqualTo(30);
		assertThat(this.meters.get("relay.audit.checkpoint.size").gauge().value()).isEqualTo(5);
		assertThat(this.meters.get("relay.audit.checkpoint.signed").gauge().value()).isEqualTo(1);
	}

	@Test
	void withoutConfiguredKeyOneIsMadeUnlessReplicasNeedTheSame(CapturedOutput output) {
		CheckpointWorker worker = new CheckpointWorker(properties(null, null, ORIGIN),
				new SigningKeys(properties(null, null, ORIGIN), url(), this.store.isShared()), (_) -> head(0),
				this.store, new CheckpointMetrics(this.meters, this.clock), new Random(1), this.clock);
		assertThat(worker.open()).isEqualTo(this.dialect == Dialect.SQLITE);
		worker.run();
		boolean made = this.dialect == Dialect.SQLITE;
		assertThat(rows()).hasSize(made ? 1 : 0);
		assertThat(Files.exists(this.directory.resolve("relay.db-audit-key.pem"))).isEqualTo(made);
		assertThat(this.meters.get("relay.audit.checkpoint.signed").gauge().value()).isEqualTo(made ? 1 : 0);
		if (!made) {
			assertThat(output).contains("The audit log has no checkpoints", "set relay.audit.signing-key");
			assertThat(this.meters.get("relay.audit.checkpoint.age").gauge().value()).isNaN();
		}
	}

	@Test
	void processesThatMakeThemAtTheSameTimeMakeConsecutiveNumbers() {
		List<Runnable> tasks = new ArrayList<>();
		List<TestStore> stores = new ArrayList<>(List.of(this.store));
		if (this.dialect.isShared()) {
			stores.add(TestStore.in(this.directory, this.dialect));
		}
		for (TestStore each : stores) {
			CheckpointWorker worker = worker(properties(FIRST, null, null), each, true);
			tasks.add(() -> {
				for (int i = 0; i < 30; i++) {
					worker.run();
				}
			});
		}
		List<Thread> threads = tasks.stream().map((task) -> Thread.ofVirtual().start(task)).toList();
		threads.forEach(CheckpointWorkerTests::join);
		int count = 30 * stores.size();
		assertThat(checkpoints()).extracting(Checkpoint::number)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
		assertThat(checkpoints()).extracting(Checkpoint::origin).containsOnly(checkpoints().getFirst().origin());
		stores.removeFirst();
		stores.forEach(TestStore::close);
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void next(CheckpointWorker worker) {
		this.clock.move(Duration.ofMinutes(1));
		worker.run();
	}

	private CheckpointWorker worker(String key) {
		return worker(properties(key, null, ORIGIN));
	}

	private CheckpointWorker worker(AuditProperties properties) {
		return worker(properties, this.store, false);
	}

	private CheckpointWorker worker(AuditProperties properties, TestStore on, boolean grows) {
		CheckpointWorker worker = new CheckpointWorker(properties, new SigningKeys(properties, url(), on.isShared()),
				(_) -> head(grows ? this.size.addAndGet(1000) : this.size.get()), on,
				new CheckpointMetrics(this.meters, this.clock), new SecureRandom(), this.clock);
		assertThat(worker.open()).isTrue();
		return worker;
	}

	private String url() {
		return (this.dialect == Dialect.SQLITE) ? "jdbc:sqlite:" + this.directory.resolve("relay.db")
				: "jdbc:postgresql://127.0.0.1/relay";
	}

	private static AuditProperties properties(@Nullable String key, @Nullable String previous,
			@Nullable String origin) {
		return new AuditProperties(origin, pem(key), pem(previous), null, Duration.ofMinutes(1), 1000, false, null,
				null, null);
	}

	private static @Nullable Secret pem(@Nullable String key) {
		return (key != null) ? NoteVectors.pem(key) : null;
	}

	private static VerifierKey verifierKey(String key) {
		return NoteVectors.key(key).verifierKey(ORIGIN);
	}

	private static TreeHead head(long size) {
		return new TreeHead(size, TreeHash.of(ByteBuffer.allocate(TreeHash.LENGTH).putLong(size).array()));
	}

	private static long signatures(SignedNote note) {
		return note.toString().lines().filter((line) -> line.startsWith("— ")).count();
	}

	private List<StoredCheckpoint> rows() {
		return this.store.read((jdbc) -> CheckpointTable.after(jdbc, 0, 1000));
	}

	private List<SignedNote> notes() {
		return rows().stream().map((row) -> SignedNote.parse(row.note())).toList();
	}

	private List<Checkpoint> checkpoints() {
		return rows().stream().map(StoredCheckpoint::checkpoint).toList();
	}

}
