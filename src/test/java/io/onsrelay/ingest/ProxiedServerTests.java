package io.onsrelay.ingest;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The allow-list behind a proxy: this test is the proxy, trusted or not.
 */
class ProxiedServerTests {

	private static final String ALLOWED = "relay.ingest.allowed-cidrs=203.0.113.0/24";

	private static final String TRUSTED = "relay.ingest.trusted-proxies=127.0.0.0/8,10.0.0.0/8";

	private static IngestServer behindProxy;

	@TempDir
	private Path directory;

	@BeforeAll
	static void start(@TempDir Path directory) {
		behindProxy = IngestServer.start(directory, ALLOWED, TRUSTED, "server.http2.enabled=true");
	}

	@AfterAll
	static void stop() {
		behindProxy.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.7                | 200
			203.0.113.7, 10.0.0.2      | 200
			198.51.100.9               | 403
			203.0.113.7, 198.51.100.9  | 403
			203.0.113.7, nonsense      | 403
			""")
	void postWhenProxyIsTrustedIsJudgedByItsClient(String forwardedFor, int status) {
		assertThat(post(behindProxy, forwardedFor)).isEqualTo(status);
	}

	@Test
	void postWhenHeaderComesTwiceIsJudgedByTheLast() {
		HttpRequest.Builder request = behindProxy.request()
			.header("X-Forwarded-For", "203.0.113.7")
			.header("X-Forwarded-For", "198.51.100.9");
		assertThat(behindProxy.post(request, "{}").statusCode()).isEqualTo(403);
	}

	// A client that offers the upgrade, which a proxy may pass on without looking into it
	@Test
	void postWithoutTlsStaysWithHttp1() {
		HttpRequest.Builder request = behindProxy.request()
			.version(HttpClient.Version.HTTP_2)
			.header("X-Forwarded-For", "203.0.113.7");
		assertThat(behindProxy.post(request, "{}").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
	}

	// On Kubernetes, Spring Boot itself would believe any sender in a private network
	@Test
	void postWhenNoProxyIsTrustedIsJudgedByThePeerOnKubernetesToo() {
		try (IngestServer server = IngestServer.start(this.directory, ALLOWED,
				"spring.main.cloud-platform=kubernetes")) {
			assertThat(post(server, "203.0.113.7")).isEqualTo(403);
			HttpRequest.Builder request = server.request().header("Forwarded", "for=203.0.113.7");
			assertThat(server.post(request, "{}").statusCode()).isEqualTo(403);
		}
	}

	private static int post(IngestServer server, String forwardedFor) {
		return server.post(server.request().header("X-Forwarded-For", forwardedFor), "{}").statusCode();
	}

}
