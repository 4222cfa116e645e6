package io.onsrelay.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.standin.StandInOns;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What outlives the process.
 */
@Execution(ExecutionMode.CONCURRENT)
class RestartIT {

	// 128 plus the number of SIGTERM, as the JVM exits on it.
	private static final int TERMINATED = 143;

	private static final Pattern GENERATED_PASSWORD = Pattern.compile("https://ons:([A-Za-z0-9]{32})@");

	private static final List<SequencedEvent> MARKS = SequencedEvent.of(50, 4);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void generatedPasswordIsPrintedOnceAndWorksAfterRestart() {
		RelayProcess first = this.relay.start("");
		List<String> printed = generatedPasswords(first);
		assertThat(printed).hasSize(1);
		this.relay.usePassword(printed.getFirst());
		assertThat(this.relay.post(MARKS.subList(0, 1)).over(1)).hasSize(1);
		first.terminate();
		RelayProcess second = this.relay.start("");
		assertThat(generatedPasswords(second)).isEmpty();
		assertThat(this.relay.post(MARKS.subList(1, 2)).over(1)).hasSize(1);
	}

	@Test
	void pendingConfirmationIsTakenUpAgainAfterKill() throws InterruptedException {
		try (StandInOns ons = new StandInOns(this.relay.topic(), this.relay.client(), List.of())) {
			ons.availability().failWith(503);
			RelayProcess first = this.relay.startAllowing(ons.origin());
			assertThat(ons.requestConfirmation().acknowledged()).isTrue();
			first.kill();
			ons.availability().recover();
			this.relay.startAllowing(ons.origin());
			assertThat(ons.awaitConfirmed(Duration.ofSeconds(30))).isTrue();
		}
	}

	@Test
	void nothingIsLostOrRepeatedWhenTheProcessIsAskedToEnd() {
		RelayProcess first = this.relay.start();
		Set<SequencedEvent> acknowledged = this.relay.post(MARKS).over(4);
		assertThat(first.terminate()).isEqualTo(TERMINATED);
		assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(MARKS);
		this.relay.start();
		this.relay.awaitEverythingDelivered(MARKS.size());
		assertThat(this.relay.slackMarks()).containsExactlyInAnyOrderElementsOf(MARKS);
		assertThat(this.relay.pagerDutyMarks()).containsExactlyInAnyOrderElementsOf(MARKS);
	}

	private static List<String> generatedPasswords(RelayProcess process) {
		return GENERATED_PASSWORD.matcher(process.output()).results().map((match) -> match.group(1)).toList();
	}

}
