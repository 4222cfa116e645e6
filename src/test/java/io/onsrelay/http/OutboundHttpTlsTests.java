package io.onsrelay.http;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.secret.Secret;
import io.onsrelay.standin.ServerCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundHttp} over TLS.
 */
@Timeout(60)
class OutboundHttpTlsTests {

	@TempDir
	private static Path directory;

	private static WireMockServer server;

	private static SSLContext trusting;

	private static SSLContext serving;

	@BeforeAll
	static void start() {
		ServerCertificate certificate = ServerCertificate.create(directory.resolve("localhost.p12"));
		serving = certificate.server();
		trusting = ServerCertificate.trusting(List.of(certificate));
		server = new WireMockServer(WireMockConfiguration.options()
			.dynamicPort()
			.dynamicHttpsPort()
			.keystorePath(certificate.keystore().toString())
			.keystoreType("PKCS12")
			.keystorePassword(ServerCertificate.PASSWORD)
			.keyManagerPassword(ServerCertificate.PASSWORD));
		server.start();
		server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("done")));
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@Test
	void exchangeWhenCertificateIsTrustedAnswers() throws GeneralSecurityException {
		SSLContext before = SSLContext.getDefault();
		SSLContext.setDefault(trusting);
		try (OutboundHttpFactory factory = HttpClients.factory()) {
			OutboundHttp http = factory.create(HttpSettings.within(Duration.ofSeconds(10)));
			assertThat(get(http, "localhost")).isInstanceOfSatisfying(Response.class,
					(response) -> assertThat(response.body()).isEqualTo("done"));
			assertThat(get(http, "127.0.0.1")).isInstanceOfSatisfying(NoResponse.class,
					(none) -> assertThat(none.detail()).startsWith("TLS: "));
		}
		finally {
			SSLContext.setDefault(before);
		}
	}

	@Test
	void exchangeWhenCertificateIsNotTrustedSaysSo() {
		try (OutboundHttpFactory factory = HttpClients.factory()) {
			HttpResult result = get(factory.create(HttpSettings.within(Duration.ofSeconds(10))), "localhost");
			assertThat(result).isInstanceOfSatisfying(NoResponse.class, (none) -> {
				assertThat(none.cause()).isEqualTo(Cause.NETWORK);
				assertThat(none.detail()).startsWith("TLS: ").doesNotContain("token", "\n");
			});
		}
	}

	@Test
	void exchangeWhenBodyIsNotReadIsCutOffAtDeadline() throws Exception {
		SSLContext before = SSLContext.getDefault();
		SSLContext.setDefault(trusting);
		try (OutboundHttpFactory factory = HttpClients.factory();
				ServerSocket listening = serving.getServerSocketFactory()
					.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			OutboundHttp http = factory.create(HttpSettings.within(Duration.ofSeconds(1)));
			Secret url = Secret.of("https://localhost:" + listening.getLocalPort());
			HttpCall call = new HttpCall("POST", url, Map.of(), "x".repeat(32 * 1024 * 1024));
			CompletableFuture<HttpResult> result = CompletableFuture.supplyAsync(() -> http.exchange(call),
					Thread::startVirtualThread);
			try (SSLSocket connection = (SSLSocket) listening.accept()) {
				connection.startHandshake();
				assertThat(result.get())
					.isEqualTo(new NoResponse(Cause.TIMEOUT, "No complete response within 1000 ms"));
			}
		}
		finally {
			SSLContext.setDefault(before);
		}
	}

	private static HttpResult get(OutboundHttp http, String host) {
		return http
			.exchange(HttpCall.get(Secret.of("https://" + host + ":" + server.httpsPort() + "/?token=x"), "*/*"));
	}

}
