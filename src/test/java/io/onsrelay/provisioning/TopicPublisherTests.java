package io.onsrelay.provisioning;

import java.nio.file.Path;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.oci.OciProperties;
import io.onsrelay.standin.OciUser;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPublisherTests {

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.infra";

	private static final String PATH = "/20181201/topics/" + TOPIC + "/messages";

	@RegisterExtension
	static final WireMockExtension ONS = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@TempDir
	private Path directory;

	@Test
	void publishSendsASignedMessage() {
		ONS.stubFor(WireMock.post(PATH)
			.willReturn(WireMock.okJson("{\"messageId\": \"m1\", \"timeStamp\": \"2026-03-01T12:00:00Z\"}")
				.withStatus(202)));
		assertThat(publisher("oci-config").publish("ons-relay canary", "text")).isEmpty();
		ONS.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(PATH))
			.withHeader("Authorization", WireMock.matching("Signature .*"))
			.withRequestBody(WireMock.matchingJsonPath("$.body", WireMock.equalTo("text")))
			.withRequestBody(WireMock.matchingJsonPath("$.title", WireMock.equalTo("ons-relay canary"))));
	}

	@Test
	void publishWhenOnsRejectsItSaysWhatToDo() {
		ONS.stubFor(WireMock.post(PATH)
			.willReturn(WireMock.okJson("{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"no\"}").withStatus(404)));
		assertThat(publisher("oci-config").publish("title", "text")).hasValueSatisfying(
				(failure) -> assertThat(failure).startsWith("HTTP 404 NotAuthorizedOrNotFound, opc-request-id ")
					.contains("allow this principal to use ons-topics"));
	}

	@Test
	void publishWhenThereAreNoCredentialsNamesTheProperty() {
		assertThat(publisher("missing").publish("title", "text"))
			.hasValueSatisfying((failure) -> assertThat(failure).endsWith("check relay.oci.*"));
	}

	private TopicPublisher publisher(String file) {
		new OciUser().write(this.directory);
		return new TopicPublisher(new OciProperties(OciProperties.Auth.CONFIG_FILE,
				this.directory.resolve(file).toString(), OciUser.PROFILE, ONS.baseUrl(), null), TOPIC);
	}

}
