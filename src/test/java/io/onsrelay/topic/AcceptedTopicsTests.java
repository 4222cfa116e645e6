package io.onsrelay.topic;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AcceptedTopicsTests {

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.AAAA";

	@Test
	void topicThatIsListedOrAnyIsAccepted() {
		assertThatNoException().isThrownBy(() -> check(new MockEnvironment()));
		assertThatNoException().isThrownBy(
				() -> check(new MockEnvironment().withProperty("relay.ingest.topics[0]", "ocid1.onstopic.oc1.phx.b")
					.withProperty("relay.ingest.topics[1]", TOPIC.toLowerCase(Locale.ROOT))));
	}

	@Test
	void topicThatIsNotListedIsAMistake() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(
					() -> check(new MockEnvironment().withProperty("relay.ingest.topics", "ocid1.onstopic.oc1.phx.b")))
			.withMessage("relay.canary.topic: relay.ingest.topics has not this topic, so its messages are rejected.");
	}

	private static void check(MockEnvironment environment) {
		AcceptedTopics.check(environment, "relay.canary.topic", TOPIC);
	}

}
