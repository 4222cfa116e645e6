package io.onsrelay.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise that the relay exists for: what it has acknowledged is on disk, and
 * arrives; and the audit log has each record in its tree, as its checkpoints say. One
 * installation is killed at random moments, again and again. A failure is played again
 * with {@code -Drelay.seed}, as far as it depends on random numbers.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class CrashIT {

	private static final int ROUNDS = Integer.getInteger("relay.rounds", 5);

	private static final long SEED = Long.getLong("relay.seed", System.nanoTime());

	private static final int CONNECTIONS = 32;

	private static final int RESOURCES = 150;

	private static final int EVENTS_OF_EACH = 3;

	private static final Pattern VERIFIER_KEY = Pattern
		.compile("ons-relay/[0-9a-f]{16}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final Random random = new Random(SEED);

	private final List<SequencedEvent> sent = new ArrayList<>();

	private final Set<SequencedEvent> acknowledged = new HashSet<>();

	/**
	 * How much had arrived at Slack and at PagerDuty at each kill.
	 */
	private final List<Integer> slackAtKill = new ArrayList<>();

	private final List<Integer> pagerDutyAtKill = new ArrayList<>();

	@Test
	void everythingAcknowledgedIsKeptOnceAndDeliveredInOrderWhenTheProcessIsKilledAgainAndAgain() {
		System.out.printf("%d rounds, -Drelay.seed=%d%n", ROUNDS, SEED);
		for (int round = 0; round < ROUNDS; round++) {
			this.sent.addAll(SequencedEvent.of(RESOURCES, round * EVENTS_OF_EACH, (round + 1) * EVENTS_OF_EACH));
			postUntilTheKill();
		}
		RelayProcess last = start();
		assertThat(this.relay.store().unsealed()).isZero();
		assertThat(marksOf(this.relay.store().journal())).doesNotHaveDuplicates().containsAll(this.acknowledged);
		assertThat(this.relay.post(unacknowledged()).over(CONNECTIONS)).hasSameSizeAs(unacknowledged());
		this.relay.awaitEverythingDelivered(this.sent.size());
		assertThat(marksOf(this.relay.store().journal())).containsExactlyInAnyOrderElementsOf(this.sent);
		assertThat(marksOf(this.relay.store().audit())).containsExactlyInAnyOrderElementsOf(this.sent);
		assertDelivered(new Arrivals(RelayExtension.SLACK, this.relay.slackMarks()), this.slackAtKill);
		assertDelivered(new Arrivals(RelayExtension.PAGER_DUTY, this.relay.pagerDutyMarks()), this.pagerDutyAtKill);
		assertAuditLogVerifies(last);
	}

	private RelayProcess start() {
		return this.relay.start(this.relay.usual() + """

				relay.audit:
				  checkpoint-file: checkpoints.txt
				  checkpoint-records: 50
				""");
	}

	/**
	 * With the key that the process has logged, and each checkpoint that was written
	 * before and between the kills.
	 */
	private void assertAuditLogVerifies(RelayProcess process) {
		Matcher key = VERIFIER_KEY.matcher(process.output());
		assertThat(key.find()).isTrue();
		CommandRun verify = this.relay.run("audit", "verify", "--key", key.group(), "--checkpoints", "checkpoints.txt",
				"--spring.config.additional-location=relay.yaml");
		assertThat(verify.status()).as(verify.out() + verify.err()).isZero();
		assertThat(verify.out()).contains("Nothing was altered in the audit log: ", "from outside")
			.doesNotContain("waiting");
	}

	/**
	 * Posts what is not acknowledged yet, as ONS does, until some number of
	 * acknowledgements; after the last of them the lanes are still at work.
	 */
	private void postUntilTheKill() {
		RelayProcess process = start();
		List<SequencedEvent> marks = unacknowledged();
		int moment = 1 + this.random.nextInt(marks.size());
		Set<SequencedEvent> now = this.relay.post(marks).atAcknowledgement(moment, process::kill).over(CONNECTIONS);
		assertThat(now).hasSizeGreaterThanOrEqualTo(moment);
		this.acknowledged.addAll(now);
		this.slackAtKill.add(this.relay.slackMarks().size());
		this.pagerDutyAtKill.add(this.relay.pagerDutyMarks().size());
		System.out.printf("Killed at acknowledgement %d of %d; arrived at Slack %d, at PagerDuty %d%n", moment,
				marks.size(), this.slackAtKill.getLast(), this.pagerDutyAtKill.getLast());
	}

	private List<SequencedEvent> unacknowledged() {
		return this.sent.stream().filter((event) -> !this.acknowledged.contains(event)).toList();
	}

	/**
	 * Only calls that were in flight at a kill may arrive once more after it.
	 */
	private void assertDelivered(Arrivals arrivals, List<Integer> atKill) {
		arrivals.areAllOf(this.sent).areInOrder();
		List<Integer> untilKill = new ArrayList<>(atKill);
		untilKill.add(arrivals.marks().size());
		for (int kills = 0; kills <= ROUNDS; kills++) {
			assertThat(arrivals.repeatsAmong(untilKill.get(kills))).as("repeated after %d kills", kills)
				.isLessThanOrEqualTo(kills * RelayExtension.CONCURRENCY);
		}
	}

	private static List<SequencedEvent> marksOf(List<String> bodies) {
		return bodies.stream().map(SequencedEvent::in).toList();
	}

}
