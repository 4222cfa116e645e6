package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar starts on the store and with the configuration of each released version: its
 * messages, its dead letters and its audit records are there, and it goes on from them.
 */
@Execution(ExecutionMode.CONCURRENT)
class UpgradeIT {

	private static final Path RELEASES = Path.of("src/test/resources/releases");

	/** Of these, the first is a dead letter at Slack. */
	private static final List<SequencedEvent> KEPT = SequencedEvent.of(2, 2);

	private static final List<SequencedEvent> NEXT = SequencedEvent.of(1, 2, 3);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@TempDir
	private Path directory;

	static List<ReleasedStore> releases() {
		try (Stream<Path> directories = Files.list(RELEASES)) {
			return directories.sorted().map(ReleasedStore::new).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("releases")
	void goesOnFromFile(ReleasedStore release) throws IOException {
		release.copyFile(this.relay.directory().resolve("relay.db"));
		this.relay.start(Files.readString(release.configuration()));
		assertThat(this.relay.post(NEXT).over(1)).hasSameSizeAs(NEXT);
		RelayExtension.await("the next").until(() -> this.relay.slackMarks().containsAll(NEXT));
		assertThat(marks(this.relay.store().journal())).containsAll(KEPT).containsAll(NEXT);
		assertThat(marks(this.relay.store().audit())).containsAll(KEPT).containsAll(NEXT);
		assertThat(this.relay.store().dead(RelayExtension.SLACK)).isOne();
		assertThat(this.relay.slackMarks()).doesNotContainAnyElementsOf(KEPT);
	}

	@ParameterizedTest
	@MethodSource("releases")
	void goesOnFromDatabase(ReleasedStore release) throws IOException {
		try (SharedStore store = new SharedStore(this.directory.resolve("postgres"))) {
			release.copyRows(url(store));
			this.relay.start(Files.readString(release.configuration()) + using(store));
			assertThat(this.relay.post(NEXT).over(1)).hasSameSizeAs(NEXT);
			RelayExtension.await("the next").until(() -> this.relay.slackMarks().containsAll(NEXT));
			assertThat(store.journal()).containsAll(KEPT).containsAll(NEXT);
			assertThat(store.audit()).containsAll(KEPT).containsAll(NEXT);
			assertThat(store.count("delivery WHERE state = 'dead'")).isOne();
			assertThat(this.relay.slackMarks()).doesNotContainAnyElementsOf(KEPT);
		}
	}

	/**
	 * Keeps the stores of this version: {@code -Drelay.release=0.1.0}.
	 */
	@Test
	@EnabledIfSystemProperty(named = "relay.release", matches = ".+")
	void keepsStores() throws IOException, SQLException {
		ReleasedStore release = new ReleasedStore(RELEASES.resolve(System.getProperty("relay.release")));
		String configuration = Files.readString(release.configuration());
		RelayProcess process = this.relay.start(configuration);
		postKept(() -> this.relay.store().dead(RelayExtension.SLACK));
		this.relay.awaitDelivered(RelayExtension.SLACK, KEPT.size() - 1);
		this.relay.awaitDelivered(RelayExtension.PAGER_DUTY, KEPT.size());
		process.terminate();
		release.keepFile(this.relay.directory().resolve("relay.db"));
		try (SharedStore store = new SharedStore(this.directory.resolve("postgres"))) {
			process = this.relay.start(configuration + using(store));
			postKept(() -> store.count("delivery WHERE state = 'dead'"));
			RelayExtension.await("all deliveries")
				.until(() -> store.count("delivery WHERE state IN ('dead', 'delivered')") >= 2 * KEPT.size());
			process.terminate();
			release.keepRows(url(store));
		}
	}

	private void postKept(Callable<Integer> dead) {
		this.relay.slack().availability().failWith(404, "no_service");
		this.relay.post(KEPT.subList(0, 1)).over(1);
		RelayExtension.await("a dead letter").until(() -> dead.call() == 1);
		this.relay.slack().availability().recover();
		this.relay.post(KEPT.subList(1, KEPT.size())).over(1);
	}

	private static String url(SharedStore store) {
		return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(store.port());
	}

	private static String using(SharedStore store) {
		return """

				---
				spring.datasource.url: "%s"
				""".formatted(url(store));
	}

	private static List<SequencedEvent> marks(List<String> bodies) {
		return bodies.stream().map(SequencedEvent::in).toList();
	}

}
