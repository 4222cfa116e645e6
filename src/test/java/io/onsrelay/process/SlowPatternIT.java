package io.onsrelay.process;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.SlackPost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user's pattern of secrets takes minutes on some messages: they arrive without their
 * text, and probes, other messages and the shutdown go on. A restart does not change
 * that.
 */
class SlowPatternIT {

	/**
	 * Each match is short, and the search for it goes on to the end of the text.
	 */
	private static final String PATTERN = "q(.*z)?";

	private static final List<String> HOSTILE = Stream.of("1", "2").map((end) -> "q".repeat(60_000) + end).toList();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void othersGoOnWhenPatternTakesTooLong() {
		String configuration = """
				relay:
				  %s
				  redaction.patterns: ['%s']
				""".formatted(this.relay.usual().replace("relay.", ""), PATTERN);
		RelayProcess process = this.relay.start(configuration);
		post(HOSTILE.getFirst());
		process.kill();
		process = this.relay.start(configuration);
		post(HOSTILE.getLast());
		post("harmless");
		assertThat(process.ready()).isTrue();
		this.relay.awaitEverythingDelivered(3);
		assertThat(process.ready()).isTrue();
		assertThat(process.terminate()).isEqualTo(143);
		assertThat(this.relay.slack().posts()).extracting(SlackPost::text)
			.anyMatch((text) -> text.startsWith("harmless"))
			.noneMatch((text) -> text.contains("qq"))
			.filteredOn((text) -> text.startsWith("Item without its text"))
			.hasSizeBetween(2, 3);
		assertThat(this.relay.pagerDuty().events()).hasSizeBetween(3, 4);
		assertThat(process.output()).contains("is shown without its text");
	}

	private void post(String body) {
		try (OnsClient ons = this.relay.client()) {
			assertThat(ons.post(this.relay.topic().notification(body)).acknowledged()).isTrue();
		}
	}

}
