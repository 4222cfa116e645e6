package io.onsrelay.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.AuditedMessages;
import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.process.JarTool;
import io.onsrelay.store.TestStore;

/**
 * What the audit log costs: how long it takes to verify a large one, and what ingest
 * costs with its tree and without.
 */
final class AuditRows {

	private static final String ORIGIN = "bench.example/log";

	private static final int BATCH = 500;

	private static final int CHECKPOINT_RECORDS = 1000;

	private static final int VERIFY_SECONDS = 30;

	private static final double SEALING_RATIO = 1.03;

	private static final int SEALING_ROUNDS = 3;

	private final Bench bench;

	AuditRows(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Measures {@code audit verify} with a checkpoint for each thousand records, all of
	 * them given from outside, too.
	 * @param records how many records the log has
	 */
	Row verification(int records) {
		Path directory = this.bench.work().resolve("verification");
		Path checkpoints = directory.resolve("checkpoints.txt");
		SigningKey key = SigningKey.generate();
		fill(directory, checkpoints, key, records);
		List<String> command = List.of(JarTool.JAVA.toString(), "-Xmx128m", "-XX:ActiveProcessorCount=2",
				"--enable-native-access=ALL-UNNAMED", "-jar", this.bench.jar().toString(), "audit", "verify", "--key",
				key.verifierKey(ORIGIN).toString(), "--checkpoints", checkpoints.toString(),
				"--spring.datasource.url=jdbc:sqlite:" + directory.resolve("relay.db"));
		Path output = directory.resolve("verify.log");
		MeasuredProcess verify = MeasuredProcess.run(command, output);
		if (verify.status() != 0) {
			throw new IllegalStateException(
					"audit verify ended with status %d: see %s".formatted(verify.status(), output));
		}
		double seconds = verify.took().toMillis() / 1e3;
		return new Row("`audit verify` of %,d records, -Xmx128m, two cores".formatted(records),
				"< %d s".formatted(VERIFY_SECONDS), seconds < VERIFY_SECONDS, "%.1f s".formatted(seconds),
				"%.1f s of CPU, %d MB resident at most, %.1f GB of SQLite".formatted(verify.computed().toMillis() / 1e3,
						verify.memory() >> 20, size(directory) / 1e9));
	}

	private static void fill(Path directory, Path checkpoints, SigningKey key, int records) {
		long start = System.nanoTime();
		try {
			Files.createDirectories(directory);
			try (TestStore store = TestStore.in(directory);
					BufferedWriter outside = Files.newBufferedWriter(checkpoints)) {
				Journal journal = new Journal(store, new MessageParser(), Duration.ofDays(7));
				AuditLog log = new AuditLog(store::isShared);
				FixtureMessages fixtures = new FixtureMessages(records);
				int sealed = 0;
				long number = 0;
				for (int from = 0; sealed < records; from += BATCH) {
					List<Message> batch = fixtures.range(from, from + Math.min(BATCH, records - sealed));
					sealed += store
						.write((jdbc) -> AuditedMessages.append(jdbc, journal, log, "audit/default", batch).size());
					if (sealed / CHECKPOINT_RECORDS >= number || sealed == records) {
						SignedNote note = checkpoint(store, log, key, ++number, batch.getLast().receivedAt());
						outside.write(note.toString().replace("\n", "\\n"));
						outside.newLine();
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Bench.say("%,d records are sealed after %d s", records, (System.nanoTime() - start) / 1_000_000_000);
	}

	private static SignedNote checkpoint(TestStore store, AuditLog log, SigningKey key, long number, Instant at) {
		TreeHead head = store.read(log::head);
		Checkpoint checkpoint = new Checkpoint(ORIGIN, head, number, at, Optional.empty());
		SignedNote note = SignedNote.sign(checkpoint.text(), List.of(Map.entry(ORIGIN, key)));
		store.write((jdbc) -> jdbc
			.sql("INSERT INTO audit_checkpoint (number, size, root, made_at, note) VALUES (?, ?, ?, ?, ?)")
			.params(number, head.size(), head.root().bytes(), at.toEpochMilli(), note.toString())
			.update());
		return note;
	}

	private static long size(Path directory) {
		try {
			return Files.size(directory.resolve("relay.db"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Measures durable ingest with the tree and without it, in turns: two services that
	 * have nothing but the audit store, of which one rests while the other one is sent
	 * messages.
	 */
	List<Row> sealing() {
		Setting setting = new Setting(List.of(), true, false);
		List<Round> on = new ArrayList<>();
		List<Round> off = new ArrayList<>();
		try (Service sealing = this.bench.start("sealing", setting);
				Service unsealed = this.bench.with(UnsealedLog.pack(this.bench.jar(), this.bench.work()))
					.start("unsealed", setting)) {
			for (Service service : List.of(sealing, unsealed)) {
				Wrk.run(service.port(), "/ons", this.bench.scale().warmUp());
			}
			for (int i = 0; i < SEALING_ROUNDS; i++) {
				on.add(round(sealing, unsealed));
				off.add(round(unsealed, sealing));
			}
		}
		check();
		double with = Bench.median(on.stream().mapToDouble(Round::micros));
		double without = Bench.median(off.stream().mapToDouble(Round::micros));
		double ratio = with / without;
		double rate = Bench.median(on.stream().mapToDouble(Round::perSecond));
		double rateWithout = Bench.median(off.stream().mapToDouble(Round::perSecond));
		return List.of(
				new Row("CPU of durable ingest into the audit log, with its tree against without",
						"≤ %.2f".formatted(SEALING_RATIO), ratio <= SEALING_RATIO, "%.3f".formatted(ratio),
						"%.0f µs against %.0f µs each; rounds %s against %s".formatted(with, without, micros(on),
								micros(off))),
				Row.figure("its rate", "%.3f".formatted(rate / rateWithout),
						"%.0f/s against %.0f/s".formatted(rate, rateWithout)));
	}

	private Round round(Service service, Service other) {
		other.awaitRest();
		service.awaitRest();
		Duration before = service.computed();
		double perSecond = Wrk.run(service.port(), "/ons", this.bench.scale().round());
		double micros = service.computed().minus(before).toNanos() / 1e3 / perSecond / this.bench.scale().round();
		Bench.say("%s: %.0f/s, %.1f µs of CPU each", service.name(), perSecond, micros);
		return new Round(perSecond, micros);
	}

	/**
	 * Requires that one log has a tree and the other one has none.
	 */
	private void check() {
		long leaves = leaves("sealing");
		long none = leaves("unsealed");
		if (leaves == 0 || none != 0) {
			throw new IllegalStateException(
					"There are %d leaves with the tree, and %d without".formatted(leaves, none));
		}
	}

	private long leaves(String store) {
		try (TestStore opened = TestStore.in(this.bench.work().resolve(store))) {
			return opened.count("audit_leaf");
		}
	}

	private static String micros(List<Round> rounds) {
		return Bench.each(rounds.stream().mapToDouble(Round::micros).toArray());
	}

	/**
	 * A round of load.
	 *
	 * @param perSecond how many messages were acknowledged in a second
	 * @param micros the processor time of each, in microseconds
	 */
	private record Round(double perSecond, double micros) {
	}

}
