package io.onsrelay.event;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OnsHeaders}.
 */
class OnsHeadersTests {

	@ParameterizedTest
	@ValueSource(strings = { "X-OCI-NS-MessageId", "x-oci-ns-messageid", "X-Oci-Ns-Messageid", "X-OCI-NS-MESSAGEID" })
	void messageIdWhenNameIsInAnyCaseIsFound(String name) {
		assertThat(new OnsHeaders(Map.of(name, "m-1")).messageId()).contains("m-1");
	}

	@Test
	void valuesKeepHeadersOfOnsOnly() {
		assertThat(new OnsHeaders(Map.of("Authorization", "Basic eA==", "X-OCI-NS-New", "n", "X-OCI", "o")).values())
			.containsExactly(Map.entry("x-oci-ns-new", "n"));
	}

	@Test
	void valueWhenBlankIsAbsent() {
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-TopicName", " ")).topicName()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "b", "ocid1.", "https://example.com/?token=secret", "ocid1.onstopic.oc1..b\u0085x",
			"ocid1.onstopic.oc1..b secret" })
	void topicOcidWhenValueIsNoOcidIsAbsentSinceItIsLogged(String value) {
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", value)).topicOcid()).isEmpty();
	}

	@Test
	void topicOcidHasAtMost255Characters() {
		String longest = "OCID1.onstopic.oc1..A_-9".concat("b".repeat(231));
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", longest)).topicOcid()).contains(longest);
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", longest + "b")).topicOcid()).isEmpty();
	}

	@Test
	void headersOfOneContentAreEqual() {
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-TopicName", "t", "Accept", "a")))
			.isEqualTo(new OnsHeaders(Map.of("x-oci-ns-topicname", "t")))
			.hasSameHashCodeAs(new OnsHeaders(Map.of("x-oci-ns-topicname", "t")))
			.isNotEqualTo(new OnsHeaders(Map.of("x-oci-ns-topicname", "u")));
	}

	@Test
	void accessorsReadTheirHeaders() {
		OnsHeaders headers = new OnsHeaders(
				Map.of("X-OCI-NS-MessageType", "a", "X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1..b", "X-OCI-NS-TopicName",
						"c", "X-OCI-NS-SubscriptionId", "d", "X-OCI-NS-ConfirmationURL", "e"));
		assertThat(headers.messageType()).contains("a");
		assertThat(headers.topicOcid()).contains("ocid1.onstopic.oc1..b");
		assertThat(headers.topicName()).contains("c");
		assertThat(headers.subscriptionId()).contains("d");
		assertThat(headers.confirmationUrl()).contains("e");
	}

	@Test
	void toJsonOfStoredHeadersKeepsTheirDigests() {
		String json = new OnsHeaders(Map.of("X-OCI-NS-ConfirmationURL", " hush ", "X-OCI-NS-New", "n")).toJson();
		assertThat(json).isEqualTo(
				"{\"x-oci-ns-confirmationurl\":\"sha256:%s\",\"x-oci-ns-new\":\"n\"}".formatted(Sha256.hex("hush")));
		assertThat(OnsHeaders.ofJson(json).toJson()).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sha256:https://x?token=hush", "sha256:", "sha256:0123456789abcdef hush" })
	void toJsonWhenATokenLooksLikeADigestKeepsItsDigest(String url) {
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-ConfirmationURL", url)).toJson()).doesNotContain("hush")
			.isEqualTo("{\"x-oci-ns-confirmationurl\":\"sha256:%s\"}".formatted(Sha256.hex(url)));
	}

	@Test
	void toStringHasNamesOnly() {
		assertThat(new OnsHeaders(Map.of("X-OCI-NS-ConfirmationURL", "hush")))
			.hasToString("OnsHeaders[x-oci-ns-confirmationurl]");
	}

}
