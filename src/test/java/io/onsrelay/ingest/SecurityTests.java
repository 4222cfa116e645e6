package io.onsrelay.ingest;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which paths are open on the two ports of a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityTests {

	private static IngestServer server;

	private static IngestServer elsewhere;

	private static String log;

	@BeforeAll
	static void start(@TempDir Path directory, @TempDir Path other, CapturedOutput output) {
		server = IngestServer.start(directory, "relay.ingest.password=", "relay.ingest.allowed-cidrs=192.0.2.0/24");
		log = output.getAll();
		elsewhere = IngestServer.start(other);
	}

	@AfterAll
	static void stop() {
		server.close();
		elsewhere.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz" })
	void probesOnTheMainPortAreOpen(String path) {
		assertThat(server.get(server.port(), path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus" })
	void actuatorOnTheManagementPortIsOpen(String path) {
		assertThat(server.get(server.managementPort(), path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/prometheus", "/error", "/ONS", "/ons/x",
			"/favicon.ico", "/livez/x", "/Messages", "/v3/api-docs/x", "/v3/api-docs.yaml", "/swagger-ui.html",
			"/index.html" })
	void anythingElseOnTheMainPortIsNotFound(String path) {
		HttpResponse<String> response = server.get(server.port(), path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/ons", "/livez", "/api/dead-letters", "/login", "/messages", "/v3/api-docs",
			"/error", "/actuator/env", "/actuator/heapdump" })
	void anythingElseOnTheManagementPortIsNotFound(String path) {
		assertThat(server.get(server.managementPort(), path).statusCode()).isEqualTo(404);
	}

	// ONS sends its password only after it has seen exactly this
	@Test
	void challengeOfTheEndpointIsConstant() {
		HttpResponse<String> response = elsewhere.post(elsewhere.anonymous(), "{}");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Basic realm=\"ons-relay\"");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ons;x=1", "/%2e%2e/ons", "//ons", "/ons//" })
	void pathsThatParsersDisagreeAboutAreRefusedWithoutDetails(String path) {
		HttpResponse<String> response = server.get(server.port(), path);
		assertThat(response.statusCode()).isBetween(400, 404);
		assertThat(response.body()).doesNotContain("Exception", "spring", "at ");
	}

	@Test
	void postWhenNetworkIsNotListedAnswers403EvenWithoutCredentials() {
		assertThat(server.post(server.anonymous(), "{}").statusCode()).isEqualTo(403);
		assertThat(server.post(server.request(), "{}").statusCode()).isEqualTo(403);
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void startShowsTheGeneratedPasswordInTheEndpointOnly() {
		assertThat(log).containsPattern("https://ons:[A-Za-z0-9]{32}@<your host>/ons");
		assertThat(log).doesNotContain("Using generated security password");
	}

	@Test
	void startWarnsThatAnyTopicIsAllowed() {
		assertThat(log).contains("relay.ingest.topics");
	}

}
