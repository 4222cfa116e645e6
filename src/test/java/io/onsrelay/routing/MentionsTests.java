package io.onsrelay.routing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.onsrelay.event.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mentions}.
 */
class MentionsTests {

	@Test
	void ofMentionsTheSameForEverySeverity() {
		assertThat(Mentions.of(" <!here> ").bySeverity()).containsOnlyKeys(Severity.values())
			.allSatisfy((severity, mention) -> assertThat(mention).as("%s", severity).isEqualTo("<!here>"));
		assertThat(Mentions.of("<!here>").isOne()).isTrue();
	}

	@Test
	void bySeverityLeavesOutWhatIsBlank() {
		Mentions mentions = new Mentions("<@U1>", " ", null, "<!channel>");
		assertThat(mentions.bySeverity()).isEqualTo(Map.of(Severity.INFO, "<@U1>", Severity.CRITICAL, "<!channel>"));
		assertThat(mentions.isOne()).isFalse();
		assertThat(new Mentions(null, "<@U1>", "<@U2>", null).bySeverity())
			.isEqualTo(Map.of(Severity.WARNING, "<@U1>", Severity.ERROR, "<@U2>"));
		assertThat(new Mentions(null, null, null, null).isOne()).isFalse();
	}

}
