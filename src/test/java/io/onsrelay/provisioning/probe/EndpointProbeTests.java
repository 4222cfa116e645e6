package io.onsrelay.provisioning.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;

import javax.net.ssl.SSLHandshakeException;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointProbeTests {

	private static final URI ENDPOINT = URI.create("https://relay.test/ons");

	/** Its certificate is its own. */
	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"))
		.build();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 |                  | without asking for credentials
			204 |                  | without asking for credentials
			301 |                  | a redirect (301)
			401 | Basic realm="x"  | either the relay has another user name or password
			401 | Bearer           | 401 without 'WWW-Authenticate: Basic'
			401 |                  | 401 without 'WWW-Authenticate: Basic'
			403 |                  | relay.ingest.allowed-cidrs
			404 |                  | nothing is at the path /ons
			405 |                  | not the 401 of the relay
			502 |                  | the proxy does not reach the relay
			503 |                  | can't store messages
			""")
	void probeSaysWhatTheResponseMeans(int status, String challenge, String finding) {
		SERVER.stubFor(WireMock.post("/ons")
			.willReturn((challenge != null) ? WireMock.status(status).withHeader("WWW-Authenticate", challenge)
					: WireMock.status(status)));
		assertThat(new EndpointProbe().probeAddress(URI.create("http://127.0.0.1:%d/ons".formatted(SERVER.getPort()))))
			.contains(finding);
		SERVER.verify(1, WireMock.postRequestedFor(WireMock.anyUrl()).withoutHeader("Authorization"));
	}

	@Test
	void probeWhenCertificateIsNotPublicSaysSo() {
		URI https = URI.create("https://127.0.0.1:%d/ons".formatted(SERVER.getRuntimeInfo().getHttpsPort()));
		assertThat(new EndpointProbe().probeAddress(https)).contains("no certificate of a public authority");
	}

	@Test
	void probeWhenThereIsNoTlsSaysSo() {
		URI https = URI.create("https://127.0.0.1:%d/ons".formatted(SERVER.getPort()));
		assertThat(new EndpointProbe().probeAddress(https)).contains("There is no TLS at 127.0.0.1:");
	}

	@Test
	void probeWhenNothingListensSaysSo() {
		assertThat(new EndpointProbe().probeAddress(URI.create("https://127.0.0.1:1/ons")))
			.contains("The connection is refused");
	}

	@Test
	void probeWhenAddressIsPrivateCallsNothing() {
		assertThat(new EndpointProbe().probe(URI.create("https://10.1.2.3/ons"))).contains("is the private address");
		assertThat(new EndpointProbe().probe(URI.create("https://localhost/ons"))).contains("is the private address");
	}

	@Test
	void findingsOfFailures() {
		assertThat(ProbeFinding.unknownHost("relay.test")).contains("does not resolve");
		assertThat(ProbeFinding.of(ENDPOINT, new HttpConnectTimeoutException("x"))).contains("within 5 seconds");
		assertThat(ProbeFinding.of(ENDPOINT, new ConnectException("x"))).contains("refused");
		assertThat(ProbeFinding.of(ENDPOINT, new SSLHandshakeException("x")))
			.contains("There is no TLS at relay.test:443");
		assertThat(ProbeFinding.of(ENDPOINT, new IOException("x"))).contains("without a response (IOException)");
	}

}
