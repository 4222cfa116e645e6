package io.onsrelay.ingest;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins at both endpoints: failures delay the next ones of their source, and nothing
 * else. This test is a trusted proxy.
 */
class LoginTests {

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.ingest.trusted-proxies=127.0.0.1",
				"relay.ingest.previous-password=password-before-it");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		server.relay().reset();
		server.pauses();
	}

	// As ONS does for each message
	@Test
	void requestWithoutCredentialsIsNoFailure() {
		for (int i = 0; i < 5; i++) {
			assertThat(server.post(server.anonymous().header("X-Forwarded-For", "203.0.113.1"), "{}").statusCode())
				.isEqualTo(401);
			assertThat(post("203.0.113.1", IngestServer.PASSWORD)).isEqualTo(200);
		}
		assertThat(server.pauses()).isEmpty();
	}

	@Test
	void rightPasswordAfterFailuresGetsInAfterDelayAndForgetsThem() {
		for (int i = 0; i < 3; i++) {
			assertThat(post("203.0.113.2", "wrong-password")).isEqualTo(401);
		}
		assertThat(post("203.0.113.2", IngestServer.PASSWORD)).isEqualTo(200);
		assertThat(post("203.0.113.2", IngestServer.PASSWORD)).isEqualTo(200);
		assertThat(server.pauses()).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L);
	}

	@Test
	void bothPasswordsGetInWhileOneIsChanged() {
		assertThat(post("203.0.113.9", "password-before-it")).isEqualTo(200);
		assertThat(post("203.0.113.9", IngestServer.PASSWORD)).isEqualTo(200);
		assertThat(post("203.0.113.9", "password-before-that")).isEqualTo(401);
		assertThat(server.pauses()).isEmpty();
	}

	@Test
	void failuresOfOneClientDelayNoOther() {
		assertThat(post("203.0.113.3", "wrong-password")).isEqualTo(401);
		assertThat(post("203.0.113.4", IngestServer.PASSWORD)).isEqualTo(200);
		assertThat(server.pauses()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/ons, ingest", "/api/dead-letters, admin" })
	void everyMethodAndUserNameIsCountedAndDelayed(String path, String account) {
		double before = failures(account);
		HttpRequest.Builder request = server.to(path)
			.header("Authorization", IngestServer.basic("mallory", "wrong"))
			.header("X-Forwarded-For", "203.0.113.5");
		assertThat(server.send(request.GET()).statusCode()).isEqualTo(401);
		assertThat(server.send(request.DELETE()).statusCode()).isEqualTo(401);
		assertThat(server.pauses()).hasSize(1);
		assertThat(failures(account) - before).isEqualTo(2);
	}

	private static int post(String client, String password) {
		HttpRequest.Builder request = server.anonymous()
			.header("Authorization", IngestServer.basic("ons", password))
			.header("X-Forwarded-For", client);
		HttpResponse<String> response = server.post(request, "{}");
		return response.statusCode();
	}

	private static double failures(String account) {
		return server.bean(MeterRegistry.class)
			.get("relay.auth.failures")
			.tags("account", account, "user", "unknown", "outcome", "wrong")
			.counter()
			.count();
	}

}
