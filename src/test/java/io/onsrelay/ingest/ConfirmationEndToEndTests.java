package io.onsrelay.ingest;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConfirmationEndToEndTests {

	private static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.eu-frankfurt-1.aaaaendtoend";

	private static final String PATH = "/20181201/subscriptions/" + SUBSCRIPTION
			+ "/confirmation?token=YS9iK2M=&protocol=CUSTOM_HTTPS";

	@RegisterExtension
	static final WireMockExtension ONS = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@Test
	void postOfAConfirmationIsFollowedByTheGetOfItsUrl(@TempDir Path directory) {
		ONS.stubFor(WireMock.get(PATH)
			.willReturn(WireMock
				.okJson("{\"topicId\":\"%s\",\"subscriptionId\":\"%s\"}".formatted(IngestServer.TOPIC, SUBSCRIPTION))));
		try (IngestServer server = IngestServer.start(directory, "relay.ingest.topics=" + IngestServer.TOPIC,
				"relay.confirmation.allowed-origins=" + ONS.baseUrl())) {
			HttpResponse<String> response = server.post(server.request()
				.header("X-OCI-NS-MessageType", "SubscriptionConfirmation")
				.header("X-OCI-NS-ConfirmationURL", ONS.baseUrl() + PATH), "not even JSON");
			assertThat(response.statusCode()).isEqualTo(200);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged(server) == 1);
		}
		ONS.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo(PATH))
			.withHeader("Accept", WireMock.equalTo("application/json")));
	}

	private static double acknowledged(IngestServer server) {
		return server.bean(MeterRegistry.class)
			.get("relay.confirmations")
			.tag("outcome", "acknowledged")
			.counter()
			.count();
	}

}
