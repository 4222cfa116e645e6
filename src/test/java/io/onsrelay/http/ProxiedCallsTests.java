package io.onsrelay.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundProperties.Proxy;
import io.onsrelay.secret.Secret;
import io.onsrelay.standin.ServerCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls through a real proxy, to a server whose certificate only a configured bundle
 * trusts.
 */
@Timeout(60)
class ProxiedCallsTests {

	@TempDir
	private static Path directory;

	private static WireMockServer server;

	private static ServerCertificate certificate;

	private static Tinyproxy proxy;

	@BeforeAll
	static void start() {
		certificate = ServerCertificate.create(directory.resolve("localhost.p12"));
		server = new WireMockServer(WireMockConfiguration.options()
			.dynamicPort()
			.dynamicHttpsPort()
			.keystorePath(certificate.keystore().toString())
			.keystoreType("PKCS12")
			.keystorePassword(ServerCertificate.PASSWORD)
			.keyManagerPassword(ServerCertificate.PASSWORD));
		server.start();
		proxy = Tinyproxy.start(directory, server.httpsPort());
	}

	@AfterAll
	static void stop() {
		if (proxy != null) {
			proxy.close();
		}
		server.stop();
	}

	@BeforeEach
	void answer() {
		server.resetAll();
		server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("done")));
	}

	@Test
	void httpsGoesThroughTheTunnelAndIsTrustedByTheBundle() throws IOException {
		assertThat(call(Tinyproxy.PASSWORD, bundle(), https())).isInstanceOfSatisfying(Response.class,
				(response) -> assertThat(response.body()).isEqualTo("done"));
		assertThat(proxy.log()).contains("CONNECT localhost:%d".formatted(server.httpsPort()))
			.doesNotContain("tunnelled");
		server.verify(1,
				WireMock.getRequestedFor(WireMock.urlEqualTo("/?tunnelled=x"))
					.withoutHeader("Proxy-Authorization")
					.withoutHeader("Authorization"));
	}

	@Test
	void httpGoesThroughTheProxyWithItsCredentialsOnly() {
		assertThat(call(Tinyproxy.PASSWORD, null, http())).isInstanceOfSatisfying(Response.class,
				(response) -> assertThat(response.body()).isEqualTo("done"));
		server.verify(1,
				WireMock.getRequestedFor(WireMock.urlEqualTo("/?token=x"))
					.withHeader("Via", WireMock.containing("tinyproxy"))
					.withoutHeader("Authorization"));
	}

	@Test
	void callWhenProxyRejectsThePasswordNeverReachesTheServer() {
		assertThat(call("wrong", bundle(), https())).isInstanceOf(Response.class).asString().contains("status=401");
		assertThat(call("wrong", null, http())).isInstanceOf(Response.class).asString().contains("status=401");
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	@Test
	void httpsWhenBundleIsNotConfiguredIsNotTrusted() {
		assertThat(call(Tinyproxy.PASSWORD, null, https())).isInstanceOfSatisfying(NoResponse.class,
				(none) -> assertThat(none.detail()).startsWith("TLS: "));
	}

	private static HttpResult call(String password, @Nullable SslBundle bundle, String url) {
		ConfiguredProxy proxies = ConfiguredProxy
			.of(new Proxy("http://127.0.0.1:" + proxy.port(), Tinyproxy.USERNAME, Secret.of(password), List.of()),
					List.of())
			.orElseThrow();
		try (OutboundHttpFactory factory = HttpClients.factory(proxies, bundle)) {
			return factory.create(HttpSettings.within(Duration.ofSeconds(10)))
				.exchange(HttpCall.get(Secret.of(url), "*/*"));
		}
	}

	private static SslBundle bundle() {
		Path pem = directory.resolve("ca.pem");
		SslBundle[] bundle = new SslBundle[1];
		try {
			certificate.writeCertificate(pem);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.pem.company.truststore.certificate=" + pem.toUri())
			.run((context) -> bundle[0] = TrustedCertificates.beside("company", context.getBean(SslBundles.class)));
		return bundle[0];
	}

	private static String https() {
		return "https://localhost:%d/?tunnelled=x".formatted(server.httpsPort());
	}

	private static String http() {
		return "http://localhost:%d/?token=x".formatted(server.port());
	}

}
