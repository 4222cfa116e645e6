package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import io.onsrelay.standin.OnsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of the store is deleted or replaced while the relay runs: it notices within a
 * second, acknowledges nothing more, and says so once.
 */
@Isolated("a second is all the time that the relay has")
class StoreLossIT {

	private static final int CONNECTIONS = 4;

	private static final int DELETED_AFTER = 20;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final AtomicInteger acknowledged = new AtomicInteger();

	private volatile long deletedAt;

	@Test
	void nothingIsAcknowledgedLaterThanASecondAfterTheFileIsGone() throws IOException {
		RelayProcess first = this.relay.start();
		Path file = this.relay.directory().resolve("relay.db");
		postUntilTwoSecondsAfterDeleting(file);
		List<Integer> later = this.answers.stream()
			.filter((answer) -> answer.at() > this.deletedAt + SECOND)
			.map(Answer::status)
			.toList();
		assertThat(later).isNotEmpty().containsOnly(503);
		assertLost(first, file + " was deleted");
		assertThat(file).as("it is not made again, empty").doesNotExist();
		assertThat(first.terminate()).isEqualTo(143);
		RelayProcess second = this.relay.start();
		assertThat(this.relay.post(SequencedEvent.of(3, 1)).over(1)).as("a restart helps").hasSize(3);
		Files.copy(file, this.relay.directory().resolve("copy"));
		Files.move(this.relay.directory().resolve("copy"), file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(this.relay.post(SequencedEvent.of(3, 1, 2)).over(1)).as("nothing after an idle time").isEmpty();
		assertLost(second, file + " was replaced");
	}

	private static void assertLost(RelayProcess process, String reason) {
		RelayExtension.await("readiness down").until(() -> !process.ready());
		assertThat(process.output()).containsOnlyOnce("so nothing is written to it any more")
			.contains(reason, "and start it again")
			.doesNotContain("\tat ");
	}

	private void postUntilTwoSecondsAfterDeleting(Path file) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, CONNECTIONS).forEach((connection) -> threads.execute(() -> post(connection, file)));
		}
	}

	private void post(int connection, Path file) {
		try (OnsClient client = this.relay.client()) {
			for (int i = 0; this.deletedAt == 0 || System.nanoTime() < this.deletedAt + 2 * SECOND; i++) {
				int status = client.postWithCredentials(new SequencedEvent(connection, i).message(this.relay.topic()))
					.last()
					.status();
				this.answers.add(new Answer(System.nanoTime(), status));
				if (status == 200 && this.acknowledged.incrementAndGet() == DELETED_AFTER) {
					Files.delete(file);
					this.deletedAt = System.nanoTime();
				}
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * An answer of the relay.
	 *
	 * @param at when it arrived, by the monotonic clock
	 * @param status its status
	 */
	private record Answer(long at, int status) {
	}

}
