package io.onsrelay.ingest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.standin.OnsMessage;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint where signatures are enforced.
 */
class SignatureEndToEndTests {

	@RegisterExtension
	static final WireMockExtension STORAGE = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.ingest.topics=" + IngestServer.TOPIC,
				"relay.ingest.signature=enforce", "relay.ingest.signature-construction=" + OnsTopic.CONSTRUCTION,
				"relay.confirmation.allowed-origins=" + STORAGE.baseUrl());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		server.relay().reset();
		STORAGE.stubFor(
				WireMock.get(WireMock.urlPathMatching("/p/.*")).willReturn(WireMock.ok(SigningKey.standIn().pem())));
	}

	@Test
	void messageThatVerifiesIsAccepted() {
		assertThat(post(message("{}"), "{}").statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().text()).isEqualTo("{}");
	}

	@Test
	void certificateMayBeBytes() {
		OnsMessage message = message("{}");
		STORAGE.stubFor(WireMock.get(WireMock.urlPathMatching("/p/bytes/.*"))
			.willReturn(WireMock.ok().withBody(SigningKey.standIn().der())));
		message.headers()
			.computeIfPresent("x-oci-ns-signingcerturl", (_, url) -> url.replaceFirst("/p/[^/]*/", "/p/bytes/"));
		assertThat(post(message, "{}").statusCode()).isEqualTo(200);
	}

	@Test
	void messageThatDoesNotVerifyIsForbiddenCountedAndNotStored() {
		double before = counted("unverified");
		HttpResponse<String> response = post(message("{}"), "{ }");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("The signature of the message does not verify.");
		assertThat(server.post(server.request(), "{}").statusCode()).as("without a signature").isEqualTo(403);
		assertThat(server.relay().messages()).isEmpty();
		assertThat(counted("unverified")).isEqualTo(before + 2);
	}

	@Test
	void messageWhoseCertificateIsMissingIsToBeSentAgain() {
		OnsMessage message = message("{}");
		STORAGE.stubFor(WireMock.get(WireMock.urlPathMatching("/p/other/.*")).willReturn(WireMock.status(503)));
		message.headers()
			.computeIfPresent("x-oci-ns-signingcerturl", (_, url) -> url.replaceFirst("/p/[^/]*/", "/p/other/"));
		HttpResponse<String> response = post(message, "{}");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(server.relay().messages()).isEmpty();
		assertThat(counted("undecided")).isOne();
	}

	private static double counted(String outcome) {
		return server.bean(MeterRegistry.class)
			.find("relay.messages")
			.tag("outcome", outcome)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static OnsMessage message(String body) {
		return new OnsTopic(IngestServer.TOPIC, "operations", Clock.systemUTC(), URI.create(STORAGE.baseUrl()))
			.notification(UUID.randomUUID().toString(), body);
	}

	private static HttpResponse<String> post(OnsMessage message, String body) {
		HttpRequest.Builder request = server.request();
		message.headers().forEach(request::setHeader);
		return server.post(request, body);
	}

}
