package io.onsrelay.process;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is acknowledged while a destination is down arrives when it is back, also where
 * the relay is killed in between.
 */
class OutageIT {

	private static final int CONNECTIONS = 8;

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(100, 5);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void everythingArrivesWhenTheProcessWasKilledDuringAnOutage() {
		this.relay.slack().availability().failWith(503);
		RelayProcess first = this.relay.start();
		assertThat(this.relay.post(MARKS).over(CONNECTIONS)).hasSameSizeAs(MARKS);
		first.kill();
		this.relay.start();
		assertThat(this.relay.slack().posts()).isEmpty();
		this.relay.slack().availability().recover();
		this.relay.awaitDelivered(RelayExtension.SLACK, MARKS.size());
		new Arrivals(RelayExtension.SLACK, this.relay.slackMarks()).areAllOf(MARKS).areInOrder();
		assertThat(this.relay.slackMarks()).hasSameSizeAs(MARKS);
	}

}
