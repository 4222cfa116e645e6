package io.onsrelay.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise that the relay exists for: what it has acknowledged is on disk.
 */
class CrashIT {

	private static final int CONNECTIONS = 32;

	private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 800;

	private static final List<Mark> MARKS = Mark.of(200, 10);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void everyAcknowledgedMessageIsKeptOnceAndDeliveredWhenTheProcessIsKilled() {
		Set<Mark> acknowledged = postUntilTheKill();
		this.relay.start();
		assertThat(marksOf(this.relay.store().journal())).doesNotHaveDuplicates().containsAll(acknowledged);
		List<Mark> unacknowledged = MARKS.stream().filter((mark) -> !acknowledged.contains(mark)).toList();
		assertThat(this.relay.post(unacknowledged).over(CONNECTIONS))
			.containsExactlyInAnyOrderElementsOf(unacknowledged);
		this.relay.awaitEverythingDelivered(MARKS.size());
		assertThat(marksOf(this.relay.store().journal())).containsExactlyInAnyOrderElementsOf(MARKS);
		assertThat(marksOf(this.relay.store().audit())).containsExactlyInAnyOrderElementsOf(MARKS);
		assertDeliveredAtLeastOnce(RelayExtension.SLACK, this.relay.slackMarks());
		assertDeliveredAtLeastOnce(RelayExtension.PAGER_DUTY, this.relay.pagerDutyMarks());
		System.out.printf(
				"Killed after %d of %d acknowledgements; posts to Slack %d, events at PagerDuty %d, audit %d%n",
				acknowledged.size(), MARKS.size(), this.relay.slackMarks().size(), this.relay.pagerDutyMarks().size(),
				this.relay.store().audit().size());
	}

	private Set<Mark> postUntilTheKill() {
		RelayProcess process = this.relay.start();
		Set<Mark> acknowledged = this.relay.post(MARKS)
			.atAcknowledgement(ACKNOWLEDGED_BEFORE_THE_KILL, process::kill)
			.over(CONNECTIONS);
		assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL)
			.hasSizeLessThan(MARKS.size());
		return acknowledged;
	}

	/**
	 * Only what was under way when the process was killed may have arrived twice.
	 */
	private static void assertDeliveredAtLeastOnce(String destination, List<Mark> arrived) {
		assertThat(new HashSet<>(arrived)).as(destination).containsExactlyInAnyOrderElementsOf(MARKS);
		List<Mark> repeated = new ArrayList<>(arrived);
		MARKS.forEach(repeated::remove);
		assertThat(repeated).as("repeated to " + destination).hasSizeLessThanOrEqualTo(RelayExtension.CONCURRENCY);
	}

	private static List<Mark> marksOf(List<String> bodies) {
		return bodies.stream().map(Mark::in).toList();
	}

}
