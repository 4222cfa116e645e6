package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backup that is made under load, and restored: it has every message that was
 * acknowledged before it began.
 */
@Order(1)
class BackupIT {

	private static final String CONFIGURATION = "--spring.config.additional-location=relay.yaml";

	private static final int RESOURCES = 20;

	private static final List<SequencedEvent> BEFORE = SequencedEvent.of(RESOURCES, 5);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void backupUnderLoadHasEverythingAcknowledgedBeforeItBegan() throws IOException {
		RelayProcess process = this.relay.start();
		assertThat(this.relay.post(BEFORE).over(8)).hasSameSizeAs(BEFORE);
		CompletableFuture<CommandRun> running = CompletableFuture
			.supplyAsync(() -> this.relay.run("backup", "backup.db", CONFIGURATION));
		int sequence = 5;
		while (!running.isDone()) {
			assertThat(this.relay.post(SequencedEvent.of(RESOURCES, sequence, ++sequence)).over(8)).hasSize(RESOURCES);
		}
		CommandRun backup = running.join();
		assertThat(backup.status()).as(backup.err()).isZero();
		assertThat(backup.out()).contains("backup.db is complete and verified: ");
		CommandRun tooEarly = this.relay.run("restore", "backup.db", CONFIGURATION);
		assertThat(tooEarly.status()).isOne();
		assertThat(tooEarly.err()).startsWith("Another process uses ").contains("stop the service");
		process.kill();
		CommandRun restore = this.relay.run("restore", "backup.db", CONFIGURATION);
		assertThat(restore.status()).as(restore.err()).isZero();
		assertThat(restore.out()).contains("The replaced store is kept as ", "relay.db is restored: ");
		this.relay.start();
		List<SequencedEvent> journal = this.relay.store().journal().stream().map(SequencedEvent::in).toList();
		System.out.printf("%d messages before the backup, %d with those meanwhile, %d in it%n", BEFORE.size(),
				RESOURCES * sequence, journal.size());
		assertThat(journal).doesNotHaveDuplicates().containsAll(BEFORE);
		this.relay.awaitEverythingDelivered(journal.size());
		assertThat(new StoreFile(kept()).journal()).as("nothing of the replaced store is lost")
			.hasSize(RESOURCES * sequence);
	}

	private Path kept() throws IOException {
		try (Stream<Path> files = Files.list(this.relay.directory())) {
			return files.filter((file) -> file.getFileName().toString().matches("relay\\.db\\.replaced-\\w+"))
				.findFirst()
				.orElseThrow();
		}
	}

}
