package io.onsrelay.ingest.connection;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenConnections}.
 */
class OpenConnectionsTests {

	private static final Duration HEAD = Duration.ofSeconds(10);

	private static final Duration IDLE = Duration.ofSeconds(60);

	private long now = Long.MAX_VALUE - HEAD.toNanos() / 2;

	private final OpenConnections<String> connections = new OpenConnections<>(() -> this.now);

	@BeforeEach
	void setLimits() {
		this.connections.setLimits(3, HEAD, IDLE);
	}

	@Test
	void headWhenItTakesTooLongIsOverdueHoweverManyBytesArrive() {
		this.connections.accepted("slow", "somewhere");
		for (int i = 0; i < 10; i++) {
			pass(Duration.ofSeconds(1));
			this.connections.receiving("slow");
			assertThat(this.connections.removeOverdue()).isEmpty();
		}
		pass(Duration.ofMillis(1));
		assertThat(this.connections.removeOverdue()).containsExactly("slow");
		assertThat(this.connections.removeOverdue()).as("told once").isEmpty();
	}

	@Test
	void requestInServiceIsNeverOverdue() {
		this.connections.accepted("a", "somewhere");
		this.connections.serving("a");
		pass(IDLE.plus(IDLE));
		assertThat(this.connections.removeOverdue()).isEmpty();
	}

	@Test
	void restOfTheBodyAfterTheResponseHasToArriveInTime() {
		answer("a");
		pass(HEAD.plusMillis(1));
		assertThat(this.connections.removeOverdue()).containsExactly("a");
	}

	@Test
	void idleConnectionIsNotOverdueUntilItsNextHeadIs() {
		answer("a");
		this.connections.idle("a");
		pass(HEAD.plus(HEAD));
		assertThat(this.connections.removeOverdue()).isEmpty();
		this.connections.receiving("a");
		pass(HEAD);
		this.connections.receiving("a");
		assertThat(this.connections.removeOverdue()).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(this.connections.removeOverdue()).containsExactly("a");
	}

	@Test
	void connectionOfStreamsHasTheTimeOfAPauseAndAHead() {
		this.connections.accepted("a", "somewhere");
		this.connections.serving("a");
		this.connections.serving("a");
		this.connections.servedStream("a");
		pass(IDLE.plus(HEAD).plusMillis(1));
		assertThat(this.connections.removeOverdue()).as("another stream is in service").isEmpty();
		this.connections.servedStream("a");
		pass(IDLE.plus(HEAD));
		assertThat(this.connections.removeOverdue()).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(this.connections.removeOverdue()).containsExactly("a");
	}

	@Test
	void acceptedWhenThereAreTooManyDisplacesTheOneThatHasWaitedLongest() {
		assertThat(this.connections.accepted("a", "somewhere")).isEmpty();
		assertThat(this.connections.accepted("b", "somewhere")).isEmpty();
		assertThat(this.connections.accepted("c", "somewhere")).isEmpty();
		assertThat(this.connections.accepted("d", "somewhere")).contains("a");
		this.connections.receiving("b");
		assertThat(this.connections.accepted("e", "somewhere")).as("bytes of a head change nothing").contains("b");
	}

	@Test
	void acceptedDisplacesIdleConnectionsInTheOrderOfTheirLastResponse() {
		answer("a");
		this.connections.idle("a");
		this.connections.accepted("b", "somewhere");
		this.connections.accepted("c", "somewhere");
		this.connections.receiving("a");
		assertThat(this.connections.accepted("d", "somewhere")).as("another request of a has begun").contains("b");
	}

	@Test
	void acceptedDisplacesNoRequestInService() {
		for (String each : new String[] { "a", "b", "c" }) {
			this.connections.accepted(each, "somewhere");
			this.connections.serving(each);
		}
		assertThat(this.connections.accepted("d", "somewhere")).isEmpty();
		assertThat(this.connections.accepted("e", "somewhere")).contains("d");
	}

	@Test
	void acceptedDisplacesOfTheSourceWithTheMostWaiting() {
		this.connections.setLimits(5, HEAD, IDLE);
		this.connections.accepted("a", "ons");
		for (int i = 0; i < 100; i++) {
			this.connections.accepted("slow-" + i, "attacker");
		}
		this.connections.accepted("b", "ons");
		this.connections.serving("a");
		this.connections.served("a");
		assertThat(this.connections.accepted("slow-100", "attacker")).contains("slow-97");
	}

	@Test
	void closedMakesSpace() {
		this.connections.accepted("a", "somewhere");
		this.connections.accepted("b", "somewhere");
		this.connections.accepted("c", "somewhere");
		this.connections.closed("b");
		assertThat(this.connections.accepted("d", "somewhere")).isEmpty();
	}

	@Test
	void whatHappensOnAConnectionAfterItsEndLeavesNoTrace() {
		this.connections.accepted("a", "somewhere");
		this.connections.serving("a");
		this.connections.closed("a");
		this.connections.served("a");
		this.connections.idle("a");
		this.connections.receiving("a");
		this.connections.serving("a");
		this.connections.served("a");
		pass(IDLE.plus(IDLE));
		assertThat(this.connections.removeOverdue()).isEmpty();
	}

	private void answer(String connection) {
		this.connections.accepted(connection, "somewhere");
		this.connections.receiving(connection);
		this.connections.serving(connection);
		this.connections.served(connection);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
