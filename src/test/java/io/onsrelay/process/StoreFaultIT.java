package io.onsrelay.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsAnswer;
import io.onsrelay.standin.OnsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that can't be written for a while: nothing is acknowledged meanwhile, and all
 * goes on afterwards by itself.
 */
class StoreFaultIT {

	private static final String FAILING = "so nothing is acknowledged until it can";

	private static final String RECOVERED = "The store accepts writes again";

	private static final List<SequencedEvent> BEFORE = SequencedEvent.of(20, 1);

	private static final List<SequencedEvent> LATER = SequencedEvent.of(20, 1, 3);

	private static final int FULL = 64 * 1024;

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	/**
	 * While all is well the relay keeps the lock: another process gets it only after the
	 * relay had to let go.
	 */
	@Test
	void nothingIsAcknowledgedWhileTheDiskIsFullOrAnotherProcessLocksTheDatabase() throws SQLException {
		RelayProcess process = startWithMessages();
		Disk disk = Disk.of(process);
		disk.fill(FULL);
		assertRefused(process);
		try (Connection other = DriverManager
			.getConnection("jdbc:sqlite:" + this.relay.directory().resolve("relay.db") + "?busy_timeout=60000");
				Statement statement = other.createStatement()) {
			statement.execute("BEGIN EXCLUSIVE");
			disk.clear();
			assertRefused(process);
			statement.execute("ROLLBACK");
		}
		assertEverythingArrives(process);
	}

	/**
	 * Slack is down, so that its lane wants to write while no writer can.
	 */
	private RelayProcess startWithMessages() {
		this.relay.slack().availability().failWith(503);
		RelayProcess process = this.relay.start();
		assertThat(this.relay.post(BEFORE).over(2)).hasSameSizeAs(BEFORE);
		this.relay.awaitDelivered(RelayExtension.PAGER_DUTY, BEFORE.size());
		return process;
	}

	private void assertRefused(RelayProcess process) {
		try (OnsClient ons = this.relay.client()) {
			RelayExtension.await("refusal")
				.until(() -> ons.postWithCredentials(LATER.getFirst().message(this.relay.topic()))
					.last()
					.status() == 503);
			OnsAnswer answer = ons.postWithCredentials(LATER.getLast().message(this.relay.topic())).last();
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.retryAfter()).matches("[1-9][0-9]*");
		}
		RelayExtension.await("readiness down").until(() -> !process.ready());
		assertThat(process.output()).containsOnlyOnce(FAILING);
	}

	private void assertEverythingArrives(RelayProcess process) {
		RelayExtension.await("readiness up").until(process::ready);
		this.relay.slack().availability().recover();
		assertThat(process.output()).contains(RECOVERED);
		Set<SequencedEvent> acknowledged = this.relay.post(LATER).over(2);
		assertThat(acknowledged).hasSameSizeAs(LATER);
		this.relay.awaitEverythingDelivered(BEFORE.size() + LATER.size());
		assertThat(this.relay.store().journal()).hasSize(BEFORE.size() + LATER.size());
		assertThat(process.running()).isTrue();
	}

}
